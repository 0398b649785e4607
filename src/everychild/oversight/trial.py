"""For tests: invented populations whose figures and tables add up as the plan's do, and what a reader can work out.

A population is some *groups* of children who are alike in everything that is counted; figures and tables are their
sums, so that every share and every breakdown agrees with every other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from everychild.oversight.breakdowns import BREAKDOWNS, NOT_RELEASED, in_order
from everychild.oversight.results import Result, Tally
from everychild.oversight.suppression import Arithmetic, Key
from everychild.oversight.tables.addresses import LINES as ADDRESSES
from everychild.oversight.tables.assurance import LINES as DAYS
from everychild.oversight.tables.delay import REASONS, WAITS
from everychild.oversight.tables.missed_hearings import DONE, NOT_DONE
from everychild.oversight.tables.road import LINES as STEPS
from everychild.oversight.tables.table import Table, counted

CALLS = ("timely", "late", "running", "unanswered", "undocumented")
CANNOT_TELL, NOT_DUE = "cannot_tell", "not_due"


@dataclass(frozen=True)
class Group:
    """So many children alike. Those who are not released to a sponsor have no address, no call and no days."""

    children: int
    fiscal_year: str
    state: str
    age: str
    step: str
    waits: str
    """The reason or the waiting time, if the furthest step is being accepted."""
    missed: str
    """What was done after a hearing missed, if the furthest step is a hearing missed."""
    in_time: bool
    address: str
    call: str
    days: str

    @property
    def released(self) -> bool:
        """A sponsor has the children."""
        return self.state != NOT_RELEASED


Groups = Sequence[Group]
Test = Callable[[Group], bool]

CHOICES: Mapping[str, Sequence[object]] = {
    "children": (1, 1, 2, 5, 10, 11, 12, 30, 400),
    "fiscal_year": ("2021", "2022", "2023"),
    "state": ("CA", "NY", "TX", "WY", NOT_RELEASED),
    "age": ("0-12", "15-16", "17"),
    "step": STEPS,
    "waits": (*REASONS, *WAITS),
    "missed": (*DONE, *NOT_DONE.values()),
    "in_time": (True, False),
    "address": ADDRESSES,
    "call": (*CALLS, CANNOT_TELL, NOT_DUE),
    "days": DAYS,
}
"""What a group may be drawn from."""


def _accepted(group: Group) -> bool:
    return group.step != "handed_over"


def _served(group: Group) -> bool:
    return group.step not in ("handed_over", "accepted")


def _unserved(group: Group) -> bool:
    return group.step == "accepted"


def _missed(group: Group) -> bool:
    return group.step == "hearing_missed"


def _due(group: Group) -> bool:
    return group.released and group.call != NOT_DUE


def _called(outcome: str) -> Test:
    return lambda group: group.call == outcome


def results(groups: Groups) -> list[Result]:
    """The figures of these children."""
    made = [
        _figure(groups, "children_handed_to_hhs", lambda g: True),
        _figure(groups, "custody_never_accepted", lambda g: True, lambda g: not _accepted(g)),
        _figure(groups, "children_without_served_notice", _accepted, _unserved),
        _figure(groups, "children_without_served_notice_explained", _unserved, lambda g: g.waits in REASONS),
        _figure(groups, "children_without_served_notice_unexplained", _unserved, lambda g: g.waits in WAITS),
        _figure(groups, "children_who_missed_a_hearing", _served, _missed),
        _figure(groups, "children_missed_hearing_whereabouts_unconfirmed", _missed, lambda g: g.missed == "nothing"),
        _figure(
            groups,
            "release_addresses_defective",
            lambda g: g.released,
            lambda g: g.address not in ("deliverable", "not_checked"),
            lambda g: g.address == "not_checked",
        ),
        _figure(groups, "safety_calls_due", _due),
    ]
    for call in CALLS:
        made.append(_figure(groups, f"safety_calls_{call}", _due, _called(call), _called(CANNOT_TELL)))
    return made


def _figure(
    groups: Groups, name: str, of: Test, counts: Test = lambda g: True, unknown: Test = lambda g: False
) -> Result:
    def tally(inside: Groups) -> Tally:
        whole = [group for group in inside if of(group)]
        return Tally(
            sum(g.children for g in whole if counts(g)),
            sum(g.children for g in whole),
            sum(g.children for g in whole if unknown(g)),
        )

    by = {}
    for breakdown in BREAKDOWNS:
        lines = in_order(breakdown, {getattr(group, breakdown) for group in groups})
        by[breakdown] = {line: tally([g for g in groups if getattr(g, breakdown) == line]) for line in lines}
    return Result(name, tally(groups), by)


def tables(groups: Groups) -> list[Table]:
    """The tables of these children that say the most about their figures and each other."""

    def table(name: str, lines: Sequence[str], of: Test, line: Callable[[Group], str], unit: str = "children") -> Table:
        found: dict[str, int] = {}
        for group in groups:
            if of(group):
                found[line(group)] = found.get(line(group), 0) + group.children
        return counted(name, lines, found.items(), (unit,))

    def recency(group: Group) -> str:
        if not group.released:
            return "unknown"
        if group.days == "not_known":
            return "with_sponsor.not_known"
        return "with_sponsor.recently" if DAYS.index(group.days) < 3 else "with_sponsor.longer_ago"

    standings = ("unknown", *(f"with_sponsor.{when}" for when in ("recently", "longer_ago", "not_known")))
    verdicts = {line: verdict for verdict, line in NOT_DONE.items()}
    return [
        table("whereabouts", standings, lambda g: True, recency),
        table("assurance", DAYS, lambda g: g.released, lambda g: g.days),
        table("road", STEPS, lambda g: True, lambda g: g.step),
        table("delay_explained", REASONS, lambda g: _unserved(g) and g.waits in REASONS, lambda g: g.waits),
        table("delay_unexplained", WAITS, lambda g: _unserved(g) and g.waits in WAITS, lambda g: g.waits),
        table("addresses", ADDRESSES, lambda g: g.released, lambda g: g.address),
        table("missed_hearings", (*DONE, *verdicts), _missed, lambda g: g.missed, "hearings"),
        table("missed_hearings_in_time", DONE, lambda g: _missed(g) and g.missed in DONE and g.in_time,
              lambda g: g.missed, "hearings"),
        table("missed_hearings_later", DONE, lambda g: _missed(g) and g.missed in DONE and not g.in_time,
              lambda g: g.missed, "hearings"),
        table("missed_hearing_followed_up", ("met", "met_late", *verdicts.values()), _missed,
              lambda g: verdicts.get(g.missed) or ("met" if g.in_time else "met_late"), "verdicts"),
    ]  # fmt: skip


def leaks(every: Arithmetic[Key], hidden: Iterable[object], below: int) -> list[str]:
    """The small numbers that somebody who sees the rest can work out, and the groups of hidden parts that are small.

    By floating point and a decomposition of its own, so that it shares nothing with what it checks.
    """
    values, withheld = every.values, {*hidden, *every.unpublished}
    unknown = [cell for cell in values if cell in withheld]
    place = {cell: number for number, cell in enumerate(unknown)}
    matrix = np.zeros((max(len(every.sums), 1), len(unknown)))
    found = []
    for row, total in enumerate(every.sums):
        parts = [part for part in total.parts if part in place]
        for part in parts:
            matrix[row, place[part]] += 1
        if total.whole in place:
            matrix[row, place[total.whole]] -= 1
        elif len(parts) > 1 and 0 < sum(values[part] for part in parts) < below:
            found.append(f"{parts} are a small number together")
    if not unknown:
        return found
    _, sizes, directions = np.linalg.svd(matrix)
    free = directions[int((sizes > 1e-9).sum()) :]
    for cell in unknown:
        if 0 < values[cell] < below and np.abs(free[:, place[cell]]).max(initial=0) < 1e-9:
            found.append(f"{cell} can be worked out")
    return found
