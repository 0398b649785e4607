"""A feed's columns compiled to SQL: cells of text to typed columns, and what is wrong with a cell that has no type.

Three steps: ``cells`` (trimmed text, null where empty or where the file lacks the column), ``typed`` (what is stored),
and the judgement of each row. They run once over the whole file, and again over the few rows in doubt to say why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from everychild.sources.columns import Column, Form, Unless
from everychild.sources.given import Space
from everychild.sources.language import Feed
from everychild.terms import sql

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MIDNIGHT = _DAY + r"[T ]00:00(:00([.]0+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
_LOCAL = _DAY + r"[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
_INSTANT = _LOCAL + r"(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)"
_EARLIEST = "date '1900-01-01'"
_WHITE = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


@dataclass(frozen=True)
class Problem:
    """One way for a cell to be wrong: a condition on ``cells`` and ``typed``, and the reason as SQL text."""

    column: str
    when: str
    reason: str


@dataclass(frozen=True)
class Receipt:
    """When the file was received; nothing but what is set ahead may be dated later."""

    at: datetime

    @property
    def instant(self) -> str:
        """As SQL, in UTC."""
        return sql.instant(self.at.astimezone(UTC))

    @property
    def last_day(self) -> date:
        """The UTC date or the date as written, whichever is later."""
        return max(self.at.astimezone(UTC).date(), self.at.date())


@dataclass(frozen=True)
class Compiled:
    """A feed against one file's header."""

    feed: Feed
    receipt: Receipt
    place: Mapping[str, int]
    """Where in the file each of the feed's columns stands, for those it has."""
    codes: Mapping[str, Mapping[str, str]]
    """A mapping file's codes: column, their code, ours."""
    space: Space

    @property
    def stored(self) -> list[Column]:
        """The columns kept, in order."""
        return list(self.feed.every_column())

    def typed(self, relation: str) -> str:
        """SELECT of every cell (``cell:NAME``), the key and every stored column."""
        return f"select *, {', '.join(self._typed_columns())} from (select {', '.join(self._cells())} from {relation})"

    def judged(self, relation: str) -> str:
        """SELECT of the key, the stored columns, a flag for rows in doubt and what became of A-numbers."""
        kept = [sql.name(name) for column in self.stored for name in column.stored_as]
        odd = [_odd(column) for column in self.a_numbers]
        doubt = " or ".join([self.repeats_header, *(problem.when for problem in self.problems())])
        return (
            f"select record_key, {', '.join([*kept, *odd])}, coalesce({doubt}, false) as in_doubt"
            f" from ({self.typed(relation)})"
        )

    @property
    def repeats_header(self) -> str:
        """The condition that the key cell repeats its own name."""
        return f"lower(record_key) = {sql.text(self.key_name)}"

    @property
    def key_name(self) -> str:
        """The key's name in small letters."""
        return self.feed.key.lower()

    @property
    def a_numbers(self) -> list[Column]:
        """The columns of A-numbers that the file has."""
        return [column for column in self.stored if column.form is Form.A_NUMBER and column.name in self.place]

    def problems(self) -> list[Problem]:
        """Everything that can be wrong with a row's cells."""
        key = Problem(self.feed.key, "record_key is null", "'is empty; a row without its key cannot be kept.'")
        found = [key]
        for column in self.stored:
            if column.name in self.place:
                found += self._problems(column)
        return found

    def _cells(self) -> list[str]:
        cells = []
        for name in self.feed.file_columns:
            if name not in self.place:
                cells.append(f"cast(null as varchar) as {_cell(name)}")
                continue
            raw = f"c{self.place[name]}"
            if self.space != "none":
                raw = f"nullif(trim({raw}{', ' + _WHITE if self.space == 'any' else ''}), '')"
            if name in self.codes:
                pairs = " ".join(f"when {sql.text(t)} then {sql.text(o)}" for t, o in self.codes[name].items())
                raw = f"case {raw} {pairs} else {raw} end"
            cells.append(f"{raw} as {_cell(name)}")
        return cells

    def _typed_columns(self) -> list[str]:
        typed = [f"{_cell(self.feed.key)} as record_key"]
        for column in self.stored:
            typed += [f"{expression} as {sql.name(name)}" for name, expression in self._typed(column).items()]
        return typed

    def _typed(self, column: Column) -> dict[str, str]:
        cell, kept = _cell(column.name), column.kept
        if column.name not in self.place:
            return {name: f"cast(null as {stored.type})" for name, stored in column.stored_as.items()}
        match column.form:
            case Form.DAY:
                return {kept: _day(cell)}
            case Form.INSTANT:
                instant = _instant(cell)
                return {kept: instant, column.local: f"try_cast(left({cell}, 10) as date)"}
            case Form.YEAR:
                return {kept: f"case when regexp_full_match({cell}, '[0-9]{{4}}') then cast({cell} as integer) end"}
            case Form.A_NUMBER:
                return {kept: _a_number(cell)}
            case Form.CODE if any(theirs != ours for theirs, ours in column.codes.items()):
                pairs = " ".join(f"when {sql.text(t)} then {sql.text(o)}" for t, o in column.codes.items())
                return {kept: f"case {cell} {pairs} end"}
            case _:
                return {kept: f"coalesce({cell}, '')" if column.empty_is_said else cell}

    def _problems(self, column: Column) -> list[Problem]:
        cell, kept, name = _cell(column.name), sql.name(column.kept), column.name
        unread = f"{cell} is not null and {kept} is null"
        match column.form:
            case Form.CODE:
                wrong = f"{cell} not in {sql.listed(tuple(column.codes))}"
                return [Problem(name, wrong, sql.text(f"is not one of {', '.join(column.codes)}."))]
            case Form.YEAR:
                last = self.receipt.last_day.year
                wrong = f"{cell} is not null and ({kept} between 1900 and {last}) is not true"
                return [Problem(name, wrong, sql.text(f"is not a year from 1900 to {last}."))]
            case Form.DAY:
                bad = "'is not a date of the calendar; write it as YYYY-MM-DD.'"
                return [Problem(name, unread, bad), *self._out_of_range(column, sql.day(self.receipt.last_day))]
            case Form.INSTANT:
                return [Problem(name, unread, _why_no_instant(cell)), *self._out_of_range(column, self.receipt.instant)]
            case _:
                return []

    def _out_of_range(self, column: Column, received: str) -> list[Problem]:
        kept = sql.name(column.kept)
        found = [Problem(column.name, f"{kept} < {_EARLIEST}", "'is before 1900.'")]
        late = f"is after the file was received ({self.receipt.last_day.isoformat()})"
        match column.ahead:
            case Unless(other, codes):
                held = f"{kept} > {received} and {_cell(other)} in {sql.listed(codes)}"
                reason = f"{sql.text(f'{late}, yet {other} is ')} || {_cell(other)} || '.'"
                found.append(Problem(column.name, held, reason))
            case False:
                found.append(Problem(column.name, f"{kept} > {received}", sql.text(f"{late}.")))
        return found


def _cell(name: str) -> str:
    return sql.name(f"cell:{name}")


def _day(cell: str) -> str:
    """A date as written; a midnight counts as a date."""
    return (
        f"case when strlen({cell}) = 10 then cast(try_strptime({cell}, '%Y-%m-%d') as date)"
        f" when regexp_full_match({cell}, '{_MIDNIGHT}') then try_cast(left({cell}, 10) as date) end"
    )


def _instant(cell: str) -> str:
    """An instant in UTC. The commonest spelling is tried first: testing every cell against a pattern costs more."""
    common = f"try_strptime({cell}, '%Y-%m-%dT%H:%M:%S%z')"
    other = f"try_cast({cell} as timestamptz)"
    return (
        f"coalesce(case when strlen({cell}) = 25 and substr({cell}, 21, 2) <= '14'"
        f" then make_timestamp(epoch_us({common})) end,"
        f" case when regexp_full_match({cell}, '{_INSTANT}') then make_timestamp(epoch_us({other})) end)"
    )


def _why_no_instant(cell: str) -> str:
    write = "write it with its offset, as 2023-03-12T01:30:00-06:00."
    return (
        f"case when regexp_full_match({cell}, '{_DAY}') then 'is a date without a time; {write}'"
        f" when regexp_full_match({cell}, '{_LOCAL}') then 'has no offset from UTC; {write}'"
        f" else 'is not an instant of the calendar; {write}' end"
    )


def _a_number(cell: str) -> str:
    """Nine digits, or null for a placeholder or another length. The commonest spelling is tried first."""
    digits = f"ltrim(replace(replace({cell}, '-', ''), ' ', ''), 'Aa')"
    return (
        f"case when regexp_full_match({cell}, '[Aa]?[0-9]{{9}}') and right({cell}, 9) <> repeat(right({cell}, 1), 9)"
        f" then right({cell}, 9) when regexp_full_match({digits}, '[0-9]{{8,9}}') and not {_repeated(digits)}"
        f" then lpad({digits}, 9, '0') end"
    )


def _repeated(digits: str) -> str:
    return f"({digits} <> '' and replace({digits}, left({digits}, 1), '') = '')"


def _odd(column: Column) -> str:
    """Why an A-number was taken as unknown: 1 a placeholder, 2 another length."""
    cell, kept = _cell(column.name), sql.name(column.kept)
    digits = f"ltrim(replace(replace({cell}, '-', ''), ' ', ''), 'Aa')"
    return (
        f"case when {cell} is not null and {kept} is null then case when {_repeated(digits)} then 1 else 2 end end"
        f" as {sql.name(f'odd:{column.name}')}"
    )
