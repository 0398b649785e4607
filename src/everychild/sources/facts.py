"""The facts a feed's rows state, as one SELECT over rows the ledger has already typed.

The text is sealed with each delivery, so it must need nothing but the stored columns: the ledger runs the newest text
over rows that earlier deliveries filled in. It therefore never asks which columns a file had: a cell of a column that
no file had is null, and where an empty cell means something it is kept as an empty text.
"""

from __future__ import annotations

from collections.abc import Mapping

from everychild.sources.columns import Column, Form
from everychild.sources.language import AddressCheck, Condition, DayAfter, Earliest, Ending, Fact, Feed, If, Just
from everychild.terms import sql


def facts_sql(feed: Feed) -> str:
    """The SELECT whose rows are the events stated by a relation called ``stated``."""
    columns = {column.name: column for column in feed.every_column()}
    return "\nunion all\n".join(_fact(fact, columns) for fact in feed.facts)


def _fact(fact: Fact, columns: Mapping[str, Column]) -> str:
    at, on, dated = _moment(fact.at, columns)
    holds = [] if isinstance(fact.at, Earliest) else [f"{at} is not null"]
    holds += [_condition(columns[name], condition) for name, condition in fact.when.items()]
    who = sql.name(columns[fact.who].kept) if fact.who else "null"
    about = sql.name(columns[fact.about_on].local) if fact.about_on else "null"
    return (
        f"select record, {sql.text(fact.kind.id)} as kind, {at} as happened_at, {on} as on_date, {dated} as dated,"
        f" cast({who} as varchar) as who, cast({_detail(fact, columns)} as varchar) as detail,"
        f" cast({_ends(fact, columns)} as date) as ends_on, cast({about} as date) as about_on, known_at"
        f" from stated where {' and '.join(holds)}"
    )


def _moment(at: str | Earliest, columns: Mapping[str, Column]) -> tuple[str, str, str]:
    """Instant in UTC, calendar date as written, and whether only the date is known."""
    if isinstance(at, str):
        column = columns[at]
        kept = sql.name(column.kept)
        if column.form is Form.INSTANT:
            return kept, sql.name(column.local), "false"
        return f"cast({kept} as timestamp)", kept, "true"
    moments = [_moment(name, columns) for name in at.columns]
    earliest = f"least({', '.join([moment for moment, _, _ in moments] + ['known_at'])})"
    on = " ".join(f"when {moment} = {earliest} then {day}" for moment, day, _ in moments)
    dated = " ".join(f"when {moment} = {earliest} then {only}" for moment, _, only in moments)
    return earliest, f"case {on} else cast(known_at as date) end", f"case {dated} else false end"


def _condition(column: Column, condition: Condition) -> str:
    cell = sql.name(column.kept)
    if not condition.codes:
        return f"{cell} is not null"
    test = f"{cell} {'in' if condition.among else 'not in'} {sql.listed(condition.codes)}"
    return f"({cell} is null or {test})" if condition.or_empty else test


def _detail(fact: Fact, columns: Mapping[str, Column]) -> str:
    match fact.detail:
        case str(name):
            return sql.name(columns[name].kept)
        case Just(detail):
            return sql.text(detail)
        case If(name, detail, but):
            cell = sql.name(columns[name].kept)
            return f"case when lower({cell}) not in {sql.listed(but)} then {sql.text(detail)} end"
        case AddressCheck() as address:
            return _address(address, columns)
        case _:
            return "null"


def _address(address: AddressCheck, columns: Mapping[str, Column]) -> str:
    cells = [sql.name(columns[name].kept) for name in address.cells]
    check = sql.name(columns[address.check].kept)
    empty = " or ".join(f"{cell} = ''" for cell in cells)
    untold = " or ".join(f"{cell} is null" for cell in cells)
    return (
        f"case when {check} in {sql.listed(address.defects)} or {empty} then 'defective'"
        f" when {untold} then 'unknown' when {check} = 'ok' then 'ok' else 'unknown' end"
    )


def _ends(fact: Fact, columns: Mapping[str, Column]) -> str:
    match fact.ends_on:
        case str(name):
            return sql.name(columns[name].local)
        case DayAfter(name):
            return f"{sql.name(columns[name].local)} + 1"
        case Ending(at, when):
            _, on, _ = _moment(at, columns)
            holds = " and ".join(_condition(columns[name], condition) for name, condition in when.items())
            return f"case when {holds} then {on} end"
        case _:
            return "null"
