"""How a verdict is reached: what a duty may need to know of a child, and the order in which answers are tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.oracle.custody import CUSTODY, Entry
from tests.oracle.facts import Event


@dataclass
class Verdict:
    """What can be said of one duty in one entry. ``missing`` names columns; ``ended_by`` names what ended it."""

    duty: str
    entry: int
    owner: str
    start: Event | None
    verdict: str = ""
    instance: int = 1
    due_at: datetime | None = None
    due_on: date | None = None
    met: Event | None = None
    met_on: date | None = None
    explained: bool | None = None
    explanation: str | None = None
    missing: str | None = None
    ended_by: str | None = None


@dataclass(frozen=True)
class Case:
    """One child's facts by the date, and what was told at all."""

    events: list[Event]
    dob: date | None
    as_of: date
    told: set[str]

    def all(self, *kinds: str) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    def untold(self, *columns: str) -> str | None:
        """Those of the columns that nobody ever told us, or None."""
        return ", ".join(column for column in columns if column not in self.told) or None


ENDS = ("death", "left_the_country", "turned_18", "relief_granted", "case_closed")
"""What can end a duty; of two on one day, the first named here."""


def ends(case: Case, entry: Entry, *reasons: str) -> list[tuple[date, str]]:
    """What ended the child's duties by the date, earliest first. What came before the entry ended nothing of it."""
    found = []
    for event in case.all("died"):
        found.append((event.on, "death"))
    birthday = eighteenth(case.dob)
    if birthday and birthday <= case.as_of:
        found.append((birthday, "turned_18"))
    for event in case.all("discharged", "relief_granted", "case_closed"):
        if event.on >= entry.apprehended_on:
            if event.kind != "discharged":
                found.append((event.on, event.kind))
            elif event.detail == "repatriated":
                found.append((event.on, "left_the_country"))
    return sorted(((on, reason) for on, reason in found if reason in reasons), key=lambda e: (e[0], ENDS.index(e[1])))


def eighteenth(dob: date | None) -> date | None:
    """The eighteenth birthday; of one born on 29 February, 1 March."""
    if dob is None:
        return None
    leap = (dob.month, dob.day) == (2, 29)
    return date(dob.year + 18, 3, 1) if leap else dob.replace(year=dob.year + 18)


def with_limit(
    case: Case,
    entry: Entry,
    v: Verdict,
    in_time: bool,
    excused: bool,
    ended_by: tuple[str, ...],
    needs: tuple[str, ...],
) -> Verdict:
    """Met, excused, met late, ended while not yet late, then running or late; what was never told decides nothing."""
    assert v.due_on
    over = [reason for on, reason in ends(case, entry, *ended_by) if on <= v.due_on]
    v.missing = case.untold(*needs)
    if v.met and in_time:
        v.verdict = "met"
    elif excused:
        v.verdict = "excused"
    elif v.met:
        v.verdict = "met_late"
    elif over:
        v.verdict, v.ended_by = "ended", over[0]
    elif v.missing:
        v.verdict = "cannot_tell"
    else:
        v.verdict = "running" if case.as_of <= v.due_on else "late"
    return settled(v)


def no_limit(
    case: Case, v: Verdict, over: list[tuple[date, str]], start_unknown: str | None, met_by: str
) -> list[Verdict]:
    """Met, ended, then outstanding for as long as it takes. Nothing is owed before the start."""
    deferrals = [e for e in case.all("deferred") if e.in_force(case.as_of)]
    v.missing = start_unknown if v.start is None else case.untold(met_by)
    if v.met:
        v.verdict = "met"
    elif v.start is None and not start_unknown:
        return []
    elif over:
        v.verdict, v.ended_by = "ended", over[0][1]
    elif v.missing:
        v.verdict = "cannot_tell"
    else:
        v.verdict = "outstanding"
        v.explained = False
        if v.duty != "hearing_set":
            v.explained = None if case.untold("ice_notices.deferral_from") else bool(deferrals)
            v.explanation = max(deferrals, key=lambda e: (e.on, -e.number)).detail if v.explained else None
    return [settled(v)]


def settled(v: Verdict) -> Verdict:
    """Only what belongs to the verdict given."""
    v.missing = v.missing if v.verdict == "cannot_tell" else None
    if v.met and v.met_on is None:
        v.met_on = v.met.on
    return v


def limit_in_hours(case: Case, entry: Entry, v: Verdict, hours: int, implied: list[Event], column: str) -> bool:
    """Set the due instant and day; False if there is no start, and then ``v`` says whether one is implied."""
    if v.start is None:
        v.met = None
        if implied or (entry.all(*CUSTODY) and case.untold(column)):
            v.verdict, v.missing = "cannot_tell", column
        return False
    v.due_at = v.start.at + timedelta(hours=hours)
    v.due_on = v.start.on + timedelta(days=hours // 24)
    return True


def unknown_start(case: Case, entry: Entry, implied: bool, column: str) -> str | None:
    """The start's column if later facts imply a start, or if nobody told us of starts at all."""
    return column if implied or (entry.all(*CUSTODY) and case.untold(column)) else None
