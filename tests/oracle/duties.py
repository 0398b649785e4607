"""The eight duties, one function each: none, one or several verdicts (one per release, one per missed hearing)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.custody import CUSTODY, Entry, Place, hand_overs, places
from tests.oracle.facts import Event
from tests.oracle.verdicts import Case, Verdict, ends, limit_in_hours, no_limit, unknown_start, with_limit


def notice_to_hhs_within_48_hours(case: Case, entry: Entry) -> list[Verdict]:
    start = entry.first("apprehended")
    v = Verdict("notice_to_hhs_within_48_hours", entry.number, start.who if start else "", start)
    v.met = entry.first("hhs_notified")
    if not limit_in_hours(case, entry, v, 48, entry.all(*CUSTODY), "ice_custody.apprehended_at"):
        return [v] if v.verdict else []
    in_time = bool(v.met and v.due_at and v.met.at <= v.due_at)
    ended_by = ("death", "left_the_country", "turned_18")
    return [with_limit(case, entry, v, in_time, False, ended_by, ("ice_custody.hhs_notified_at",))]


def transfer_to_hhs_within_72_hours(case: Case, entry: Entry) -> list[Verdict]:
    start = entry.first("determined_unaccompanied")
    v = Verdict("transfer_to_hhs_within_72_hours", entry.number, start.who if start else "", start)
    v.met = entry.first("accepted")
    implied = entry.all("hhs_notified", "accepted", "released", "discharged") + entry.hand_overs
    if not limit_in_hours(case, entry, v, 72, implied, "ice_custody.determined_uc_at"):
        return [v] if v.verdict else []
    assert v.due_at
    in_time = bool(v.met and v.met.at <= v.due_at)
    excused = any(event.detail == "exceptional" for event in entry.all("determined_unaccompanied"))
    ended_by = ("death", "left_the_country", "turned_18")
    with_limit(case, entry, v, in_time, excused, ended_by, ("orr_care.accepted_at",))
    if v.verdict == "late":
        if entry.hand_overs and entry.hand_overs[0].at <= v.due_at:
            v.verdict, v.missing = "cannot_tell", "orr_care.accepted_at"
        elif case.untold("ice_custody.handed_over_at"):
            v.verdict, v.missing = "cannot_tell", "ice_custody.handed_over_at"
    return [v]


def custody_accepted(case: Case, entry: Entry) -> list[Verdict]:
    start = next(iter(entry.hand_overs), None)
    v = Verdict("custody_accepted", entry.number, "ORR intake", start)
    implied = entry.all("accepted", "released", "discharged")
    if not limit_in_hours(case, entry, v, 24, implied, "ice_custody.handed_over_at"):
        return [v] if v.verdict else []
    assert start
    assert v.due_at
    pairs, _ = hand_overs(case.events)
    v.met = next(pair.taken for pair in pairs if pair.given is start)
    in_time = bool(v.met and v.met.at <= v.due_at)
    return [with_limit(case, entry, v, in_time, False, ("death",), ("orr_care.accepted_at",))]


NOTICE_ENDS = ("death", "left_the_country", "relief_granted", "case_closed")


def standing_first(case: Case, entry: Entry, kind: str) -> Event | None:
    """The first of the kind from the entry's apprehension on: of notices not withdrawn if there is one, else of any."""
    found = [e for e in case.all(kind) if e.on >= entry.apprehended_on]
    return next((e for e in found if e.in_force(case.as_of)), next(iter(found), None))


IN_COURT = ("case_received", "appeared", "failed_to_appear", "ordered_in_absentia")
"""What a court records only of a case that was filed, and served before that."""


def from_entry(case: Case, entry: Entry, *kinds: str) -> bool:
    """There is such a fact from the entry's apprehension on."""
    return any(event.on >= entry.apprehended_on for event in case.all(*kinds))


def notice_to_appear_served(case: Case, entry: Entry) -> list[Verdict]:
    v = Verdict("notice_to_appear_served", entry.number, "OPLA", entry.first("accepted"))
    served = standing_first(case, entry, "notice_served")
    v.met = served if served and served.in_force(case.as_of) else None
    start_unknown = unknown_start(case, entry, bool(entry.all("released", "discharged")), "orr_care.accepted_at")
    return no_limit(case, v, ends(case, entry, *NOTICE_ENDS), start_unknown, "ice_notices.served_on")


def notice_to_appear_filed(case: Case, entry: Entry) -> list[Verdict]:
    v = Verdict("notice_to_appear_filed", entry.number, "OPLA", standing_first(case, entry, "notice_served"))
    filed = standing_first(case, entry, "notice_filed")
    waits = v.start and v.start.in_force(case.as_of)  # a notice in force is not filed by the filing of one withdrawn
    v.met = filed if filed and (filed.in_force(case.as_of) or not waits) else None
    over = ends(case, entry, *NOTICE_ENDS)
    if v.start and v.start.ends_on and not v.start.in_force(case.as_of):
        withdrawals = [e.ends_on for e in case.all("notice_served") if e.on >= entry.apprehended_on and e.ends_on]
        over = sorted([*over, (max(withdrawals), "notice_withdrawn")])
    in_court = from_entry(case, entry, "hearing_set", *IN_COURT)
    start_unknown = unknown_start(case, entry, in_court, "ice_notices.served_on")
    return no_limit(case, v, over, start_unknown, "ice_notices.filed_on")


def hearing_set(case: Case, entry: Entry) -> list[Verdict]:
    v = Verdict("hearing_set", entry.number, "immigration court", standing_first(case, entry, "notice_filed"))
    hearing = standing_first(case, entry, "hearing_set")
    v.met = hearing if hearing and hearing.in_force(case.as_of) else None
    in_court = from_entry(case, entry, *IN_COURT)
    start_unknown = unknown_start(case, entry, in_court, "ice_notices.filed_on")
    return no_limit(case, v, ends(case, entry, *NOTICE_ENDS), start_unknown, "eoir_hearings.scheduled_at")


def missed_hearing_followed_up(case: Case, entry: Entry) -> list[Verdict]:
    found = []
    for number, missed in enumerate(entry.all("failed_to_appear"), start=1):
        v = Verdict("missed_hearing_followed_up", entry.number, "field office juvenile coordinator", missed)
        v.instance, v.due_on = number, missed.on + timedelta(days=14)
        answers = [e for e in case.all("contacted", "safety_call", "appeared", *TAKEN) if e.at > missed.at]
        # A motion has only a day: one of the same day came after the hearing.
        answers += [e for e in case.all("motion_to_reopen") if e.on >= missed.on]
        v.met = min(answers, key=lambda e: (e.on, e.at), default=None)
        so_far = places([event for event in case.events if event.at <= missed.at], missed.on)
        if so_far and (so_far[-1].value in ("dhs_custody", "hhs_care") or taken_the_day_before(so_far[-1], entry)):
            v.met, v.met_on = so_far[-1].event, missed.on  # in custody at the time
        met_on = v.met_on or (v.met.on if v.met else date.max)
        ended_by = ("death", "left_the_country", "turned_18")
        found.append(with_limit(case, entry, v, met_on <= v.due_on, False, ended_by, FOLLOW_UP_NEEDS))
    return found


def taken_the_day_before(place: Place, entry: Entry) -> bool:
    """An acceptance in the 24 hours before a hand-over leaves the child in care, whatever else it answered."""
    given = place.event
    return given.kind == "handed_over" and any(
        timedelta() <= given.at - taken.at <= timedelta(hours=24) for taken in entry.all("accepted")
    )


TAKEN = tuple(kind for kind in CUSTODY if kind not in ("released", "discharged"))
"""The custody facts that show somebody holding the child; leaving it is none of them."""

FOLLOW_UP_NEEDS = (
    "field_contacts.attempted_at", "field_contacts.result", "orr_safety_calls.attempted_at", "orr_safety_calls.outcome",
    "eoir_cases.motion_to_reopen_on", "ice_custody.apprehended_at", "orr_care.accepted_at",
)  # fmt: skip


def safety_call_at_30_days(case: Case, entry: Entry) -> list[Verdict]:
    found = []
    for number, release in enumerate(entry.all("released"), start=1):
        v = Verdict("safety_call_at_30_days", entry.number, "ORR case manager", release)
        v.instance, v.due_on = number, release.on + timedelta(days=37)
        reached = [
            call
            for call in case.all("safety_call")
            if call.detail in ("reached_child", "reached_sponsor_only") and (call.on - release.on).days >= 30
        ]
        v.met = min(reached, key=lambda e: (e.on, e.at), default=None)
        in_time = bool(v.met and v.met.on <= v.due_on)
        ended_by = ("death", "left_the_country", "turned_18")
        found.append(with_limit(case, entry, v, in_time, False, ended_by, CALL_COLUMNS))
    return found


CALL_COLUMNS = ("orr_safety_calls.attempted_at", "orr_safety_calls.outcome")

DUTIES: tuple[Callable[[Case, Entry], list[Verdict]], ...] = (
    notice_to_hhs_within_48_hours,
    transfer_to_hhs_within_72_hours,
    custody_accepted,
    notice_to_appear_served,
    notice_to_appear_filed,
    hearing_set,
    missed_hearing_followed_up,
    safety_call_at_30_days,
)
