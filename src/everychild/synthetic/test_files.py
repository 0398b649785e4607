from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import duckdb
import pytest

from everychild.synthetic import FEEDS, deliveries, synthesise
from everychild.terms.refusals import Refused

COLUMNS = {
    "ice_custody": "stay_id,subject_id,a_number,last_name,first_name,middle_name,dob,citizenship,sex,entry_date,sector,"
    "holding_agency,field_office,family_unit_id,apprehended_at,determined_uc_at,hhs_notified_at,handed_over_at,"
    "handed_over_to,exceptional_circumstances",
    "orr_care": "stay_id,portal_id,a_number,full_name,dob,gender,country_of_birth,accepted_at,care_provider,care_type,"
    "identity_verified_on,risk_finding,home_study_trigger,home_study_completed_on,discharged_at,discharge_type,"
    "discharge_notice_at,sponsor_id,sponsor_name,sponsor_relationship,sponsor_category,sponsor_street,sponsor_unit,"
    "sponsor_city,sponsor_state,sponsor_zip,sponsor_delivery_check,sponsor_phone,prs_offered_on,prs_accepted_on,prs_level",
    "orr_safety_calls": "call_id,portal_id,call_number,due_on,attempted_at,outcome,still_with_sponsor,in_school,"
    "knows_hearing,feels_safe,concern",
    "orr_incidents": "incident_id,portal_id,kind,happened_at,reported_at,reported_to",
    "address_changes": "change_id,a_number,portal_id,street,unit,city,state,zip,effective_on,reported_at,reported_by,"
    "delivery_check,court_form_filed_on",
    "ice_notices": "notice_id,a_number,subject_id,last_name,first_name,dob,field_office,issued_on,served_on,served_to,"
    "filed_on,withdrawn_on,deferral_reason,deferral_from,deferral_until",
    "eoir_cases": "case_id,a_number,last_name,first_name,birth_year,nationality,language,court,nta_date,respondent_zip,"
    "received_on,juvenile_code,represented_on,in_absentia_order_on,motion_to_reopen_on,reopened_on,decision,decided_on,"
    "closed_on",
    "eoir_hearings": "hearing_id,case_id,court,scheduled_at,kind,notice_sent_on,notice_returned_on,outcome,"
    "adjournment_code",
    "uscis_relief": "receipt_no,a_number,family_name,given_name,middle_name,dob,country_of_birth,sex,mailing_zip,"
    "received_date,form,decision,decided_on",
    "field_contacts": "contact_id,a_number,portal_id,officer,attempted_at,method,result,note",
    "separations": "separation_id,child_record,child_name,child_dob,child_is_us_citizen,adult_name,adult_dob,"
    "adult_a_number,adult_is_us_citizen,relationship,relationship_evidence,separated_at,separated_by,place,ground,"
    "supervisor,child_placed_with,contact_first_made_at,adult_location,adult_wishes,reunified_at,reunified_how,"
    "reunification_evidence,list_revision",
}
MAY_LIE_AHEAD = {"scheduled_at", "deferral_until", "due_on", "effective_on"}


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _read(path: Path) -> str:
    return f"read_csv('{path}', all_varchar = true, header = true)"


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for threads in (1, 3):
        with monkeypatch.context() as patched:
            patched.setattr(duckdb, "connect", partial(duckdb.connect, config={"threads": threads}))
            made.append(_digests(synthesise(1_000, 11, tmp_path / str(threads)).to))
    assert made[0] == made[1]
    assert len(made[0]) == 2 * len(FEEDS) + 4


def test_another_seed_gives_other_children(tmp_path: Path) -> None:
    one, other = (_digests(synthesise(200, seed, tmp_path / str(seed)).to) for seed in (1, 2))
    assert one["ice_custody.csv"] != other["ice_custody.csv"]


def test_every_file_has_the_columns_of_its_feed(small: Path) -> None:
    assert list(COLUMNS) == list(FEEDS)
    for delivery in deliveries(small):
        assert delivery.file.read_text().splitlines()[0] == COLUMNS[delivery.feed]


def test_every_feed_is_filled(small: Path) -> None:
    for feed in FEEDS:
        assert len((small / f"{feed}.csv").read_text().splitlines()) > 10, feed


def test_deliveries_come_in_order_and_none_is_left_out(small: Path) -> None:
    listed = deliveries(small)
    received = [delivery.received_at for delivery in listed]
    assert received == sorted(set(received))
    assert [delivery.order for delivery in listed] == list(range(1, 2 * len(FEEDS) + 1))
    assert [delivery.file.name for delivery in listed if delivery.full] == ["uscis_relief-2.csv"]


def test_no_fact_is_later_than_its_receipt(small: Path) -> None:
    for delivery in deliveries(small):
        for column in COLUMNS[delivery.feed].split(","):
            dated = column.endswith(("_at", "_on", "_date", "dob")) or column.startswith("deferral_f")
            if not dated or column in MAY_LIE_AHEAD:
                continue
            whole = f"try_cast({column} as timestamptz)"
            sql = f"select count(*) from {_read(delivery.file)} where {whole} > '{delivery.received_at.isoformat()}'"
            assert duckdb.execute(sql).fetchall() == [(0,)], (delivery.file.name, column)


def test_no_hearing_ahead_has_been_held(small: Path) -> None:
    for delivery in deliveries(small):
        if delivery.feed == "eoir_hearings":
            ahead = f"try_cast(scheduled_at as timestamptz) > '{delivery.received_at.isoformat()}'"
            held = f"{ahead} and outcome in ('appeared', 'failed_to_appear')"
            assert duckdb.execute(f"select count(*) from {_read(delivery.file)} where {held}").fetchall() == [(0,)]


def test_truth_knows_every_record_that_can_be_read(small: Path) -> None:
    for feed in FEEDS:
        key = COLUMNS[feed].split(",")[0]
        files = f"read_csv(['{small / feed}.csv', '{small}/later/{feed}-2.csv'], all_varchar = true, header = true)"
        known = f"select record_key from {_read(small / 'truth.csv')} where feed = '{feed}'"
        [(records, true, both)] = duckdb.execute(
            f"select (select count(distinct {key}) from {files}), (select count(*) from ({known})),"
            f" (select count(distinct {key}) from {files} where {key} in ({known}))"
        ).fetchall()
        assert true == both
        assert 0 <= records - true <= 2 + records * 0.003


def test_everyone_is_said_to_be_invented(small: Path) -> None:
    assert (small / "INVENTED.txt").read_text().startswith("Every child in these files is invented.")


@pytest.mark.parametrize("children", [1, 2, 5, 8, 50])
def test_a_small_population(tmp_path: Path, children: int) -> None:
    made = synthesise(children, 3, tmp_path)
    assert made.rows["ice_custody"] > 0
    assert all(each.file.is_file() for each in deliveries(tmp_path))
    assert len((tmp_path / "truth_children.csv").read_text().splitlines()) == children + 1


def test_no_children_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        synthesise(0, 1, tmp_path)
    with pytest.raises(Refused):
        deliveries(tmp_path)
