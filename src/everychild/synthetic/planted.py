"""The planted histories: every verdict that a duty can give, and every rare thing that must not be missed.

The name of each says what happened. ``one_in`` gives the rate at which a history recurs in large populations.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from everychild.synthetic.lives import Life
from everychild.synthetic.parameters import NEVER_ACCEPTED_ONE_IN

AS_OF_DAYS = ("2023-09-30", "2024-05-31", "2025-01-31")
"""The days on which every verdict occurs, running clocks included."""

_DYING_ONE_IN = 30_000


def planted(children: int) -> list[Life]:
    """The planted lives, at most half of the population; a rare history recurs at its rate, at least three times."""
    kinds = [*_custody(), *_notices(), *_court(), *_after_release(), *_endings()]
    kinds += [life for day in AS_OF_DAYS for life in _running(day)]
    lives = [life for life in kinds for _ in range(max(children // life.one_in, 3) if life.one_in else 1)]
    return lives[: children // 2]


def _whole(name: str, came: str = "2022-03-01 08:00", left: str = "2022-04-05 12:00", born: str = "") -> Life:
    """A child who came, was cared for and was released, with nothing late."""
    return Life(name, born).came(came).left(left)


def _served(name: str, **cells: str) -> Life:
    """The same with a served notice and a timely safety call."""
    life = _whole(name).call("2022-05-06", "reached_child")
    return life.notice(**{"served": "2022-04-20", **cells})


def _in_court(name: str) -> Life:
    return _served(name, filed="2022-05-15").case("2022-05-16")


def _custody() -> Iterator[Life]:
    never = NEVER_ACCEPTED_ONE_IN
    yield Life("handed_over_and_never_accepted", one_in=never).came("2022-06-06 07:00", accepted=None)
    again = Life("never_accepted_then_apprehended_again", one_in=never).came("2021-05-01 10:00", accepted=None)
    yield again.came("2021-08-15 09:00").left("2021-09-20 12:00")
    yield Life("never_accepted_and_late", one_in=never).came("2021-04-02 05:00", handed=100, accepted=None)
    yield (
        Life("hhs_notified_late").came("2021-03-20 06:00", notified=60, handed=65, accepted=70).left("2021-05-01 12:00")
    )
    yield Life("hhs_never_notified").came("2021-03-21 06:00", notified=None).left("2021-05-01 12:00")
    yield Life("apprehension_not_recorded").came("2021-03-22 06:00", apprehended=None).left("2021-05-01 12:00")
    yield Life("determination_not_recorded").came("2021-03-23 06:00", determined=None).left("2021-05-01 12:00")
    yield Life("hand_over_not_recorded").came("2021-03-24 06:00", handed=None).left("2021-05-01 12:00")
    yield Life("transferred_late").came("2021-03-25 06:00", handed=120, accepted=130).left("2021-05-02 12:00")
    excused = Life("transferred_late_and_excused").came(
        "2021-03-26 06:00", handed=110, accepted=118, exceptional="influx"
    )
    yield excused.left("2021-05-02 12:00")
    empty = Life("excuse_that_says_none").came("2021-03-27 06:00", handed=110, accepted=118, exceptional="none")
    yield empty.left("2021-05-02 12:00")
    yield Life("accepted_late").came("2021-03-28 06:00", handed=20, accepted=60).left("2021-05-02 12:00")
    yield Life("accepted_before_hand_over").came("2021-03-29 06:00", handed=30, accepted=28).left("2021-05-02 12:00")
    yield _whole("accepted_twice_for_one_hand_over").in_care("2022-04-12 09:00").left("2022-05-01 12:00")
    yield Life("acceptance_not_recorded").came("2022-02-01 08:00", accepted=None).in_care(None).left("2022-03-01 12:00")
    back = Life("sent_back_to_dhs_and_returned").came("2022-02-02 08:00").left("2022-02-20 12:00", "transferred_to_dhs")
    yield back.came("2022-02-20 12:00", determined=None, notified=None, handed=100, accepted=104, by="ICE").left(
        "2022-04-01 12:00"
    )
    gone = Life("sent_back_to_dhs_and_kept").came("2022-02-03 08:00").left("2022-02-21 12:00", "transferred_to_dhs")
    yield gone.came("2022-02-21 12:00", determined=None, notified=None, handed=None, accepted=None, by="ICE")
    through = Life("through_ice").came("2022-02-04 08:00", to="ICE", handed=10, accepted=None)
    through.came("2022-02-04 18:00", apprehended=None, determined=None, notified=None, handed=20, accepted=26, by="ICE")
    yield through.left("2022-03-20 12:00")


def _notices() -> Iterator[Life]:
    yield _whole("never_served")
    yield _served("served_and_not_filed")
    yield _served("deferral_in_force_after_service", reason="uscis_relief", start="2022-05-01")
    yield _whole("served_late").notice(served="2023-08-20", filed="2023-09-10")
    yield _whole("deferral_in_force").notice(reason="legal_representation", start="2022-06-01")
    yield _whole("deferral_expired").notice(reason="docket_backlog", start="2022-06-01", end="2022-12-01")
    yield _whole("deferral_without_start").notice(reason="other", end="2025-12-31")
    yield _whole("deferral_renewed").notice(reason="docket_backlog", start="2022-06-01", end="2022-12-01").notice(
        reason="docket_backlog", start="2022-12-02", end="2025-06-30")  # fmt: skip
    yield _served("withdrawn", withdrawn="2022-09-01")
    yield _served(
        "withdrawn_with_deferral", withdrawn="2022-09-01", reason="other", start="2022-09-02", end="2025-12-31"
    )
    yield _served("withdrawn_and_issued_again", withdrawn="2022-09-01").notice(issued="2022-10-01", served="2022-10-05")
    yield _whole("issued_and_not_served").notice(issued="2022-05-01")
    yield _whole("filed_and_not_served").notice(issued="2022-05-01", filed="2022-06-01").case("2022-06-02").hearing(
        "2022-10-03", "appeared", sent="2022-07-01")  # fmt: skip
    yield _whole("case_without_notice").case("2022-06-02").hearing("2022-10-03", "appeared", sent="2022-07-01")


def _court() -> Iterator[Life]:
    yield _served("case_without_filing_date").case("2022-06-02").hearing("2022-10-03", "appeared", sent="2022-07-01")
    yield (
        _whole("case_without_filing_or_hearing")
        .notice(issued="2022-05-01")
        .case("2022-06-02", represented_on="2022-08-01")
    )
    yield _in_court("filed_and_no_hearing")
    yield _in_court("only_hearing_vacated").hearing("2022-10-03", "vacated", sent="2022-07-01")
    adjourned = _in_court("adjourned_and_set_for_the_future")
    adjourned.hearing("2022-10-03", "adjourned", sent="2022-07-01", adjournment_code="01")
    yield adjourned.hearing("2026-03-02", sent="2024-12-01")
    missed = _in_court("missed_and_followed_up").hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield missed.contact("2022-10-10", "seen_safe")
    missed = _in_court("missed_and_sought_in_vain").hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield missed.contact("2022-10-10", "not_found", "letter")
    missed = _in_court("missed_and_followed_up_late").hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield missed.contact("2022-12-10", "moved")
    missed = _in_court("missed_and_never_ordered").hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield missed.hearing("2023-02-06", "appeared", sent="2022-10-20")
    ordered = _served("ordered_in_absentia", filed="2022-05-15").case("2022-05-16", in_absentia_order_on="2022-10-03")
    yield ordered.hearing("2022-10-03", "failed_to_appear", sent="2022-07-01", notice_returned_on="2022-07-20")
    reopened = _served("reopened", filed="2022-05-15")
    orders = {"in_absentia_order_on": "2022-10-03", "motion_to_reopen_on": "2023-01-09", "reopened_on": "2023-02-01"}
    reopened.case("2022-05-16", **orders)
    reopened.hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield reopened.hearing("2023-05-01", "appeared", sent="2023-02-10")
    ordered = _served("missed_order_came_later", filed="2022-05-15").case(
        "2022-05-16", in_absentia_order_on="2022-12-12"
    )
    yield ordered.hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    decided = _served("decided_and_closed", filed="2022-05-15")
    outcome = {"decision": "relief", "decided_on": "2023-06-05", "closed_on": "2023-06-20"}
    decided.case("2022-05-16", represented_on="2022-06-01", **outcome)
    decided.hearing("2022-10-03", "appeared", sent="2022-07-01")
    yield decided.hearing("2023-06-05", "appeared", sent="2022-10-10", kind="individual")


def _after_release() -> Iterator[Life]:
    yield _whole("call_in_time").call("2022-05-07", "reached_child")
    yield _whole("call_reached_sponsor_only").call("2022-05-07", "reached_sponsor_only")
    yield _whole("call_late").call("2022-05-05", "no_answer").call("2022-06-20", "reached_child", call_number=2)
    yield _whole("call_unanswered").call("2022-05-06", "no_answer").call("2022-05-09", "wrong_number", call_number=2)
    yield _whole("call_never_recorded")
    yield _whole("call_only_before_day_30").call("2022-04-20", "reached_child")
    yield (
        Life("release_not_dated")
        .came("2022-03-02 08:00")
        .left(None)
        .call("2022-05-07", "reached_child", due_on="2022-05-05")
    )
    yield _whole("call_child_afraid").call("2022-05-07", "reached_child", feels_safe="N", concern="labour")
    for flaw, cells in (("street_blank", {"sponsor_street": ""}), ("zip_blank", {"sponsor_zip": ""}),
                        ("undeliverable", {"sponsor_delivery_check": "undeliverable"}),
                        ("without_unit", {"sponsor_delivery_check": "unit_missing"}),
                        ("unchecked", {"sponsor_delivery_check": "unknown"})):  # fmt: skip
        yield Life(f"address_{flaw}").came("2022-03-03 08:00").left("2022-04-04 12:00", **cells)
    yield (
        _whole("ran_away_and_returned")
        .incident("ran_away", "2022-08-01 20:00")
        .incident("returned", "2022-08-09 09:00")
    )
    yield _whole("missing_ever_since").incident("missing", "2022-08-01 20:00")
    yield (
        Life("ran_away_from_care")
        .came("2022-03-04 08:00")
        .left("2022-03-20 22:00", "ran_away")
        .incident("ran_away", "2022-03-20 22:00")
    )
    for result in ("seen_safe", "seen_concern", "not_found", "moved", "refused"):
        yield _whole(f"visit_{result}").contact("2023-06-01", result)
    yield _whole("moved_to_a_bad_address").moved("2022-09-01", "2022-08-25", "undeliverable")
    yield Life("foster_care").came("2022-03-05 08:00").left("2022-07-01 12:00", "foster_care")
    yield Life("aged_out", born="2004-05-20").came("2022-03-06 08:00").left("2022-05-20 09:00", "aged_out")
    yield Life("discharged_otherwise").came("2022-03-07 08:00").left("2022-05-20 09:00", "other")


def _endings() -> Iterator[Life]:
    died, often = "2022-04-20 10:00", _DYING_ONE_IN
    yield Life("died_in_care", one_in=often).came("2022-03-08 08:00").incident("died", died)
    yield _whole("died_after_release", left="2022-04-05 12:00").incident("died", died)
    again = _whole("died_in_dhs_custody").came("2022-08-01 08:00", notified=None, handed=None, accepted=None)
    yield again.incident("died", "2022-08-01 20:00")
    yield _whole("died_before_acceptance").came("2022-08-01 08:00", accepted=None).incident("died", "2022-08-02 20:00")
    yield _served("died_after_service").incident("died", "2022-06-01 10:00")
    yield _in_court("died_before_a_hearing").incident("died", "2022-07-01 10:00")
    missed = _in_court("died_after_a_missed_hearing").hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield missed.incident("died", "2022-10-08 10:00")
    came, gone = "2022-03-09 08:00", ("2022-07-10 12:00", "repatriated")
    yield Life("repatriated").came(came).left(*gone)
    yield Life("repatriated_after_service").came(came).notice(served="2022-04-20").left(*gone)
    filed = Life("repatriated_after_filing").came(came).notice(served="2022-04-20", filed="2022-05-02")
    yield filed.case("2022-05-03").left(*gone)
    left = _whole("released_then_repatriated_within_a_month").came("2022-04-12 08:00")
    yield left.left("2022-05-01 12:00", "repatriated")
    yield Life("eighteen_in_dhs_custody", born="2004-06-11").came(
        "2022-06-10 08:00", notified=None, handed=None, accepted=None
    )
    yield _whole("eighteen_before_the_call", born="2004-04-25")
    young = Life("eighteen_after_a_missed_hearing", born="2004-10-07").came("2022-03-01 08:00").left("2022-04-05 12:00")
    young.notice(served="2022-04-20", filed="2022-05-15").case("2022-05-16")
    yield young.hearing("2022-10-03", "failed_to_appear", sent="2022-07-01")
    yield _whole("relief_granted_before_service").relief("I-360", "2022-06-01", "granted", "2022-12-01")
    yield _served("relief_granted_before_filing").relief("I-589", "2022-06-01", "granted", "2023-03-01")
    yield _in_court("relief_granted_before_a_hearing").relief("I-914", "2022-06-01", "granted", "2023-03-01")
    yield _served("work_permit_is_not_relief").relief("I-765", "2022-06-01", "granted", "2022-12-01")
    yield _whole("closed_before_service").notice(issued="2022-05-01").case("2022-06-02", closed_on="2023-01-05")
    yield _served("closed_without_filing").case("2022-06-02", closed_on="2023-01-05")
    yield _served("closed_before_a_hearing", filed="2022-05-15").case("2022-05-16", closed_on="2023-01-05")


def _running(day: str) -> Iterator[Life]:
    """Clocks that run on ``day``: for children who came before and came again, so that the cohort holds them."""
    last = date.fromisoformat(day)

    def before(days: int, clock: str = "") -> str:
        return f"{last - timedelta(days=days)}{' ' if clock else ''}{clock}"

    def returned(name: str) -> Life:
        return (
            Life(f"{name}_on_{day}")
            .came("2021-06-01 08:00")
            .left("2021-07-01 12:00")
            .call("2021-08-02", "reached_child")
        )

    yield returned("clocks_running").came(before(0, "06:00"), notified=None, handed=None, accepted=None)
    yield returned("handed_over_not_yet_accepted").came(before(1, "10:00"), handed=30, accepted=None)
    yield returned("call_running").came(before(60, "08:00")).left(before(20, "12:00"))
    yield returned("call_window_open").came(before(70, "08:00")).left(before(33, "12:00")).call(before(1), "no_answer")
    missed = _in_court(f"missed_lately_on_{day}")
    yield missed.hearing(before(5), "failed_to_appear", sent="2022-07-01")
    yield _whole(f"deferral_ends_on_{day}").notice(reason="uscis_relief", start="2022-06-01", end=day)
    yield _whole(f"served_on_{day}").notice(served=day)
    yield _in_court(f"seen_shortly_before_{day}").hearing(before(20), "appeared", sent="2022-07-01")
