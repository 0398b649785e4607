"""The verdicts of the duties of notice and court. Without a limit in law a duty is outstanding, never late."""

from __future__ import annotations

from tests.oracle.examples import (
    ACCEPTED,
    CARED_FOR,
    IN_CARE,
    TAKEN,
    call,
    care,
    case,
    contact,
    dhs,
    hearing,
    incident,
    notice,
    relief,
    verdict,
    verdicts,
)

OF_AGE = {"dob": "2005-03-03"}  # eighteen on 3 March 2023


class TestNoticeToAppearServed:
    duty = "notice_to_appear_served"

    def test_met(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, notice("2023-05-01")) == "met"

    def test_met_by_service_before_acceptance(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, notice("2023-03-01")) == "met"

    def test_not_by_service_before_the_apprehension(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, notice("2023-02-28")) == "outstanding"

    def test_met_although_the_acceptance_is_missing(self) -> None:
        assert verdict(self.duty, "2023-05-01", dhs(TAKEN), notice("2023-04-01")) == "met"

    def test_outstanding_and_unexplained(self) -> None:
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, CARED_FOR, notice(issued_on="2023-04-01"))
        assert (found["verdict"], found["explained"], str(found["started_on"])) == ("outstanding", False, "2023-03-03")

    def test_explained_on_the_last_day_of_a_deferral_and_not_after(self) -> None:
        deferral = notice(deferral_reason="docket_backlog", deferral_from="2023-04-01", deferral_until="2023-04-30")
        for day, explained in [("2023-03-31", False), ("2023-04-30", True), ("2023-05-01", False)]:
            (found,) = verdicts(self.duty, day, IN_CARE, CARED_FOR, deferral)
            assert (found["verdict"], found["explained"]) == ("outstanding", explained)

    def test_explained_by_a_deferral_without_an_end_but_not_by_one_without_a_beginning(self) -> None:
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, CARED_FOR, notice(deferral_from="2023-04-01"))
        assert found["explained"] is True
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, CARED_FOR, notice(deferral_until="2023-06-01"))
        assert found["explained"] is False

    def test_a_deferral_on_a_withdrawn_notice_survives(self) -> None:
        deferral = notice("2023-03-10", withdrawn_on="2023-03-20", deferral_from="2023-03-20", deferral_reason="other")
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, CARED_FOR, deferral)
        assert (found["verdict"], found["explained"], found["explanation"]) == ("outstanding", True, "other")

    def test_explained_cannot_be_told_without_deferrals(self) -> None:
        untold = ("ice_notices.deferral_from",)
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, CARED_FOR, untold=untold)
        assert (found["verdict"], found["explained"]) == ("outstanding", None)

    def test_served_until_the_day_of_withdrawal(self) -> None:
        withdrawn = notice("2023-04-01", withdrawn_on="2023-04-20")
        assert verdict(self.duty, "2023-04-19", IN_CARE, CARED_FOR, withdrawn) == "met"
        assert verdict(self.duty, "2023-04-20", IN_CARE, CARED_FOR, withdrawn) == "outstanding"

    def test_ended_by_relief_or_a_closed_case_but_not_by_age(self) -> None:
        granted = relief(form="I-360", decision="granted", decided_on="2023-04-01")
        permit = relief(form="I-765", decision="granted", decided_on="2023-04-01")
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, granted) == "ended"
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, permit) == "outstanding"
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, case(closed_on="2023-04-01")) == "ended"
        assert verdict(self.duty, "2023-05-01", IN_CARE, care(ACCEPTED, **OF_AGE)) == "outstanding"

    def test_ended_by_death_and_departure(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "repatriated")) == "ended"
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, incident("died", "2023-04-01 10:00")) == "ended"

    def test_cannot_tell(self) -> None:
        left = care("", "2023-04-01 10:00", "released")
        assert verdict(self.duty, "2023-05-01", IN_CARE, left) == "cannot_tell"
        assert verdict(self.duty, "2023-05-01", IN_CARE, CARED_FOR, untold=("ice_notices",)) == "cannot_tell"

    def test_not_accepted_no_clock(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE) == "no clock"


class TestNoticeToAppearFiled:
    duty = "notice_to_appear_filed"

    def test_met(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE, notice("2023-04-01", "2023-04-20")) == "met"

    def test_filing_alone_meets_it(self) -> None:
        assert verdict(self.duty, "2023-05-01", IN_CARE, notice(filed="2023-04-20")) == "met"

    def test_a_court_case_without_filing_does_not(self) -> None:
        filed = case(received_on="2023-04-20")
        assert verdict(self.duty, "2023-05-01", IN_CARE, notice("2023-04-01"), filed) == "outstanding"

    def test_outstanding_explained_by_a_deferral(self) -> None:
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, notice("2023-04-01", deferral_from="2023-04-02"))
        assert (found["verdict"], found["explained"]) == ("outstanding", True)

    def test_withdrawal_ends_it(self) -> None:
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, notice("2023-04-01", withdrawn_on="2023-05-01"))
        assert (found["verdict"], found["ended_by"]) == ("ended", "notice_withdrawn")

    def test_another_notice_not_withdrawn_keeps_it_open_from_its_own_service(self) -> None:
        withdrawn = notice("2023-04-01", withdrawn_on="2023-04-10")
        (found,) = verdicts(self.duty, "2023-05-01", IN_CARE, withdrawn, notice("2023-04-20"))
        assert (found["verdict"], str(found["started_on"])) == ("outstanding", "2023-04-20")

    def test_cannot_tell_and_no_clock(self) -> None:
        untold = ("ice_notices.filed_on",)
        assert verdict(self.duty, "2023-05-01", IN_CARE, notice("2023-04-01"), untold=untold) == "cannot_tell"
        assert verdict(self.duty, "2023-05-01", IN_CARE) == "no clock"


class TestHearingSet:
    duty = "hearing_set"
    filed = notice("2023-04-01", "2023-04-20")

    def test_met_by_a_hearing_in_the_future(self) -> None:
        ahead = hearing("2027-06-01 09:00", notice_sent_on="2023-05-01")
        assert verdict(self.duty, "2023-05-01", IN_CARE, self.filed, case(), ahead) == "met"
        assert verdict(self.duty, "2023-04-30", IN_CARE, self.filed, case(), ahead) == "outstanding"

    def test_met_although_filing_is_missing(self) -> None:
        held = hearing("2023-06-01 09:00", "appeared")
        assert verdict(self.duty, "2023-06-01", IN_CARE, case(), held) == "met"

    def test_a_vacated_hearing_is_none_from_the_day_it_is_vacated(self) -> None:
        off = hearing("2023-06-01 09:00", "vacated", notice_sent_on="2023-05-01")
        assert verdict(self.duty, "2023-05-31", IN_CARE, self.filed, case(), off) == "met"
        assert verdict(self.duty, "2023-06-01", IN_CARE, self.filed, case(), off) == "outstanding"

    def test_an_adjourned_hearing_had_been_set(self) -> None:
        put_off = hearing("2023-06-01 09:00", "adjourned")
        assert verdict(self.duty, "2023-07-01", IN_CARE, self.filed, case(), put_off) == "met"

    def test_ended_and_cannot_tell_and_no_clock(self) -> None:
        assert verdict(self.duty, "2023-07-01", IN_CARE, self.filed, case(closed_on="2023-06-01")) == "ended"
        assert verdict(self.duty, "2023-07-01", IN_CARE, self.filed, untold=("eoir_hearings",)) == "cannot_tell"
        assert verdict(self.duty, "2023-07-01", IN_CARE, notice("2023-04-01")) == "no clock"


class TestMissedHearingFollowedUp:
    duty = "missed_hearing_followed_up"
    missed = (IN_CARE, care(ACCEPTED, "2023-04-01 10:00", "released"), hearing("2023-06-01 09:00", "failed_to_appear"))

    def test_met_by_any_attempt_even_a_letter(self) -> None:
        letter = contact("2023-06-15 23:00", "not_found", "letter")
        assert verdict(self.duty, "2023-12-01", *self.missed, case(), letter) == "met"
        unanswered = call("2023-06-02 10:00", "no_answer")
        assert verdict(self.duty, "2023-12-01", *self.missed, case(), unanswered) == "met"

    def test_an_attempt_before_the_hearing_does_not_count(self) -> None:
        before = contact("2023-06-01 08:59", "seen_safe")
        assert verdict(self.duty, "2023-12-01", *self.missed, case(), before) == "late"

    def test_met_by_a_later_appearance_or_a_motion_to_reopen(self) -> None:
        second = hearing("2023-06-10 09:00", "appeared")
        assert verdict(self.duty, "2023-12-01", *self.missed, second, case()) == "met"
        assert verdict(self.duty, "2023-12-01", *self.missed, case(motion_to_reopen_on="2023-06-01")) == "met"

    def test_met_by_custody_at_the_time_or_after(self) -> None:
        still = (IN_CARE, CARED_FOR, self.missed[2], case())
        (found,) = verdicts(self.duty, "2023-12-01", *still)
        assert (found["verdict"], str(found["met_on"])) == ("met", "2023-06-01")
        assert verdict(self.duty, "2023-12-01", *self.missed, case(), dhs("2023-06-05 10:00")) == "met"

    def test_running_on_day_14_then_late_then_met_late(self) -> None:
        found_him = contact("2023-06-16 10:00", "seen_safe")
        assert verdict(self.duty, "2023-06-15", *self.missed, case(), found_him) == "running"
        assert verdict(self.duty, "2023-12-01", *self.missed, case()) == "late"
        assert verdict(self.duty, "2023-12-01", *self.missed, case(), found_him) == "met_late"

    def test_one_for_each_missed_hearing(self) -> None:
        again = hearing("2023-07-01 09:00", "failed_to_appear")
        answer = contact("2023-06-20 10:00", "moved")
        assert verdict(self.duty, "2023-07-02", *self.missed, again, case(), answer) == "met_late, running"

    def test_ended_by_age_but_not_by_a_closed_case(self) -> None:
        assert verdict(self.duty, "2023-12-01", dhs(TAKEN, dob="2005-06-15"), *self.missed[1:], case()) == "ended"
        assert verdict(self.duty, "2023-12-01", *self.missed, case(closed_on="2023-06-02")) == "late"

    def test_cannot_tell_without_field_contacts(self) -> None:
        (found,) = verdicts(self.duty, "2023-12-01", *self.missed, case(), untold=("field_contacts",))
        assert (found["verdict"], found["missing"]) == (
            "cannot_tell",
            "field_contacts.attempted_at, field_contacts.result",
        )
