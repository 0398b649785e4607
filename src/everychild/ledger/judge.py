"""Judging a file's rows against what is in force: new, changed or unchanged, and what each record is numbered.

A row is unchanged when every column its file has holds what is in force. A changed row is completed with the values in
force of the columns that its file lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from everychild.ledger.in_force import InForce, stored
from everychild.terms.sql import name
from everychild.terms.staged import Room, Staged, Stored

NEW, CHANGED, UNCHANGED = 0, 1, 2
"""Versions of a row: no row of the record was in force; it differs from the row in force; it restates it."""

ROOMS: tuple[Room, ...] = ("rows", "persons", "places")


@dataclass(frozen=True)
class Judged:
    """The rows judged, in temporary tables whose names begin with ``recording``.

    ``columns``: everything to keep, declared now or by an earlier file of the feed. ``complete``: a query for record,
    record_key, line, version, first (whether the key was never seen before) and every column.
    ``first``, ``new``, ``changed``, ``unchanged``: how many of each.
    """

    columns: dict[str, Stored]
    complete: str
    first: int
    new: int
    changed: int
    unchanged: int


def judge(con: duckdb.DuckDBPyConnection, staged: Staged, in_force: InForce, numbered: int) -> Judged:
    """Number and judge the rows of the table ``staged``. ``numbered``: how many records the ledger has numbered."""
    columns = {**stored(in_force.known.of(staged.feed).in_force), **staged.stored}
    _number(con, staged.feed, in_force, numbered)
    _compare(con, staged, in_force)
    lacking = _lacking(staged, in_force)
    if lacking:
        _complete(con, staged.feed, in_force, lacking)
    values = ", ".join(_value(column, kept, staged, lacking) for column, kept in columns.items())
    counts = con.execute(
        "select count(*) filter (first), count(*) filter (version = 0), count(*) filter (version = 1),"
        " count(*) filter (version = 2) from recording_judged"
    ).fetchone()
    if counts is None:
        raise AssertionError("a count always answers")
    return Judged(
        columns,
        f"select j.record, s.record_key, j.line, j.version, j.first, {values}"
        f" from staged s join recording_judged j on j.line = s.line"
        + (" left join recording_carried c on c.record = j.record" if lacking else ""),
        *counts,
    )


def vanished(feed: str, in_force: InForce) -> str:
    """A query for the records in force that the judged file does not name: record_key and number of the delivery.

    A row that was rejected is in the file all the same, so its record has not vanished.
    """
    keys, held = in_force.keys(feed), in_force.room(feed, "rows", [])
    if keys is None or held is None:
        return "select null::VARCHAR as record_key, null::INTEGER as delivery where false"
    return (
        f"select k.record_key, h.delivery from ({held}) h join ({keys}) k on k.record = h.record"
        " anti join recording_judged j on j.record = h.record"
        " anti join rejected_keys x on x.record_key = k.record_key order by h.record"
    )


def forget(con: duckdb.DuckDBPyConnection) -> None:
    """Remove the temporary tables."""
    for table in ("numbered", "judged", "carried"):
        con.execute(f"drop table if exists recording_{table}")


def _number(con: duckdb.DuckDBPyConnection, feed: str, in_force: InForce, numbered: int) -> None:
    """``recording_numbered``: line, record and whether it is seen for the first time."""
    keys = in_force.keys(feed)
    next_one = f"{numbered} + row_number() over (partition by record is null order by line)"
    con.execute(
        "create or replace temp table recording_numbered as"
        f" select line, coalesce(record, {next_one})::INTEGER as record, record is null as first from"
        + (
            f" (select s.line, k.record from staged s left join ({keys}) k on k.record_key = s.record_key)"
            if keys
            else " (select line, null::INTEGER as record from staged)"
        )
    )


def _compare(con: duckdb.DuckDBPyConnection, staged: Staged, in_force: InForce) -> None:
    """``recording_judged``: line, record, first, version. Rooms are compared one by one: the joins stay narrow."""
    held = in_force.room(staged.feed, "rows", [])
    if held is None:
        con.execute(
            "create or replace temp table recording_judged as"
            f" select *, {NEW}::TINYINT as version from recording_numbered"
        )
        return
    differing = _differing(staged, in_force)
    con.execute(
        "create or replace temp table recording_judged as"
        f" with held as ({held}), differing as ({' union '.join(differing) or 'select 0 as record where false'})"
        f" select n.*, case when h.record is null then {NEW} when d.record is null then {UNCHANGED}"
        f" else {CHANGED} end::TINYINT as version"
        " from recording_numbered n left join held h on h.record = n.record"
        " left join differing d on d.record = n.record"
    )


def _differing(staged: Staged, in_force: InForce) -> list[str]:
    """Queries for the records whose file states something else than is in force."""
    entries = in_force.known.of(staged.feed).in_force
    kept = stored(entries)
    numbered = "select n.record from recording_numbered n join staged s on s.line = n.line"
    queries = []
    for room, columns in _by_room([column for column in staged.present if column in kept], kept).items():
        if query := in_force.room(staged.feed, room, columns):
            everywhere = all(entry.file(f"{room}.parquet") for entry in entries)
            join = "join" if everywhere else "left join"
            same = " and ".join(f"s.{name(column)} is not distinct from h.{name(column)}" for column in columns)
            queries.append(f"{numbered} {join} ({query}) h on h.record = n.record where not ({same})")
    if first_told := [f"s.{name(column)} is not null" for column in staged.present if column not in kept]:
        queries.append(f"{numbered} where {' or '.join(first_told)}")
    return queries


def _lacking(staged: Staged, in_force: InForce) -> dict[str, Stored]:
    """Columns that the file lacks and that an earlier file in force had."""
    entries = in_force.known.of(staged.feed).in_force
    had = {column for entry in entries for column in entry.present}
    return {c: kept for c, kept in stored(entries).items() if c in had and c not in staged.present}


def _complete(con: duckdb.DuckDBPyConnection, feed: str, in_force: InForce, lacking: dict[str, Stored]) -> None:
    """``recording_carried``: what is in force in the lacking columns, of the changed records."""
    query = f"(select record from recording_judged where version = {CHANGED})"
    for room, columns in _by_room(lacking, lacking).items():
        if held := in_force.room(feed, room, columns):
            taken = ", ".join(f"h.{name(column)}" for column in columns)
            query = f"(select c.*, {taken} from {query} c left join ({held}) h on h.record = c.record)"
    con.execute(f"create or replace temp table recording_carried as select * from {query}")


def _value(column: str, kept: Stored, staged: Staged, lacking: dict[str, Stored]) -> str:
    if column in lacking:
        return f"c.{name(column)}"
    return f"s.{name(column)}" if column in staged.stored else f"null::{kept.type} as {name(column)}"


def _by_room(columns: Iterable[str], stored_columns: Mapping[str, Stored]) -> dict[Room, list[str]]:
    rooms: dict[Room, list[str]] = {room: [] for room in ROOMS}
    for column in columns:
        rooms[stored_columns[column].room].append(column)
    return {room: listed for room, listed in rooms.items() if listed}
