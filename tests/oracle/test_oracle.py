"""The rulings, one by one, each fixed by an example: times, superseding, links, hand-overs, entries, withdrawal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.oracle.account import account
from tests.oracle.examples import (
    ACCEPTED,
    CARED_FOR,
    GIVEN,
    IN_CARE,
    TAKEN,
    care,
    case,
    contact,
    deliveries,
    dhs,
    hearing,
    judged,
    notice,
    row,
    verdict,
    verdicts,
)
from tests.oracle.facts import facts
from tests.oracle.links import a_number
from tests.oracle.told import Delivery, Record, told

JAN, FEB, MAR = (datetime(2024, month, 1, 12, tzinfo=UTC) for month in (1, 2, 3))


def file(received: datetime, *rows: dict[str, str], feed: str = "ice_custody", again: bool = False) -> Delivery:
    return Delivery(feed, received, list(rows), again=again)


def in_force(known_by: datetime, *files: Delivery) -> list[dict[str, str]]:
    return [record.cells for record in told(files, known_by).records]


class TestWhatWasTold:
    first = file(JAN, {"stay_id": "1", "sector": "Rio", "holding_agency": "CBP"})

    def test_what_was_known_before_stays_as_it_was_known(self) -> None:
        second = file(FEB, {"stay_id": "1", "sector": "Del", "holding_agency": "ICE"})
        assert in_force(JAN, self.first, second) == self.first.rows
        assert in_force(FEB, self.first, second) == second.rows

    def test_an_emptied_cell_retracts_and_a_missing_column_keeps(self) -> None:
        second = file(FEB, {"stay_id": "1", "sector": ""})
        assert in_force(FEB, self.first, second) == [{"stay_id": "1", "sector": "", "holding_agency": "CBP"}]

    def test_of_two_received_at_once_the_later_in_the_chain_holds(self) -> None:
        second = file(JAN, {"stay_id": "1", "sector": "Del", "holding_agency": "ICE"})
        assert in_force(JAN, self.first, second) == second.rows

    def test_one_key_twice_with_different_content_rejects_both_rows(self) -> None:
        assert in_force(JAN, file(JAN, {"stay_id": "1", "sector": "Rio"}, {"stay_id": "1", "sector": "Del"})) == []

    def test_one_key_twice_with_the_same_content_is_one_row(self) -> None:
        assert len(in_force(JAN, file(JAN, {"stay_id": "1", "sector": "Rio"}, {"stay_id": "1", "sector": "Rio "}))) == 1

    def test_bytes_already_delivered_are_a_no_op_unless_again(self) -> None:
        second = file(FEB, {"stay_id": "1", "sector": "Del", "holding_agency": "ICE"})
        same, again = file(MAR, *self.first.rows), file(MAR, *self.first.rows, again=True)
        assert in_force(MAR, self.first, second, same) == second.rows
        assert in_force(MAR, self.first, second, again) == self.first.rows

    def test_a_row_that_changes_nothing_keeps_its_time(self) -> None:
        second = file(FEB, *self.first.rows, {"stay_id": "2", "sector": "", "holding_agency": ""})
        assert [r.known_at.month for r in told([self.first, second], FEB).records] == [1, 2]

    def test_a_row_absent_from_a_whole_extract_is_kept(self) -> None:
        whole = Delivery("ice_custody", FEB, [{"stay_id": "2", "sector": "Del"}], full=True)
        assert [cells["stay_id"] for cells in in_force(FEB, self.first, whole)] == ["1", "2"]

    def test_a_header_alone_tells_its_columns(self) -> None:
        empty = Delivery("orr_care", FEB, [], ("stay_id", "accepted_at"))
        assert "orr_care.accepted_at" not in told([empty], JAN).columns
        assert "orr_care.accepted_at" in told([empty], FEB).columns


def stated(feed: str, **cells: str) -> list[tuple[Any, ...]]:
    """(kind, day, detail, ends_on) of each fact of a row."""
    record = Record(1, feed, "1", cells, MAR.replace(tzinfo=None))
    return [(e.kind, str(e.on), e.detail, str(e.ends_on)) for e in facts(record)]


class TestFacts:
    ahead = "2024-06-01T09:00:00-06:00"

    def test_a_hearing_is_set_on_the_earliest_of_notice_date_and_knowledge(self) -> None:
        sent = stated("eoir_hearings", scheduled_at=self.ahead, notice_sent_on="2024-02-10")
        assert sent[1] == ("hearing_set", "2024-02-10", "", "None")
        assert stated("eoir_hearings", scheduled_at=self.ahead) == [("hearing_set", "2024-03-01", "", "None")]
        held = stated("eoir_hearings", scheduled_at="2024-01-05T20:00:00-06:00", outcome="appeared")
        assert [fact[:2] for fact in held] == [("hearing_set", "2024-01-05"), ("appeared", "2024-01-05")]

    def test_vacated_and_adjourned_happen_when_known_if_the_hearing_lies_ahead(self) -> None:
        off = stated("eoir_hearings", scheduled_at=self.ahead, outcome="vacated", notice_sent_on="2024-02-10")
        assert off[1:] == [("hearing_set", "2024-02-10", "", "2024-03-01"), ("vacated", "2024-03-01", "", "None")]
        put_off = stated("eoir_hearings", scheduled_at=self.ahead, outcome="adjourned", adjournment_code="11")
        assert put_off[1] == ("adjourned", "2024-03-01", "11", "None")

    def test_the_day_is_as_written_and_the_instant_is_utc(self) -> None:
        record = Record(1, "ice_custody", "1", {"apprehended_at": "2023-03-01T23:30:00-06:00"}, datetime(2024, 1, 1))
        (event,) = facts(record)
        assert (event.on, event.at) == (date(2023, 3, 1), datetime(2023, 3, 2, 5, 30))

    def test_a_deferral_states_itself_and_nothing_else(self) -> None:
        deferral = stated(
            "ice_notices", deferral_from="2024-01-02", deferral_until="2024-01-31", deferral_reason="other"
        )
        assert deferral == [("deferred", "2024-01-02", "other", "2024-02-01")]

    def test_the_release_address(self) -> None:
        for cells, address in (
            ({"sponsor_street": "1 Elm", "sponsor_zip": "77001", "sponsor_delivery_check": "ok"}, "ok"),
            ({"sponsor_street": "", "sponsor_zip": "77001", "sponsor_delivery_check": "ok"}, "defective"),
            (
                {"sponsor_street": "1 Elm", "sponsor_zip": "77001", "sponsor_delivery_check": "unit_missing"},
                "defective",
            ),
            ({"sponsor_zip": "77001", "sponsor_delivery_check": "ok"}, "unknown"),
            ({"sponsor_street": "1 Elm", "sponsor_zip": "77001"}, "unknown"),
        ):
            found = stated("orr_care", discharged_at="2024-01-02T10:00:00Z", discharge_type="released", **cells)
            assert ("release_address", "2024-01-02", address, "None") in found

    def test_a_concern_on_a_call(self) -> None:
        unsafe = stated("orr_safety_calls", attempted_at="2024-01-02T10:00:00Z", feels_safe="N", concern="none")
        assert unsafe[1][2] == "feels_unsafe"


class TestLinks:
    def test_a_numbers(self) -> None:
        assert {a_number(text) for text in ("A123456789", "123456789", "A123-456-789")} == {"123456789"}
        assert a_number("12345678") == "012345678"
        assert [a_number(text) for text in ("A999999999", "00000000", "1234567", "")] == ["", "", "", ""]

    def test_a_name_in_any_order_and_spelling_with_the_same_birth_date(self) -> None:
        named = {"last_name": "Peña-Ríos", "first_name": "Ana", "dob": "2010-02-01", "a_number": "", "subject_id": ""}
        full = {"full_name": "ANA PENARIOS", "dob": "2010-02-01", "a_number": ""}
        assert len(judged("2023-05-01", row("ice_custody", **named), row("orr_care", **full)).children) == 1
        assert (
            len(judged("2023-05-01", row("ice_custody", **named), row("orr_care", **full | {"dob": ""})).children) == 2
        )

    def test_a_separation_names_the_record_of_its_child(self) -> None:
        parted = row("separations", child_record="ice_custody:ic1")
        (child,) = judged("2023-05-01", IN_CARE, parted).children
        assert child["records"] == ["ice_custody:ic1", "separations:se1"]

    def test_an_id_of_the_first_record_whatever_came_later(self) -> None:
        (child,) = judged("2023-05-01", IN_CARE, CARED_FOR, notice("2023-04-01"), case(), hearing(TAKEN)).children
        assert (child["first_record"], child["child_id"]) == ("ice_custody:ic1", "Ce38f30f2acd340")
        assert len(child["records"]) == 5

    def test_notices_and_cases_of_no_child_are_kept_and_counted(self) -> None:
        found = judged(
            "2023-05-01",
            IN_CARE,
            notice("2023-04-01", a_number="", subject_id=""),
            case(a_number="1", received_on="2023-04-05"),
        )
        assert (found.notices_without_a_child, found.cases_without_a_child, len(found.children)) == (1, 1, 1)

    def test_a_link_is_known_from_the_later_of_its_records(self) -> None:
        early = [*deliveries(IN_CARE, received=JAN), *deliveries(notice("2023-04-01"), received=FEB)]
        assert account(early, date(2023, 5, 1), JAN).notices_without_a_child == 0
        duties = {v["duty"]: v["verdict"] for v in account(early, date(2023, 5, 1), FEB).verdicts}
        assert duties["notice_to_appear_served"] == "met"


class TestHandOvers:
    def pairs(self, *rows: tuple[str, dict[str, str]]) -> tuple[list[bool], int]:
        found = judged("2023-12-01", *rows)
        return [bool(pair["accepted_at"]) for pair in found.hand_overs], len(found.surplus_acceptances)

    def test_an_acceptance_up_to_24_hours_before_matches(self) -> None:
        assert self.pairs(dhs(handed_over=GIVEN), care("2023-03-02 09:00")) == ([True], 0)
        assert self.pairs(dhs(handed_over=GIVEN), care("2023-03-02 08:59")) == ([False], 1)

    def test_the_first_unused_acceptance_until_the_next_hand_over(self) -> None:
        second = dhs(handed_over="2023-03-10 09:00")
        assert self.pairs(dhs(handed_over=GIVEN), second, care("2023-03-10 09:00")) == ([False, True], 0)
        assert self.pairs(dhs(handed_over=GIVEN), second, care("2023-03-10 08:59")) == ([True, False], 0)
        assert self.pairs(dhs(handed_over=GIVEN), second, care(ACCEPTED), care("2023-03-04 10:00")) == (
            [True, False],
            1,
        )

    def test_hhs_is_any_receiver_named_so_or_none(self) -> None:
        for receiver, count in (("ORR Shelter 7", 1), ("HHS", 1), ("", 1), ("ICE", 0)):
            assert len(judged("2023-12-01", dhs(handed_over=GIVEN, handed_over_to=receiver)).hand_overs) == count


class TestEntries:
    first = (IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "released"))

    def entries(self, *rows: tuple[str, dict[str, str]]) -> int:
        return len(judged("2024-12-01", *rows).entries)

    def test_an_apprehension_after_a_departure_begins_another(self) -> None:
        assert self.entries(*self.first, dhs("2023-05-01 10:00")) == 2
        assert self.entries(*self.first, dhs("2023-03-20 10:00")) == 1

    def test_not_after_a_transfer_to_dhs(self) -> None:
        assert (
            self.entries(IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "transferred_to_dhs"), dhs("2023-05-01 10:00"))
            == 1
        )

    def test_never_accepted_30_days_after_the_last_stay(self) -> None:
        assert self.entries(IN_CARE, dhs("2023-04-01 10:00")) == 1
        assert self.entries(IN_CARE, dhs("2023-04-02 10:00")) == 2

    def test_two_stays_in_care_without_an_apprehension_are_one(self) -> None:
        assert self.entries(*self.first, care("2023-05-01 10:00", "2023-06-01 10:00", "released")) == 1

    def test_the_notice_is_owed_anew_in_each(self) -> None:
        served, back = notice("2023-03-20"), (dhs("2023-05-01 10:00"), care("2023-05-02 10:00"))
        assert verdict("notice_to_appear_served", "2024-12-01", *self.first, *back, served) == "met, outstanding"

    def test_an_old_departure_does_not_end_a_new_entry(self) -> None:
        sent_home = (IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "repatriated"))
        back = (dhs("2023-05-01 10:00"), care("2023-05-02 10:00"))
        assert verdict("notice_to_appear_served", "2024-12-01", *sent_home, *back) == "ended, outstanding"

    def test_what_had_not_happened_by_the_date_is_not_read(self) -> None:
        later = (*self.first, dhs("2023-05-01 10:00"))
        assert len(judged("2023-04-30", *later).entries) == 1
        assert verdict("safety_call_at_30_days", "2023-03-31", *later) == "no clock"

    def test_the_earliest_of_several_dates_starts(self) -> None:
        (found,) = verdicts("transfer_to_hhs_within_72_hours", "2023-12-01", dhs(TAKEN, "2023-03-02 10:00"), IN_CARE)
        assert str(found["started_at"]) == "2023-03-02 00:00:00"  # 18:00, six hours behind UTC

    def test_a_row_about_nobody_known_changes_nothing(self) -> None:
        stranger = contact("2023-05-01 10:00", "seen_safe")
        stranger[1].update(a_number="", portal_id="")
        assert len(judged("2024-12-01", *self.first, stranger).children) == 1
