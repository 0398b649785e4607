"""Each figure, worked by hand: count, of, and how many cannot be told."""

from __future__ import annotations

from typing import ClassVar

import pytest

from tests.oracle.examples import (
    ACCEPTED,
    CARED_FOR,
    IN_CARE,
    Told,
    call,
    care,
    case,
    contact,
    dhs,
    figure,
    hearing,
    judged,
    notice,
)

ADDRESS = {"sponsor_street": "1 Elm", "sponsor_zip": "77001", "sponsor_delivery_check": "ok"}
RELEASED = care(ACCEPTED, "2023-04-01 10:00", "released", **ADDRESS)
MISSED = (IN_CARE, RELEASED, notice("2023-04-05"), hearing("2023-06-01 09:00", "failed_to_appear"), case())
YES, NO, UNKNOWN, NOT_OF = (
    "1 of 1, cannot tell 0",
    "0 of 1, cannot tell 0",
    "0 of 1, cannot tell 1",
    "0 of 0, cannot tell 0",
)


def other(told: Told, child: str) -> Told:
    """The same row about another child."""
    feed, cells = told
    marks = {"a_number": f"A20030050{child}", "portal_id": f"P{child}", "subject_id": f"S{child}"}
    return feed, {column: marks.get(column, cell) for column, cell in cells.items()}


class TestCohort:
    name = "children_handed_to_hhs"

    def test_distinct_children_by_the_fiscal_year_of_the_hand_over(self) -> None:
        october = other(dhs(handed_over="2023-10-01 00:30"), "2")
        twice = dhs(handed_over="2023-03-09 10:00")
        found = judged("2023-12-01", IN_CARE, twice, october).figures[self.name]
        assert (found["count"], found["of"], found["cannot_tell"]) == (2, 2, 0)
        assert {year: each["count"] for year, each in found["by_year"].items()} == {"2023": 1, "2024": 1}

    def test_only_those_handed_over_to_hhs_in_the_period(self) -> None:
        elsewhere = other(dhs(handed_over="2023-03-03 10:00", handed_over_to="ICE"), "2")
        assert figure(self.name, "2023-12-01", IN_CARE, elsewhere, cohort=(2023, 2023)) == YES
        assert figure(self.name, "2023-12-01", IN_CARE, cohort=(2019, 2022)) == NOT_OF
        assert figure(self.name, "2023-03-02", IN_CARE) == NOT_OF

    def test_nobody_can_tell_without_hand_overs(self) -> None:
        assert figure(self.name, "2023-12-01", IN_CARE, untold=("ice_custody.handed_over_at",)) == NOT_OF

    def test_only_the_entries_of_the_cohort_are_read(self) -> None:
        back = (dhs("2023-11-01 10:00", handed_over="2023-11-02 10:00"), care("2023-11-02 12:00"))
        name, rows = "children_without_served_notice", (IN_CARE, RELEASED, notice("2023-04-05"), *back)
        assert figure(name, "2023-12-01", *rows, cohort=(2023, 2023)) == NO
        assert figure(name, "2023-12-01", *rows, cohort=(2024, 2024)) == YES
        found = judged("2023-12-01", *rows).figures[name]
        assert found["by_year"] == {"2023": {"count": 1, "of": 1, "cannot_tell": 0}}


class TestWithoutServedNotice:
    name = "children_without_served_notice"

    def test_outstanding_of_those_accepted(self) -> None:
        assert figure(self.name, "2023-12-01", IN_CARE, CARED_FOR) == YES
        assert figure(self.name, "2023-12-01", IN_CARE, CARED_FOR, notice("2023-04-01")) == NO
        assert figure(self.name, "2023-12-01", IN_CARE) == NOT_OF
        assert figure(self.name, "2023-12-01", IN_CARE, CARED_FOR, untold=("ice_notices",)) == UNKNOWN
        assert figure(self.name, "2023-12-01", IN_CARE, untold=("orr_care",)) == NOT_OF

    def test_explained_and_unexplained(self) -> None:
        deferral = notice(deferral_from="2023-04-01")
        assert figure(f"{self.name}_explained", "2023-12-01", IN_CARE, CARED_FOR, deferral) == YES
        assert figure(f"{self.name}_unexplained", "2023-12-01", IN_CARE, CARED_FOR, deferral) == NO
        assert figure(f"{self.name}_unexplained", "2023-12-01", IN_CARE, CARED_FOR) == YES
        assert figure(f"{self.name}_explained", "2023-12-01", IN_CARE, CARED_FOR, notice("2023-04-01")) == NOT_OF
        untold = ("ice_notices.deferral_from",)
        assert figure(f"{self.name}_explained", "2023-12-01", IN_CARE, CARED_FOR, untold=untold) == UNKNOWN


class TestHearings:
    def test_missed_of_those_served(self) -> None:
        name = "children_who_missed_a_hearing"
        assert figure(name, "2023-12-01", *MISSED) == YES
        assert figure(name, "2023-05-31", *MISSED) == NO
        assert figure(name, "2023-12-01", *MISSED[:2], *MISSED[3:]) == NOT_OF
        assert figure(name, "2023-12-01", *MISSED, untold=("eoir_hearings.outcome",)) == UNKNOWN
        assert figure(name, "2023-12-01", *MISSED, untold=("ice_notices",)) == NOT_OF

    def test_a_withdrawn_notice_is_not_served(self) -> None:
        withdrawn = notice("2023-04-05", withdrawn_on="2023-07-01")
        rows = (*MISSED[:2], withdrawn, *MISSED[3:])
        assert figure("children_who_missed_a_hearing", "2023-06-30", *rows) == YES
        assert figure("children_who_missed_a_hearing", "2023-07-01", *rows) == NOT_OF

    def test_whereabouts_unconfirmed_since_the_last(self) -> None:
        name = "children_missed_hearing_whereabouts_unconfirmed"
        between = (contact("2023-06-20 10:00", "seen_safe"), hearing("2023-07-01 09:00", "failed_to_appear"))
        assert figure(name, "2023-12-01", *MISSED) == YES
        assert figure(name, "2023-12-01", *MISSED, contact("2023-06-20 10:00", "not_found")) == YES
        assert figure(name, "2023-12-01", *MISSED, contact("2023-06-20 10:00", "seen_concern")) == NO
        assert figure(name, "2023-12-01", *MISSED, *between) == YES
        assert figure(name, "2023-12-01", *MISSED, untold=("field_contacts",)) == UNKNOWN
        assert figure(name, "2023-05-01", *MISSED) == NOT_OF

    def test_in_absentia_is_another_matter(self) -> None:
        name = "children_ordered_removed_in_absentia"
        assert figure(name, "2023-12-01", *MISSED) == NO
        ordered = (*MISSED[:3], case(in_absentia_order_on="2023-06-01", reopened_on="2023-07-01"))
        assert figure(name, "2023-12-01", *ordered) == YES
        assert figure(name, "2023-12-01", *ordered, untold=("eoir_cases.in_absentia_order_on",)) == UNKNOWN


class TestCare:
    def test_release_addresses(self) -> None:
        name = "release_addresses_defective"
        no_street = care(ACCEPTED, "2023-04-01 10:00", "released", **ADDRESS | {"sponsor_street": ""})
        unchecked = care(ACCEPTED, "2023-04-01 10:00", "released", **ADDRESS | {"sponsor_delivery_check": "unknown"})
        good_later = care("2023-04-10 10:00", "2023-05-01 10:00", "released", **ADDRESS)
        assert figure(name, "2023-12-01", IN_CARE, no_street) == YES
        assert figure(name, "2023-12-01", IN_CARE, RELEASED) == NO
        assert figure(name, "2023-12-01", IN_CARE, unchecked) == UNKNOWN
        assert figure(name, "2023-12-01", IN_CARE, no_street, good_later) == NO
        assert figure(name, "2023-12-01", IN_CARE, CARED_FOR) == NOT_OF
        assert figure(name, "2023-12-01", IN_CARE, no_street, untold=("orr_care.discharge_type",)) == NOT_OF

    def test_custody_never_accepted(self) -> None:
        name = "custody_never_accepted"
        assert figure(name, "2023-03-04", IN_CARE) == NO
        assert figure(name, "2023-03-05", IN_CARE) == YES
        assert figure(name, "2023-12-01", IN_CARE, CARED_FOR) == NO
        assert figure(name, "2023-12-01", IN_CARE, CARED_FOR, dhs(handed_over="2023-05-01 10:00")) == YES
        assert figure(name, "2023-12-01", IN_CARE, untold=("orr_care",)) == UNKNOWN


class TestSafetyCalls:
    states = ("timely", "late", "running", "unanswered", "undocumented")
    outcomes: ClassVar[list[tuple[str, str, tuple[Told, ...]]]] = [
        ("timely", "2023-12-01", (call("2023-05-01 10:00", "reached_sponsor_only"),)),
        ("late", "2023-12-01", (call("2023-05-02 10:00", "no_answer"), call("2023-05-09 10:00", "reached_child"))),
        ("running", "2023-05-08", (call("2023-05-02 10:00", "no_answer"),)),
        ("unanswered", "2023-12-01", (call("2023-05-02 10:00", "wrong_number"),)),
        ("undocumented", "2023-12-01", (call("2023-04-20 10:00", "reached_child"),)),
    ]

    @pytest.mark.parametrize(("state", "as_of", "calls"), outcomes, ids=states)
    def test_each_due_call_is_in_one_place(self, state: str, as_of: str, calls: tuple[Told, ...]) -> None:
        for name in self.states:
            answer = figure(f"safety_calls_{name}", as_of, IN_CARE, RELEASED, *calls)
            assert answer == (YES if name == state else NO)

    def test_due_from_day_30(self) -> None:
        assert figure("safety_calls_due", "2023-04-30", IN_CARE, RELEASED) == NOT_OF
        assert figure("safety_calls_due", "2023-05-01", IN_CARE, RELEASED) == YES
        assert figure("safety_calls_due", "2023-05-01", IN_CARE, RELEASED, untold=("orr_care",)) == NOT_OF

    def test_by_the_latest_release_that_is_due(self) -> None:
        answered, back = (
            call("2023-05-02 10:00", "reached_child"),
            care("2023-05-10 10:00", "2023-06-01 10:00", "released"),
        )
        assert figure("safety_calls_timely", "2023-06-30", IN_CARE, RELEASED, answered, back) == YES
        assert figure("safety_calls_running", "2023-07-01", IN_CARE, RELEASED, answered, back) == YES

    def test_cannot_tell_without_the_calls(self) -> None:
        for name in self.states:
            assert (
                figure(f"safety_calls_{name}", "2023-12-01", IN_CARE, RELEASED, untold=("orr_safety_calls",)) == UNKNOWN
            )
