"""The three questions, each by itself: where is the child, where is the case, has anyone seen the child safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.oracle.custody import CUSTODY, places
from tests.oracle.facts import Event


@dataclass(frozen=True)
class Standing:
    """One answer. ``since`` is the day from which it has held; only whereabouts are confirmed."""

    value: str
    since: date | None
    record: str | None = None
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None


def confirms(event: Event) -> bool:
    """True if the event says where the child was: somebody held, saw or spoke to the child."""
    if event.kind in CUSTODY:
        return not ran(event)
    if event.kind == "contacted":
        return event.detail in ("seen_safe", "seen_concern")
    return event.kind in ("appeared", "returned") or (event.kind == "safety_call" and event.detail == "reached_child")


def ran(event: Event) -> bool:
    """A discharge because the child ran away: nobody holds the child from then on."""
    return event.kind == "discharged" and event.detail == "ran_away"


def turn(event: Event) -> tuple[datetime, int, int]:
    """Reading order. At one instant, custody first, then what confirms, then what loses the child: only later lifts."""
    rank = 60 if event.kind in ("ran_away", "missing", "died") or ran(event) else 50
    if event.kind in CUSTODY and not ran(event):
        rank = CUSTODY.index(event.kind)
    return event.at, rank, event.number


def whereabouts(events: list[Event], as_of: date) -> Standing:
    """Read the child's life from the start, keeping where custody puts the child and whether the child is missing."""
    put = {id(place.event): place.value for place in places(events, as_of)}
    base, missing, dead = "unknown", False, False
    value, since, record = "unknown", None, None
    for event in sorted(events, key=turn):
        if event.kind == "died":
            dead = True
        elif event.kind in ("ran_away", "missing") or ran(event):
            missing = True
            if ran(event):
                base = "unknown"  # when found again the child is no longer in care
        elif confirms(event):
            missing = False
            base = put.get(id(event), base)
        else:
            continue
        now = "died" if dead else "missing" if missing else base
        if now != value or since is None:
            value, since, record = now, event.on, event.record
    last = max((e for e in events if confirms(e)), key=turn, default=None)
    return Standing(value, since, record, last.at if last else None, last.kind if last else None)


PROCEEDINGS = {
    "notice_issued": "notice_issued",
    "notice_served": "served",
    "notice_filed": "filed",
    "hearing_set": "hearing_set",
    "appeared": "attended",
    "failed_to_appear": "missed_hearing",
    "ordered_in_absentia": "ordered_in_absentia",
    "reopened": "reopened",
    "decided": "decided",
    "case_closed": "closed",
    "relief_granted": "relief_granted",
}
"""What each fact makes of the proceedings, in the order that settles two of one day."""


def proceedings(events: list[Event], as_of: date) -> Standing:
    """The latest step by date. A withdrawn notice and a vacated hearing are no step."""
    order = list(PROCEEDINGS)
    steps = [(e.on, order.index(e.kind), e) for e in events if e.kind in PROCEEDINGS and e.in_force(as_of)]
    settings = [e for e in events if e.kind == "hearing_set" and e.in_force(as_of)]
    for event in events:
        later = [s for s in settings if s.about_on and event.about_on and s.about_on > event.about_on]
        if event.kind == "adjourned" and later:
            steps.append((event.on, order.index("hearing_set"), event))
    if not steps:
        return Standing("not_begun", None)
    on, rank, event = max(steps, key=lambda step: (step[0], step[1], step[2].at, step[2].number))
    return Standing(PROCEEDINGS[order[rank]], on, event.record)


def protection(events: list[Event], as_of: date) -> Standing:
    """The first that is true: in custody or care, concern open, seen safe, never seen since release, not recently."""
    place = whereabouts(events, as_of)
    if place.value in ("dhs_custody", "hhs_care", "foster_care"):
        return Standing("in_custody_or_care", place.since, place.record)
    concern = min((e for e in events if is_open(e, events)), key=turn, default=None)
    if concern:
        return Standing("concern_open", concern.on, concern.record)
    seen = max((e for e in events if is_seen(e)), key=turn, default=None)
    if seen and as_of - seen.on <= timedelta(days=90):
        return Standing("seen_safe", seen.on, seen.record)
    release = max((e for e in events if e.kind == "released"), key=turn, default=None)
    if release and (seen is None or seen.at <= release.at):
        return Standing("never_seen_since_release", release.on, release.record)
    return Standing("not_seen_recently", seen.on if seen else None, seen.record if seen else None)


def is_seen(event: Event) -> bool:
    """A contact that found the child safe, an appearance, or a call that reached the child."""
    if event.kind == "contacted":
        return event.detail == "seen_safe"
    return event.kind == "appeared" or (event.kind == "safety_call" and event.detail == "reached_child")


def is_open(event: Event, events: list[Event]) -> bool:
    """A concern that nothing later has closed."""
    missing = event.kind in ("ran_away", "missing") or (event.kind == "discharged" and event.detail == "ran_away")
    concern = event.kind == "concern_raised" or (event.kind == "contacted" and event.detail == "seen_concern")
    if not missing and not concern:
        return False
    alarming = {e.record for e in events if e.kind == "concern_raised"}
    for later in events:
        if later.at > event.at:
            if is_seen(later) and later.record not in alarming:
                return False
            if missing and confirms(later):
                return False
    return True
