"""Each value of the three standings, worked by hand."""

from __future__ import annotations

from tests.oracle.examples import (
    ACCEPTED,
    CARED_FOR,
    IN_CARE,
    TAKEN,
    Told,
    call,
    care,
    case,
    contact,
    dhs,
    hearing,
    incident,
    judged,
    notice,
    relief,
    row,
    standing,
)

RELEASED = care(ACCEPTED, "2023-04-01 10:00", "released")


class TestWhereabouts:
    def where(self, as_of: str, *rows: Told) -> str:
        return standing("whereabouts", as_of, *rows)

    def confirmed(self, as_of: str, *rows: Told) -> str:
        found = judged(as_of, *rows).standings[0]
        return f"{found['confirmed_by']} at {found['confirmed_at']}"

    def test_custody_facts_one_after_another(self) -> None:
        life = (IN_CARE, RELEASED)
        assert self.where("2023-02-28", *life) == "unknown since None"
        assert self.where("2023-03-02", *life) == "dhs_custody since 2023-03-01"
        assert self.where("2023-03-31", *life) == "hhs_care since 2023-03-03"
        assert self.where("2023-04-01", *life) == "with_sponsor since 2023-04-01"

    def test_departures(self) -> None:
        for how, value in (
            ("foster_care", "foster_care"),
            ("repatriated", "left_country"),
            ("ran_away", "missing"),
            ("transferred_to_dhs", "dhs_custody"),
            ("aged_out", "unknown"),
            ("other", "unknown"),
            ("", "unknown"),
        ):
            assert self.where("2023-05-01", care(ACCEPTED, "2023-04-01 10:00", how)) == f"{value} since 2023-04-01"

    def test_handed_over_and_not_accepted(self) -> None:
        assert self.where("2023-03-04", IN_CARE) == "dhs_custody since 2023-03-01"
        assert self.where("2023-03-05", IN_CARE) == "unknown since 2023-03-03"

    def test_accepted_a_little_before_the_hand_over(self) -> None:
        assert self.where("2023-05-01", IN_CARE, care("2023-03-03 08:00")) == "hhs_care since 2023-03-03"

    def test_a_second_provider_does_not_interrupt_care(self) -> None:
        assert self.where("2023-05-01", IN_CARE, CARED_FOR, care("2023-03-20 10:00")) == "hhs_care since 2023-03-03"

    def test_missing_until_a_later_confirmation(self) -> None:
        lost = incident("missing", "2023-05-01 10:00")
        assert self.where("2023-05-31", IN_CARE, RELEASED, lost) == "missing since 2023-05-01"
        letter, phone = call("2023-05-10 10:00", "reached_sponsor_only"), contact("2023-05-11 10:00", "moved")
        assert self.where("2023-05-31", IN_CARE, RELEASED, lost, letter, phone) == "missing since 2023-05-01"
        found = call("2023-05-20 10:00", "reached_child")
        assert self.where("2023-05-31", IN_CARE, RELEASED, lost, found) == "with_sponsor since 2023-05-20"
        back = incident("returned", "2023-05-21 10:00")
        assert self.where("2023-05-31", IN_CARE, RELEASED, lost, back) == "with_sponsor since 2023-05-21"

    def test_ran_away_from_care_and_seen_again_is_not_back_in_care(self) -> None:
        ran = care(ACCEPTED, "2023-04-01 10:00", "ran_away")
        assert self.confirmed("2023-05-01", IN_CARE, ran) == "accepted at 2023-03-03 21:00:00"
        assert self.where("2023-05-31", ran, contact("2023-05-01 10:00", "seen_safe")) == "unknown since 2023-05-01"
        assert self.where("2023-05-31", ran, dhs("2023-05-01 10:00")) == "dhs_custody since 2023-05-01"

    def test_died(self) -> None:
        died = incident("died", "2023-05-01 10:00")
        assert self.where("2023-05-31", RELEASED, died, call("2023-05-02 10:00", "reached_child")).startswith("died")

    def test_what_confirms_and_what_does_not(self) -> None:
        confirming = (
            contact("2023-05-01 10:00", "seen_safe"),
            contact("2023-05-01 10:00", "seen_concern", "phone"),
            call("2023-05-01 10:00", "reached_child"),
            incident("returned", "2023-05-01 10:00"),
            hearing("2023-05-01 10:00", "appeared"),
        )
        for event in confirming:
            assert self.confirmed("2023-05-31", RELEASED, case(), event).endswith("at 2023-05-01 16:00:00")
        for event in (
            contact("2023-05-01 10:00", "not_found", "letter"),
            call("2023-05-01 10:00", "reached_sponsor_only"),
            call("2023-05-01 10:00", "no_answer"),
            hearing("2023-05-01 10:00", "failed_to_appear"),
            case(motion_to_reopen_on="2023-05-01"),
        ):
            assert self.confirmed("2023-05-31", RELEASED, case(case_id="K2"), event).startswith("released")


class TestProceedings:
    def at(self, as_of: str, *rows: Told) -> str:
        return standing("proceedings", as_of, RELEASED, *rows)

    def test_one_step_after_another(self) -> None:
        road = (
            notice("2023-04-02", "2023-04-03", issued_on="2023-04-01"),
            hearing("2023-04-05 09:00", "appeared", notice_sent_on="2023-04-04"),
            hearing("2023-04-06 09:00", "failed_to_appear", notice_sent_on="2023-04-04"),
            case(
                in_absentia_order_on="2023-04-07",
                reopened_on="2023-04-08",
                decided_on="2023-04-09",
                closed_on="2023-04-10",
            ),
            relief(form="I-360", decision="granted", decided_on="2023-04-11"),
        )
        steps = """not_begun notice_issued served filed hearing_set attended missed_hearing ordered_in_absentia reopened
            decided closed relief_granted"""
        days = ["None", *(f"2023-04-{day:02}" for day in range(1, 12))]
        for step, day in zip(steps.split(), days, strict=True):
            assert self.at("2023-03-31" if day == "None" else day, *road) == f"{step} since {day}"

    def test_ties_go_by_the_order_of_the_words(self) -> None:
        one_day = notice("2023-04-02", "2023-04-02", issued_on="2023-04-02")
        assert self.at("2023-04-02", one_day) == "filed since 2023-04-02"
        assert self.at("2023-04-02", one_day, case(closed_on="2023-04-02")) == "closed since 2023-04-02"

    def test_a_withdrawn_notice_and_a_vacated_hearing_are_no_step(self) -> None:
        withdrawn = notice("2023-04-02", "2023-04-03", withdrawn_on="2023-04-20")
        assert self.at("2023-04-19", withdrawn) == "filed since 2023-04-03"
        assert self.at("2023-04-20", withdrawn) == "not_begun since None"
        off = hearing("2023-06-01 09:00", "vacated", notice_sent_on="2023-05-01")
        assert self.at("2023-06-01", case(), off, notice("2023-04-02")) == "served since 2023-04-02"

    def test_adjourned_to_a_later_setting_is_set(self) -> None:
        seen = hearing("2023-05-10 09:00", "appeared", notice_sent_on="2023-05-01")
        put_off = hearing("2023-05-20 09:00", "adjourned", notice_sent_on="2023-05-01")
        later = hearing("2023-06-20 09:00", notice_sent_on="2023-05-02")
        assert self.at("2023-05-31", case(), seen, put_off, later) == "hearing_set since 2023-05-20"
        assert self.at("2023-05-31", case(), seen, put_off) == "attended since 2023-05-10"

    def test_a_work_permit_is_not_relief(self) -> None:
        assert self.at("2023-05-31", relief(form="I-765", decision="granted", decided_on="2023-04-11")) == (
            "not_begun since None"
        )


class TestProtection:
    def at(self, as_of: str, *rows: Told) -> str:
        return standing("protection", as_of, *rows)

    def test_in_custody_or_care_goes_first(self) -> None:
        abuse = incident("abuse", "2023-03-10 10:00")
        assert self.at("2023-05-01", IN_CARE, CARED_FOR, abuse) == "in_custody_or_care since 2023-03-03"
        assert self.at("2023-03-01", dhs(TAKEN)) == "in_custody_or_care since 2023-03-01"

    def test_a_concern_is_open_until_the_child_is_seen_safe(self) -> None:
        abuse = incident("abuse", "2023-04-10 10:00")
        assert self.at("2023-05-01", RELEASED, abuse) == "concern_open since 2023-04-10"
        for event in (
            contact("2023-04-20 10:00", "seen_safe"),
            call("2023-04-20 10:00", "reached_child", concern="none", feels_safe="Y"),
            hearing("2023-04-20 10:00", "appeared"),
        ):
            assert self.at("2023-05-01", RELEASED, case(), abuse, event) == "seen_safe since 2023-04-20"
        for event in (
            contact("2023-04-20 10:00", "seen_concern"),
            call("2023-04-20 10:00", "reached_child", concern="labour"),
            call("2023-04-20 10:00", "reached_child", feels_safe="N"),
            call("2023-04-20 10:00", "reached_sponsor_only"),
            incident("returned", "2023-04-20 10:00"),
        ):
            assert self.at("2023-05-01", RELEASED, abuse, event) == "concern_open since 2023-04-10"

    def test_missing_is_a_concern_until_returned(self) -> None:
        lost, back = incident("missing", "2023-04-10 10:00"), incident("returned", "2023-04-12 10:00")
        assert self.at("2023-05-01", RELEASED, lost) == "concern_open since 2023-04-10"
        assert self.at("2023-05-01", RELEASED, lost, back) == "never_seen_since_release since 2023-04-01"

    def test_seen_within_90_days_then_not_recently(self) -> None:
        seen = contact("2023-04-10 10:00", "seen_safe")
        assert self.at("2023-07-09", RELEASED, seen) == "seen_safe since 2023-04-10"
        assert self.at("2023-07-10", RELEASED, seen) == "not_seen_recently since 2023-04-10"

    def test_never_seen_since_the_latest_release(self) -> None:
        before = contact("2023-03-20 10:00", "seen_safe")
        assert self.at("2023-09-01", RELEASED, before) == "never_seen_since_release since 2023-04-01"

    def test_never_released_is_not_seen_recently(self) -> None:
        parted = row("separations", child_name="Ana Ruiz", child_dob="2015-01-01")
        assert self.at("2023-09-01", parted) == "not_seen_recently since None"
