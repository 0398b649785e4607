"""The words for a feed's columns: how a cell is written, where it is kept and under which name.

Column names are those of the feed's published list; ``stored`` is the name under which the ledger keeps the cell.
``compile.py`` turns them into SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from everychild.terms.staged import Room, Stored


class Form(StrEnum):
    """How a cell is written, and so how it is read."""

    TEXT = "text"
    A_NUMBER = "A-number"
    DAY = "date"
    INSTANT = "instant"
    CODE = "code"
    YEAR = "year"


@dataclass(frozen=True)
class Unless:
    """A column may lie in the future unless another column has one of these codes."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, how it is written, where and under which name it is kept."""

    name: str
    form: Form = Form.TEXT
    room: Room = "rows"
    stored: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Code in the file: code we keep. Any other is refused."""
    ahead: bool | Unless = False
    """May it be later than the day the file was received?"""
    empty_is_said: bool = False
    """An empty cell is kept as an empty text: it says something that a missing column does not."""

    @property
    def kept(self) -> str:
        """The stored name."""
        return self.stored or self.name

    @property
    def local(self) -> str:
        """The stored name of the calendar date as written (the instant itself is kept in UTC)."""
        return f"{self.kept}_local" if self.form is Form.INSTANT else self.kept

    @property
    def stored_as(self) -> dict[str, Stored]:
        """The stored columns this one becomes."""
        if self.form is Form.INSTANT:
            return {self.kept: Stored(self.room, "TIMESTAMP"), self.local: Stored(self.room, "DATE")}
        type_ = {Form.DAY: "DATE", Form.YEAR: "INTEGER"}.get(self.form, "VARCHAR")
        return {self.kept: Stored(self.room, type_)}


IDENTIFYING = frozenset(
    (
        *("a_number", "portal_id", "subject_id", "case_id", "child_record"),
        *("surname", "given", "middle", "full_name"),
        *("dob", "birth_year", "country", "sex", "language", "zip"),
    )
)
"""Stored names by which records are linked: every feed uses the same."""


def identifier(name: str) -> Column:
    """An agency's own number for the child or the case."""
    return Column(name, room="persons")


def a_number(name: str = "a_number") -> Column:
    """An A-number, kept as nine digits; a placeholder or another length is taken as unknown and counted."""
    return Column(name, Form.A_NUMBER, "persons")


def surname(name: str) -> Column:
    """A family name."""
    return Column(name, room="persons", stored="surname")


def given(name: str) -> Column:
    """A first name."""
    return Column(name, room="persons", stored="given")


def middle(name: str) -> Column:
    """A middle name."""
    return Column(name, room="persons", stored="middle")


def full_name(name: str) -> Column:
    """A whole name in one cell, in whichever order the agency writes it."""
    return Column(name, room="persons", stored="full_name")


def date_of_birth(name: str) -> Column:
    """The child's date of birth."""
    return Column(name, Form.DAY, "persons", "dob")


def birth_year(name: str) -> Column:
    """The year of birth where the agency gives no more."""
    return Column(name, Form.YEAR, "persons", "birth_year")


def country(name: str) -> Column:
    """Citizenship, nationality or country of birth, as the agency writes it."""
    return Column(name, room="persons", stored="country")


def sex(name: str, codes: Mapping[str, str]) -> Column:
    """Sex, kept as M, F or U."""
    return Column(name, Form.CODE, "persons", "sex", codes)


def spoken(name: str) -> Column:
    """The language the child speaks."""
    return Column(name, room="persons", stored="language")


def postcode(name: str) -> Column:
    """The postal code of the person's own address."""
    return Column(name, room="persons", stored="zip")


def personal(name: str) -> Column:
    """Free text that may name someone."""
    return Column(name, room="persons")


def place(name: str, *, empty_is_said: bool = False) -> Column:
    """Part of an address, or something else that tells where someone lives."""
    return Column(name, room="places", empty_is_said=empty_is_said)


def text(name: str) -> Column:
    """Free text that names no one."""
    return Column(name)


def code(name: str, *codes: str, room: Room = "rows") -> Column:
    """One of a list of codes, or empty."""
    return Column(name, Form.CODE, room, codes={each: each for each in codes})


def day(name: str, *, ahead: bool = False, room: Room = "rows") -> Column:
    """A calendar date."""
    return Column(name, Form.DAY, room, ahead=ahead)


def instant(name: str, *, ahead: bool | Unless = False) -> Column:
    """Date, time and offset from UTC; the calendar date as written is kept beside it."""
    return Column(name, Form.INSTANT, ahead=ahead)


RECORDED_AT = instant("recorded_at")
"""When the agency's own system learned it: optional in every feed, serves sharing latency only."""
