"""The words in which a feed is declared: its columns, the facts its rows state, and what is not read and why.

A declaration says what an agency's file means; ``compile.py`` turns its columns into SQL and ``facts.py`` its facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from everychild.sources.columns import IDENTIFYING, RECORDED_AT, Column, text
from everychild.terms.authority import Authority
from everychild.terms.events import Kind


@dataclass(frozen=True)
class Condition:
    """A test of one column: ``among`` the codes or outside them; ``or_empty`` lets an empty cell pass."""

    codes: tuple[str, ...] = ()
    among: bool = True
    or_empty: bool = False


def one_of(*codes: str) -> Condition:
    """One of these codes."""
    return Condition(codes)


def empty_or(*codes: str) -> Condition:
    """One of these codes, or empty."""
    return Condition(codes, or_empty=True)


def other_than(*codes: str) -> Condition:
    """Anything but these codes; empty too."""
    return Condition(codes, among=False, or_empty=True)


def stated_but(*codes: str) -> Condition:
    """Not empty, and none of these codes."""
    return Condition(codes, among=False)


STATED = stated_but()
"""Not empty."""


@dataclass(frozen=True)
class Earliest:
    """The earliest of several columns and of the instant at which we were told."""

    columns: tuple[str, ...]


def earliest_known(*columns: str) -> Earliest:
    """The earliest of these columns and of the receipt of the file."""
    return Earliest(columns)


@dataclass(frozen=True)
class Just:
    """A detail that is the same for every row."""

    detail: str


@dataclass(frozen=True)
class If:
    """A detail given when a column says something other than these words (compared in small letters)."""

    column: str
    detail: str
    but: tuple[str, ...]


@dataclass(frozen=True)
class AddressCheck:
    """``defective``, ``ok`` or ``unknown`` from the cells of an address and its delivery check."""

    cells: tuple[str, ...]
    check: str
    defects: tuple[str, ...]


@dataclass(frozen=True)
class DayAfter:
    """The day after the date in a column: the first on which the fact no longer holds."""

    column: str


@dataclass(frozen=True)
class Ending:
    """The day of a moment, where the conditions hold."""

    at: Earliest
    when: Mapping[str, Condition]


@dataclass(frozen=True)
class Fact:
    """One event that a row states when ``at`` is stated and every condition of ``when`` holds."""

    kind: Kind
    at: str | Earliest
    when: Mapping[str, Condition] = field(default_factory=dict)
    who: str | None = None
    detail: str | Just | If | AddressCheck | None = None
    ends_on: str | DayAfter | Ending | None = None
    about_on: str | None = None

    @property
    def columns(self) -> set[str]:
        """Every column the fact reads."""
        read = {*self.when, *(each for each in (self.who, self.about_on) if each)}
        for part in (self.at, self.detail, self.ends_on):
            match part:
                case str():
                    read.add(part)
                case Earliest(columns):
                    read.update(columns)
                case If(column) | DayAfter(column):
                    read.add(column)
                case AddressCheck(cells, check):
                    read.update({*cells, check})
                case Ending(at, when):
                    read.update({*at.columns, *when})
        return read


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What one agency hands over: a file with one row per thing named in ``about``."""

    name: str
    agency: str
    about: str
    authority: Authority
    key: str
    columns: tuple[Column, ...]
    facts: tuple[Fact, ...]
    unused: Mapping[str, str]
    """Column that no fact and no link reads: why. It is stored all the same."""
    retention: str
    """How what the feed brought is forgotten."""

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        read = {self.key}.union(*(fact.columns for fact in self.facts))
        read |= {column.name for column in self.columns if column.kept in IDENTIFYING}
        unknown = read - {self.key} - set(names)
        idle = set(names) - read - set(self.unused)
        for wrong, what in (
            ({name for name in names if names.count(name) > 1}, "declared twice"),
            (unknown, "read by a fact and not declared"),
            (idle, "neither read nor listed unused"),
            (read & set(self.unused), "both read and listed unused"),
            ({name for name, why in self.unused.items() if not why}, "unused without a reason"),
            ({"retention"} if not self.retention else set(), "missing: say how the feed is forgotten"),
        ):
            if wrong:
                raise ValueError(f"{self.name}: {', '.join(sorted(wrong))}: {what}")

    def every_column(self) -> Iterator[Column]:
        """The columns beside the key: read, unused, and the optional ``recorded_at``."""
        yield from self.columns
        declared = {column.name for column in self.columns}
        yield from (text(name) for name in self.unused if name not in declared)
        yield RECORDED_AT

    @property
    def file_columns(self) -> tuple[str, ...]:
        """Every column name the file may have, the key first."""
        return (self.key, *(column.name for column in self.every_column() if column.name != self.key))
