"""The verdicts of the duties of custody and care. Hours are elapsed time; on its due date a duty still runs."""

from __future__ import annotations

from tests.oracle.examples import (
    ACCEPTED,
    FOUND,
    GIVEN,
    IN_CARE,
    TAKEN,
    TOLD,
    call,
    care,
    dhs,
    incident,
    verdict,
    verdicts,
)

OF_AGE = {"dob": "2005-03-03"}  # eighteen on 3 March 2023
REPATRIATED = care("", "2023-03-02 08:00", "repatriated")
DIED = incident("died", "2023-03-02 08:00")


class TestNoticeToHhsWithin48Hours:
    duty = "notice_to_hhs_within_48_hours"

    def test_met_at_the_last_minute(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, notified="2023-03-03 10:00")) == "met"

    def test_met_late_by_a_minute(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, notified="2023-03-03 10:01")) == "met_late"

    def test_elapsed_time_over_the_night_the_clocks_go_forward(self) -> None:
        night = dhs("2023-03-11 10:00-06:00", notified="2023-03-13 11:00-05:00")
        assert verdict(self.duty, "2023-03-31", night) == "met"

    def test_running_on_the_due_date(self) -> None:
        assert verdict(self.duty, "2023-03-03", dhs(TAKEN)) == "running"

    def test_late_on_the_day_after(self) -> None:
        assert verdict(self.duty, "2023-03-04", dhs(TAKEN)) == "late"

    def test_late_although_the_notice_came_after_the_date_asked_about(self) -> None:
        assert verdict(self.duty, "2023-03-04", dhs(TAKEN, notified="2023-03-05 10:00")) == "late"

    def test_the_due_date_is_local_to_the_start(self) -> None:
        # 23:30 west of Greenwich is the next day in UTC; the clock still runs out on the 3rd.
        (found,) = verdicts(self.duty, "2023-03-03", dhs("2023-03-01 23:30-08:00"))
        assert (str(found["due_on"]), str(found["due_at"])) == ("2023-03-03", "2023-03-04 07:30:00")

    def test_ended_by_death_departure_and_age(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN), care(), DIED) == "ended"
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN), REPATRIATED) == "ended"
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, **OF_AGE)) == "ended"

    def test_what_ends_it_after_the_due_date_comes_too_late(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, dob="2005-03-04")) == "late"

    def test_cannot_tell_a_start_that_later_facts_imply(self) -> None:
        (found,) = verdicts(self.duty, "2023-03-31", dhs("", FOUND, TOLD, GIVEN))
        assert (found["verdict"], found["missing"]) == ("cannot_tell", "ice_custody.apprehended_at")

    def test_cannot_tell_when_nobody_told_of_notices(self) -> None:
        untold = ("ice_custody.hhs_notified_at",)
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN), untold=untold) == "cannot_tell"
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, **OF_AGE), untold=untold) == "ended"

    def test_no_stay_no_clock(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs()) == "no clock"

    def test_owed_by_the_agency_holding_the_child(self) -> None:
        (found,) = verdicts(self.duty, "2023-03-31", dhs(TAKEN, holding_agency="ICE"))
        assert found["owner"] == "ICE"


class TestTransferToHhsWithin72Hours:
    duty = "transfer_to_hhs_within_72_hours"

    def test_met_when_accepted_within_72_hours(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND), care("2023-03-04 18:00")) == "met"

    def test_met_late(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND), care("2023-03-04 18:01")) == "met_late"

    def test_excused_when_accepted_late_or_never(self) -> None:
        surge = dhs(TAKEN, FOUND, exceptional_circumstances="influx")
        assert verdict(self.duty, "2023-03-31", surge, care("2023-03-09 18:00")) == "excused"
        assert verdict(self.duty, "2023-03-31", surge) == "excused"

    def test_met_goes_before_excused(self) -> None:
        surge = dhs(TAKEN, FOUND, exceptional_circumstances="influx")
        assert verdict(self.duty, "2023-03-31", surge, care(ACCEPTED)) == "met"

    def test_no_is_not_an_excuse(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND, exceptional_circumstances="No")) == "late"

    def test_running_on_the_due_date(self) -> None:
        assert verdict(self.duty, "2023-03-04", IN_CARE) == "running"

    def test_cannot_tell_when_handed_over_in_time_and_never_accepted(self) -> None:
        (found,) = verdicts(self.duty, "2023-03-05", IN_CARE)
        assert (found["verdict"], found["missing"]) == ("cannot_tell", "orr_care.accepted_at")

    def test_late_when_handed_over_late_and_not_accepted(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND, TOLD, "2023-03-04 18:01")) == "late"

    def test_late_when_not_handed_over(self) -> None:
        assert verdict(self.duty, "2023-03-05", dhs(TAKEN, FOUND)) == "late"

    def test_ended_by_death_departure_and_age(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND), care(), DIED) == "ended"
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND, **OF_AGE)) == "ended"
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND), REPATRIATED) == "ended"

    def test_met_late_goes_before_ended(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, FOUND, **OF_AGE), care("2023-03-09 18:00")) == "met_late"

    def test_cannot_tell_a_determination_that_the_hand_over_implies(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, handed_over=GIVEN)) == "cannot_tell"

    def test_no_determination_and_nothing_after_it_no_clock(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN)) == "no clock"
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN), untold=("ice_custody.determined_uc_at",)) == "cannot_tell"


class TestCustodyAccepted:
    duty = "custody_accepted"

    def test_met_within_24_hours(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(handed_over=GIVEN), care("2023-03-04 09:00")) == "met"

    def test_met_when_accepted_up_to_24_hours_before(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(handed_over=GIVEN), care("2023-03-02 09:00")) == "met"

    def test_an_earlier_acceptance_is_of_something_else(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(handed_over=GIVEN), care("2023-03-02 08:59")) == "late"

    def test_met_late(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(handed_over=GIVEN), care("2023-03-04 09:01")) == "met_late"

    def test_running_then_late(self) -> None:
        assert verdict(self.duty, "2023-03-04", dhs(handed_over=GIVEN)) == "running"
        assert verdict(self.duty, "2023-03-05", dhs(handed_over=GIVEN)) == "late"

    def test_death_ends_it_but_not_departure_or_age(self) -> None:
        given = dhs(TAKEN, FOUND, TOLD, GIVEN, **OF_AGE)
        assert verdict(self.duty, "2023-03-31", given, care(), incident("died", "2023-03-04 08:00")) == "ended"
        assert verdict(self.duty, "2023-03-31", given, care("", "2023-03-04 08:00", "repatriated")) == "late"

    def test_cannot_tell_a_hand_over_that_care_implies(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN), care(ACCEPTED)) == "cannot_tell"

    def test_a_hand_over_to_another_is_none_to_hhs(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(TAKEN, handed_over=GIVEN, handed_over_to="ICE")) == "no clock"

    def test_cannot_tell_without_orr(self) -> None:
        assert verdict(self.duty, "2023-03-31", dhs(handed_over=GIVEN), untold=("orr_care",)) == "cannot_tell"

    def test_the_earliest_of_several_hand_overs_starts_it(self) -> None:
        again = dhs(handed_over="2023-03-10 09:00")
        assert verdict(self.duty, "2023-03-31", IN_CARE, again, care("2023-03-10 15:00")) == "late"


class TestSafetyCallAt30Days:
    duty = "safety_call_at_30_days"
    released = (IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "released"))  # day 30 is 1 May, day 37 is 8 May

    def test_met_from_day_30_to_day_37(self) -> None:
        first, last = call("2023-05-01 00:10", "reached_child"), call("2023-05-08 23:50", "reached_sponsor_only")
        assert verdict(self.duty, "2023-12-01", *self.released, first) == "met"
        assert verdict(self.duty, "2023-12-01", *self.released, last) == "met"

    def test_too_early_or_unanswered_is_not_the_call(self) -> None:
        assert verdict(self.duty, "2023-12-01", *self.released, call("2023-04-30 23:50", "reached_child")) == "late"
        assert verdict(self.duty, "2023-12-01", *self.released, call("2023-05-02 10:00", "no_answer")) == "late"

    def test_met_late(self) -> None:
        assert verdict(self.duty, "2023-12-01", *self.released, call("2023-05-09 00:10", "reached_child")) == "met_late"

    def test_running_until_day_37(self) -> None:
        assert verdict(self.duty, "2023-05-08", *self.released) == "running"
        assert verdict(self.duty, "2023-05-09", *self.released) == "late"

    def test_one_for_each_release_and_none_for_other_departures(self) -> None:
        back = care("2023-04-20 10:00", "2023-06-01 10:00", "released")
        assert verdict(self.duty, "2023-06-10", *self.released, back) == "late, running"
        assert verdict(self.duty, "2023-06-10", IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "aged_out")) == "no clock"

    def test_ended_and_cannot_tell(self) -> None:
        grown = care(ACCEPTED, "2023-04-01 10:00", "released", dob="2005-05-08")
        assert verdict(self.duty, "2023-12-01", IN_CARE, grown) == "ended"
        assert verdict(self.duty, "2023-12-01", *self.released, incident("died", "2023-05-05 10:00")) == "ended"
        assert verdict(self.duty, "2023-12-01", *self.released, untold=("orr_safety_calls",)) == "cannot_tell"
