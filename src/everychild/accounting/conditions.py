"""Picks and conditions: a fact chosen from a child's history, and something true or false of such facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from everychild.accounting import moments
from everychild.terms.events import Kind

Scope = Literal["entry", "since_entry", "ever", "this", "after_start", "before_start"]
"""Where a pick looks: in the entry; from its first day on, whatever came later; in the whole history; and, for duties
that run once per fact, at the fact that starts them, after it, or up to it."""


@dataclass(frozen=True)
class Pick:
    """One fact chosen from a history: the first or last of some kinds, in a scope, among those that hold."""

    which: Literal["first", "last"]
    kinds: tuple[Kind, ...]
    scope: Scope = "entry"
    to_hhs: bool = False
    holding: bool | None = None
    matched: bool = False
    from_day: int = 0

    @property
    def ever(self) -> Pick:
        """The same in the child's whole history."""
        return replace(self, scope="ever")

    @property
    def since_entry(self) -> Pick:
        """The same from the entry's first day on, without an end."""
        return replace(self, scope="since_entry")

    @property
    def still_holding(self) -> Pick:
        """Only facts that still hold on the as-of date: not withdrawn, not vacated, not expired."""
        return replace(self, holding=True)

    @property
    def no_longer_holding(self) -> Pick:
        """Only facts that have ceased to hold by the as-of date."""
        return replace(self, holding=False)

    @property
    def found(self) -> Condition:
        """There is such a fact."""
        return Condition("{0} is not null", (self,))

    def is_(self, *kinds: Kind) -> Condition:
        """The fact chosen is of one of these kinds (and details)."""
        parts = []
        for kind in kinds:
            sql = moments.is_kind("{0}", kind)
            parts.append(sql if kind.detail is None else f"({sql} and {{0}}.detail = '{kind.detail}')")
        return Condition(f"coalesce({' or '.join(parts)}, false)", (self,))

    def same_as(self, other: Pick) -> Condition:
        """Both picks chose the same fact."""
        return Condition("coalesce({0} = {1}, false)", (self, other))

    def after(self, other: Pick) -> Condition:
        """The fact is there and follows the other (or the other is not there)."""
        later = moments.after("{0}", "{1}")
        return Condition(f"({{0}} is not null and ({{1}} is null or {later}))", (self, other))

    def follows(self, other: Pick) -> Condition:
        """The fact is there and comes later than the other, if that is there; of one instant, by the order of kinds."""
        return Condition("coalesce({0} > coalesce({1}, 0), false)", (self, other))

    def at_once_with(self, other: Pick) -> Condition:
        """Both facts are of the same instant."""
        return Condition(f"coalesce({moments.at('{0}')} = {moments.at('{1}')}, false)", (self, other))

    def within_days(self, days: int) -> Condition:
        """The fact is at most so many days old on the as-of date."""
        return Condition(f"coalesce({{as_of}} - {moments.on('{0}')} <= {days}, false)", (self,))

    def older_than_days(self, days: int) -> Condition:
        """The fact is more than so many days old on the as-of date."""
        return Condition(f"coalesce({{as_of}} - {moments.on('{0}')} > {days}, false)", (self,))

    def more_than_days_after(self, other: Pick, days: int) -> Condition:
        """The fact is dated more than so many days after the other."""
        return Condition(f"coalesce({moments.on('{0}')} - {moments.on('{1}')} > {days}, false)", (self, other))

    def within_hours_of(self, other: Pick, hours: int) -> Condition:
        """The fact came at most so many hours after the other."""
        limit = f"{moments.at('{1}')} + interval {hours} hour"
        return Condition(f"coalesce({moments.at('{0}')} <= {limit}, false)", (self, other))


def first(*kinds: Kind) -> Pick:
    """The earliest fact of these kinds in the entry."""
    return Pick("first", kinds)


def last(*kinds: Kind) -> Pick:
    """The latest fact of these kinds in the entry."""
    return Pick("last", kinds)


def this(kind: Kind) -> Pick:
    """The fact itself that starts a duty which runs once per such fact."""
    return Pick("first", (kind,), "this")


def next_of(*kinds: Kind, from_day: int = 0) -> Pick:
    """The earliest fact of these kinds after the start of the duty; ``from_day`` days after it at the soonest."""
    return Pick("first", kinds, "after_start", from_day=from_day)


def until_then(*kinds: Kind) -> Pick:
    """The latest fact of these kinds up to the one that starts the duty."""
    return Pick("last", kinds, "before_start")


def acceptance_of(hand_over: Pick) -> Pick:
    """The acceptance that answers this hand-over, by the matching of accounting/custody.py."""
    return replace(hand_over, matched=True)


@dataclass(frozen=True)
class Condition:
    """Something true or false of picked facts. ``{0}``, ``{1}`` in the SQL stand for the picks, in order."""

    sql: str
    picks: tuple[Pick, ...] = ()

    def write(self, column: Callable[[Pick], str], as_of: str) -> str:
        """The SQL with each pick's column written in."""
        out = self.sql.replace("{as_of}", as_of)
        for number, pick in enumerate(self.picks):
            out = out.replace(f"{{{number}}}.detail", f'{column(pick)[:-1]}.detail"').replace(
                f"{{{number}}}", column(pick)
            )
        return out

    def __and__(self, other: Condition) -> Condition:
        return join_conditions("({} and {})", self, other)

    def __or__(self, other: Condition) -> Condition:
        return join_conditions("({} or {})", self, other)

    def __invert__(self) -> Condition:
        return Condition(f"(not {self.sql})", self.picks)


def join_conditions(shape: str, *conditions: Condition) -> Condition:
    """One condition out of several, written into the ``{}`` of a shape; the picks are numbered through."""
    written: list[str] = []
    chosen: tuple[Pick, ...] = ()
    for condition in conditions:
        shifted = condition.sql
        for number in reversed(range(len(condition.picks))):
            shifted = shifted.replace(f"{{{number}}}", f"{{{number + len(chosen)}}}")
        written.append(shifted)
        chosen += condition.picks
    out = shape
    for part in written:
        out = out.replace("{}", part, 1)
    return Condition(out, chosen)


ALWAYS = Condition("true")
