"""The language in which duties, standings and signals are declared.

A declaration *picks* facts from a child's history ("the first notice served since this entry"), and says conditions
of them (conditions.py). Nothing here computes: the declarations are compiled to one SQL plan by account.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from everychild.accounting.conditions import (
    ALWAYS,
    Condition,
    Pick,
    Scope,
    acceptance_of,
    first,
    join_conditions,
    last,
    next_of,
    this,
    until_then,
)
from everychild.terms.authority import Authority
from everychild.terms.events import Kind

__all__ = [
    "ALWAYS",
    "Condition",
    "Duty",
    "End",
    "Limit",
    "Pick",
    "Scope",
    "Signal",
    "Span",
    "Standing",
    "Value",
    "acceptance_of",
    "days",
    "first",
    "hours",
    "in_force",
    "join_conditions",
    "last",
    "next_of",
    "this",
    "until_then",
]


@dataclass(frozen=True)
class Span:
    """A length of time: hours are elapsed time, days go by the local calendar date."""

    number: int
    unit: Literal["hours", "days"]


def hours(number: int) -> Span:
    """A limit in hours, a whole number of days so that its local due date is certain."""
    if number % 24:
        raise ValueError("a limit in hours must be a multiple of 24: the ledger keeps local dates, not local times")
    return Span(number, "hours")


def days(number: int) -> Span:
    """A limit in calendar days."""
    return Span(number, "days")


@dataclass(frozen=True)
class Limit:
    """A limit with the dates between which it binds; an amendment adds one and never edits one."""

    span: Span
    valid_from: date
    valid_to: date | None = None


def in_force(valid_from: str, span: Span, *, until: str | None = None) -> Limit:
    """A limit that binds what starts on or after one date and, if it was repealed, before another."""
    return Limit(span, date.fromisoformat(valid_from), date.fromisoformat(until) if until else None)


@dataclass(frozen=True)
class End:
    """Something after which the duty is owed no longer, if it was not late already: a fact, or a birthday."""

    name: str
    pick: Pick | None = None
    birthday: int | None = None
    unless: Condition | None = None


@dataclass(frozen=True)
class Duty:
    """One cited obligation: who owes what, from when, until when, and what excuses, explains or ends it.

    ``per`` names the fact of which each one starts the duty anew; without it the duty runs once per entry.
    ``starts_else`` starts it when ``starts`` finds nothing. ``also_met_if`` meets it too: by the fact picked in
    ``also_met_by``, or at its very start.
    ``tries`` picks an attempt that need not have succeeded; it shows whether anybody tried.
    ``needs`` are the facts that must have been told of before their absence counts; those of ``stops`` unless named.
    ``implied_by`` are later facts that show the start must have happened although nobody stated it.
    ``unclear_when`` makes a missed limit cannot_tell, and ``unclear_for_want_of`` says what is missing.
    """

    duty: str
    law: Authority
    owner: str | Pick
    starts: Pick
    stops: Pick
    limits: tuple[Limit, ...] = ()
    per: Kind | None = None
    starts_else: Pick | None = None
    tries: Pick | None = None
    needs: tuple[Kind, ...] = ()
    also_met_if: Condition | None = None
    also_met_by: Pick | None = None
    excused_by: Condition | None = None
    explained_by: Pick | None = None
    ended_by: tuple[End, ...] = ()
    implied_by: tuple[Pick, ...] = ()
    unclear_when: Condition | None = None
    unclear_for_want_of: str = ""


@dataclass(frozen=True)
class Value:
    """One value of a standing: when it applies, and the fact since which it does.

    With another standing as ``since``, it is the fact since which that standing's value holds.
    """

    name: str
    when: Condition
    since: Pick | Standing | None = None


@dataclass(frozen=True)
class Standing:
    """One of the three questions asked of every child; the first value that applies is the answer.

    With ``latest_of`` the answer is instead the latest by date of those facts, ties going to the later in the list.
    """

    asks: str
    values: tuple[Value, ...] = ()
    latest_of: tuple[tuple[str, Pick], ...] = ()
    otherwise: str = "unknown"
    confirmed_by: Pick | None = None

    def says(self, *names: str) -> Condition:
        """The standing has one of these values."""
        shape = " ".join(f"when {{}} then {str(value.name in names).lower()}" for value in self.values)
        return join_conditions(f"(case {shape} else false end)", *(value.when for value in self.values))


@dataclass(frozen=True)
class Signal:
    """A pattern that prompts a person to look after a child's welfare; never a score, never enforcement."""

    says: str
    source: Authority
    when: Condition
    because: Pick
    caution: str
    owner: str = field(default="ORR case manager")
