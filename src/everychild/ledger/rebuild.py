"""Rebuilding records whose content rested on a withdrawn delivery, as if that delivery had never said anything.

A row supersedes the one before it whole: an emptied cell is empty, and a column that the file lacks keeps the value of
the newest delivery that had it. The row in force is known since the delivery that first stated its content in an
unbroken run up to now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from everychild.ledger import facts
from everychild.ledger.chain import Entry
from everychild.ledger.parquet import read
from everychild.terms.sql import instant, name
from everychild.terms.staged import Stored


def rebuild(
    con: duckdb.DuckDBPyConnection, entries: Sequence[Entry], *, affected: str, into: str, events_into: str
) -> None:
    """Make the table ``into`` of the affected records of one feed as they hold, and add their events.

    ``entries``: the feed's deliveries in force. ``affected``: a table with the records. ``into`` gets record, line,
    delivery, known_at and every stored column.
    """
    columns = {column: kept for entry in entries for column, kept in entry.stored.items()}
    had = {column: [entry.number for entry in entries if column in entry.present] for column in columns}
    uneven = [column for column, numbers in had.items() if len(numbers) < len(entries)]
    over = "over (partition by record order by delivery)"
    kept = ", ".join(name(c) for c in columns)
    merged = ", ".join(_newest(c, had[c], over) if c in uneven else name(c) for c in columns)
    differs = " or ".join(
        [f"row_number() {over} = 1", *(f"{name(c)} is distinct from lag({name(c)}) {over}" for c in columns)]
    )
    con.execute(
        f"create or replace temp table {into} as"
        f" with told as ({_told(entries, columns, affected)}),"
        f" merged as (select record, line, delivery, {merged} from told),"
        f" stepped as (select *, {differs} as changed from merged)"
        f" select record, line, delivery, {_received(entries)} as known_at, {kept}"
        f" from stepped where changed qualify row_number() over (partition by record order by delivery desc) = 1"
    )
    for facts_sql in dict.fromkeys(entry.manifest["facts_sql"] for entry in entries):
        sharing = [entry for entry in entries if entry.manifest["facts_sql"] == facts_sql]
        _add_events(con, facts_sql, sharing, rebuilt=into, into=events_into)


def _newest(column: str, had: Sequence[int], over: str) -> str:
    """The value in the newest file up to here that had the column: its empty cell too, hence the wrapping."""
    told = f"case when delivery in {_numbers(had)} then {{'v': {name(column)}}} end"
    return f"(last_value({told} ignore nulls) {over}).v as {name(column)}"


def _told(entries: Sequence[Entry], columns: Mapping[str, Stored], affected: str) -> str:
    """Every row of the affected records, as each file had it."""
    query = (
        f"select r.record, r.line, r.delivery, {', '.join(name(c) for c in columns)} from {_room(entries, 'rows')} r"
    )
    query += f" semi join {affected} a on a.record = r.record"
    for room in ("persons", "places"):
        if any(entry.file(f"{room}.parquet") for entry in entries):
            query += (
                f" left join {_room(entries, room)} {room} on {room}.record = r.record and {room}.delivery = r.delivery"
            )
    return query


def _room(entries: Sequence[Entry], room: str) -> str:
    return read([path for entry in entries if (path := entry.file(f"{room}.parquet"))], by_name=True)


def _add_events(
    con: duckdb.DuckDBPyConnection, facts_sql: str, entries: Sequence[Entry], *, rebuilt: str, into: str
) -> None:
    """Events of the rows first stated by these deliveries, read by the SQL sealed with them."""
    columns = {column: kept for entry in entries for column, kept in entry.stored.items()}
    stated = (
        f"select record, known_at, {', '.join(name(c) for c in columns)}"
        f" from {rebuilt} where delivery in {_numbers([entry.number for entry in entries])}"
    )
    delivery = f"(select r.delivery from {rebuilt} r where r.record = f.record)"
    con.execute(f"insert into {into} {facts.events(facts_sql, stated, feed=entries[0].feed, delivery=delivery)}")


def _received(entries: Sequence[Entry]) -> str:
    return (
        f"case delivery {' '.join(f'when {entry.number} then {instant(entry.received_at)}' for entry in entries)} end"
    )


def _numbers(numbers: Sequence[int]) -> str:
    """A parenthesised list for ``in``; 0 is no delivery and stands for none."""
    return f"({', '.join(str(number) for number in [*numbers] or [0])})"
