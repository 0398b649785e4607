"""Custody as double entry: a child's entries, the hand-overs and the acceptances that answer them, and the places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.oracle.facts import Event

CUSTODY = (
    "apprehended", "determined_unaccompanied", "hhs_notified", "handed_over", "accepted", "released", "discharged",
)  # fmt: skip
"""The custody or care events, in the order in which those of one instant are read."""


@dataclass
class Entry:
    """From an apprehension to the next that follows a departure. The first takes in all that came before, too."""

    number: int
    begins_at: datetime = datetime.min
    begins_on: date = date.min
    events: list[Event] = field(default_factory=list)

    def all(self, *kinds: str) -> list[Event]:
        """The entry's events of these kinds, earliest first."""
        return [event for event in self.events if event.kind in kinds]

    def first(self, *kinds: str) -> Event | None:
        return next(iter(self.all(*kinds)), None)

    @property
    def apprehended_on(self) -> date:
        """The day from which a notice counts for this entry; the beginning of time if the apprehension is unknown."""
        start = self.first("apprehended")
        return start.on if start else date.min

    @property
    def hand_overs(self) -> list[Event]:
        return [event for event in self.all("handed_over") if to_hhs(event)]


@dataclass(frozen=True)
class HandOver:
    """A hand-over to HHS and the acceptance that answers it, if any."""

    given: Event
    taken: Event | None

    def unaccepted(self, as_of: date) -> bool:
        """Never accepted, and the day after the hand-over is past."""
        return self.taken is None and as_of > self.given.on + timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where a custody fact puts the child from ``event`` on."""

    event: Event
    value: str


def to_hhs(hand_over: Event) -> bool:
    """HHS is any receiver named ORR* or HHS*, or none named."""
    return hand_over.who.upper().startswith(("ORR", "HHS")) or not hand_over.who


def in_order(events: list[Event]) -> list[Event]:
    """By instant, then by the order of the kinds, then by record."""
    return sorted(events, key=lambda e: (e.at, CUSTODY.index(e.kind) if e.kind in CUSTODY else 99, e.number))


def entries(events: list[Event]) -> list[Entry]:
    """The child's entries, each with its events. There is always a first one."""
    found = [Entry(1)]
    left = accepted = begun = False
    last_dhs_day: date | None = None
    for event in in_order(events):
        if event.kind == "apprehended":
            long_ago = last_dhs_day is not None and event.on - last_dhs_day >= timedelta(days=30)
            if begun and (left or (not accepted and long_ago)):
                found.append(Entry(len(found) + 1, event.at, event.on))
                left = accepted = False
        if event.kind in ("apprehended", "handed_over"):
            last_dhs_day = event.on
        if event.kind == "accepted":
            accepted, left = True, False
        if event.kind in ("released", "discharged"):
            accepted, left = True, event.detail != "transferred_to_dhs"
        begun = begun or event.kind in CUSTODY
    for event in in_order(events):
        entry_of(event, found).events.append(event)
    return found


def entry_of(event: Event, found: list[Entry]) -> Entry:
    """The last entry that had begun: by the instant, or by the day for a fact of which only the day is known."""
    begun = [e for e in found if (e.begins_on <= event.on if event.dated else e.begins_at <= event.at)]
    return begun[-1]


def hand_overs(events: list[Event]) -> tuple[list[HandOver], list[Event]]:
    """Every hand-over to HHS with the first unused acceptance from 24 h before it until the next hand-over.

    Also gives the acceptances that answer no hand-over.
    """
    given = [e for e in in_order(events) if e.kind == "handed_over" and to_hhs(e)]
    unused = [e for e in in_order(events) if e.kind == "accepted"]
    found = []
    for place, hand_over in enumerate(given):
        opens = hand_over.at - timedelta(hours=24)
        closes = given[place + 1].at if place + 1 < len(given) else datetime.max
        taken = next((e for e in unused if opens <= e.at < closes), None)
        if taken:
            unused.remove(taken)
        found.append(HandOver(hand_over, taken))
    return found, unused


def places(events: list[Event], as_of: date) -> list[Place]:
    """Where custody facts put the child, one after another."""
    answered = {id(pair.given): pair for pair in hand_overs(events)[0]}
    found = []
    for event in in_order(events):
        value = ""
        if event.kind == "apprehended":
            value = "dhs_custody"
        elif event.kind == "accepted":
            value = "hhs_care"
        elif event.kind == "released":
            value = "with_sponsor"
        elif event.kind == "discharged":
            value = AFTER_DISCHARGE.get(event.detail, "unknown")
        elif event.kind == "handed_over" and to_hhs(event):
            pair = answered[id(event)]
            if pair.unaccepted(as_of):
                value = "unknown"
            elif pair.taken is None or pair.taken.at > event.at:
                value = "dhs_custody"  # on the way: given up within the day, or accepted later
        if value:
            found.append(Place(event, value))
    return found


AFTER_DISCHARGE = {
    "foster_care": "foster_care",
    "repatriated": "left_country",
    "ran_away": "missing",
    "transferred_to_dhs": "dhs_custody",
}
