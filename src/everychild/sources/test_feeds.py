"""Every feed's invented sample against what its expected.md, written by hand, says it yields; found by folder."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from everychild.sources.catalog import FOLDER, feed_named, feeds
from everychild.sources.load import load
from everychild.terms import sql
from everychild.terms.events import KINDS
from everychild.terms.refusals import Refused
from everychild.terms.staged import Staged

FOLDERS = sorted(path for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_"))
FACTS = ["line", "key", "event", "on", "at (UTC)", "who", "detail", "ends on", "about"]

PUBLISHED = {
    "ice_custody": "stay_id subject_id a_number last_name first_name middle_name dob citizenship sex entry_date sector "
    "holding_agency field_office family_unit_id apprehended_at determined_uc_at hhs_notified_at handed_over_at "
    "handed_over_to exceptional_circumstances",
    "orr_care": "stay_id portal_id a_number full_name dob gender country_of_birth accepted_at care_provider care_type "
    "identity_verified_on risk_finding home_study_trigger home_study_completed_on discharged_at discharge_type "
    "discharge_notice_at sponsor_id sponsor_name sponsor_relationship sponsor_category sponsor_street sponsor_unit "
    "sponsor_city sponsor_state sponsor_zip sponsor_delivery_check sponsor_phone prs_offered_on prs_accepted_on "
    "prs_level",
    "orr_safety_calls": "call_id portal_id call_number due_on attempted_at outcome still_with_sponsor in_school "
    "knows_hearing feels_safe concern",
    "orr_incidents": "incident_id portal_id kind happened_at reported_at reported_to",
    "address_changes": "change_id a_number portal_id street unit city state zip effective_on reported_at reported_by "
    "delivery_check court_form_filed_on",
    "ice_notices": "notice_id a_number subject_id last_name first_name dob field_office issued_on served_on served_to "
    "filed_on withdrawn_on deferral_reason deferral_from deferral_until",
    "eoir_cases": "case_id a_number last_name first_name birth_year nationality language court nta_date "
    "respondent_zip received_on juvenile_code represented_on in_absentia_order_on motion_to_reopen_on reopened_on "
    "decision decided_on closed_on",
    "eoir_hearings": "hearing_id case_id court scheduled_at kind notice_sent_on notice_returned_on outcome "
    "adjournment_code",
    "uscis_relief": "receipt_no a_number family_name given_name middle_name dob country_of_birth sex mailing_zip "
    "received_date form decision decided_on",
    "field_contacts": "contact_id a_number portal_id officer attempted_at method result note",
    "separations": "separation_id child_record child_name child_dob child_is_us_citizen adult_name adult_dob "
    "adult_a_number adult_is_us_citizen relationship relationship_evidence separated_at separated_by place ground "
    "supervisor child_placed_with contact_first_made_at adult_location adult_wishes reunified_at reunified_how "
    "reunification_evidence list_revision",
}
"""The published list of feeds and their columns, the key first: files written by others rely on these names."""


def table(text: str, title: str) -> list[list[str]]:
    """The cells of the table under a heading, its own heading row first."""
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [line.strip().strip("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.split("|")] for row in rows if not re.fullmatch(r"[-| ]+", row)]


def loaded(folder: Path, con: duckdb.DuckDBPyConnection) -> tuple[Staged, str, datetime]:
    expected = (folder / "expected.md").read_text()
    found = re.search(r"Received (\S+[0-9])\.", expected)
    assert found, "expected.md must say when the sample was received"
    received = datetime.fromisoformat(found[1])
    return load(con, feeds()[folder.name], folder / "sample.csv", received_at=received), expected, received


def as_text(rows: list[tuple[object, ...]]) -> list[list[str]]:
    return sorted(["" if cell is None else str(cell) for cell in row] for row in rows)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
class TestFeed:
    def test_nothing_is_missing(self, folder: Path) -> None:
        assert {"feed.py", "sample.csv", "expected.md"} <= {path.name for path in folder.iterdir()}

    def test_facts(self, folder: Path) -> None:
        con = duckdb.connect()
        staged, expected, received = loaded(folder, con)
        facts = con.execute(
            f"with stated as (select line as record, {sql.instant(received)} as known_at, * from staged)"
            " select record, record_key, kind, on_date,"
            " case when not dated then strftime(happened_at, '%Y-%m-%d %H:%M') end,"
            " who, detail, ends_on, about_on"
            f" from ({staged.facts_sql}) join (select line, record_key from staged) on line = record"
            " order by record"
        ).fetchall()
        heading, *rows = table(expected, "Facts")
        assert heading == FACTS
        assert as_text(facts) == sorted(rows)

    def test_rejects_and_repetitions(self, folder: Path) -> None:
        con = duckdb.connect()
        staged, expected, _ = loaded(folder, con)
        rows = table(expected, "Rejects")[1:]
        assert as_text(con.execute('select line, "column", reason from rejects').fetchall()) == sorted(rows)
        accepted = con.execute("select count(*) from staged").fetchall()[0][0]
        assert staged.rows == accepted + staged.rejected + staged.repeated
        remarks = re.findall(r"^- (.*)$", expected.partition("\n## Remarks\n")[2], re.MULTILINE)
        assert list(staged.remarks) == remarks

    def test_what_is_kept(self, folder: Path) -> None:
        con = duckdb.connect()
        staged, expected, _ = loaded(folder, con)
        assert staged.unread == ()
        assert staged.absent == ()
        heading, *rows = table(expected, "Kept") or [[]]
        if heading:
            columns = ", ".join(sql.name(column) for column in heading)
            assert as_text(con.execute(f"select {columns} from staged").fetchall()) == sorted(rows)

    def test_every_published_column_is_read_or_listed_unused(self, folder: Path) -> None:
        key, *columns = PUBLISHED[folder.name].split()
        feed = feeds()[folder.name]
        assert feed.key == key
        assert set(feed.file_columns) - {"recorded_at"} == {key, *columns}
        heading = (folder / "sample.csv").read_text().splitlines()[0].split(",")
        assert heading == [key, *columns]

    def test_the_declaration_tells_a_reader_what_it_is(self, folder: Path) -> None:
        feed = feeds()[folder.name]
        assert feed.about
        assert feed.retention
        assert feed.authority.citation
        for fact in feed.facts:
            assert KINDS[fact.kind.id].means


def test_every_published_feed_has_its_folder() -> None:
    assert {folder.name for folder in FOLDERS} == set(PUBLISHED) == set(feeds())


def test_an_unknown_feed_is_refused_with_the_nearest() -> None:
    assert feed_named("orr_care").about == "one stay in HHS/ORR care"
    with pytest.raises(Refused, match="Did you mean 'orr_care'"):
        feed_named("orr_car")


def test_the_columns_that_tell_a_kind_are_columns_of_a_feed() -> None:
    for kind in KINDS.values():
        for told_by in kind.told_by:
            feed, column = told_by.split(".")
            assert column in feeds()[feed].file_columns, f"{kind.id}: {told_by}"
