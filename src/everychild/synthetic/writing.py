"""Writing the files: the arrays go into DuckDB, which makes the text and writes the CSV in the order given."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np

from everychild.synthetic.errors import SHAPES
from everychild.synthetic.later import BREAKS, BROKEN, IN_FIRST, LATE, MENDED, RESTATED, WHOLE_AGAIN
from everychild.synthetic.layout import FEEDS, NUMBERED, RECEIVED, holds
from everychild.synthetic.moments import offset
from everychild.synthetic.tables import Table, Values
from everychild.terms.sql import name as quoted
from everychild.terms.sql import text as literal

FIRST_RECEIVED = datetime.fromisoformat("2025-02-01T12:00:00+00:00")
SECOND_RECEIVED = datetime.fromisoformat("2025-02-15T12:00:00+00:00")
_NONE = int(np.iinfo(np.int64).min)
_A_NUMBER = (
    "case when {x} < 0 then null when {x} % 10 = 2 then regexp_replace(printf('A%09d', {x} // 10), "
    "'A(\\d{{3}})(\\d{{3}})(\\d{{3}})', 'A\\1-\\2-\\3') {others} end"
)


def write_feed(con: duckdb.DuckDBPyConnection, rows: Table, keys: Values, to: Path) -> None:
    """Writes ``<feed>.csv`` and ``later/<feed>-2.csv``."""
    given: dict[str, Values] = {
        "arrival": rows.arrival,
        "breaks": np.where(rows.arrival >= BROKEN, keys % len(BREAKS[rows.feed]), -1),
    }
    first, second = {}, {}
    for column in FEEDS[rows.feed]:
        if column in rows.columns or column == FEEDS[rows.feed][0]:
            values = keys if column == FEEDS[rows.feed][0] else rows.columns[column]
            second[column] = _expression(given, rows, column, column, values)
            earlier = rows.earlier.get(column)
            first[column] = (
                second[column] if earlier is None else _expression(given, rows, column, f"{column} before", earlier)
            )
        else:
            first[column] = second[column] = "null"
    for at, (column, value) in enumerate(BREAKS[rows.feed]):
        first[column] = f"case when breaks = {at} then {literal(value)} else {first[column]} end"
    con.register("given", given)
    con.execute("create or replace temp table held as select * from given")
    con.unregister("given")
    again = f"{RESTATED}, {LATE}, {MENDED}" + (f", {IN_FIRST}" if rows.feed == WHOLE_AGAIN else "")
    _copy(con, first, f"arrival <> {LATE}", to / f"{rows.feed}.csv")
    _copy(con, second, f"arrival in ({again})", to / "later" / f"{rows.feed}-2.csv")
    con.execute("drop table held")


def _copy(con: duckdb.DuckDBPyConnection, columns: dict[str, str], where: str, to: Path) -> None:
    listed = ", ".join(f"{sql} as {quoted(column)}" for column, sql in columns.items())
    con.execute(f"copy (select {listed} from held where {where}) to {literal(str(to))} (header)")


def _expression(given: dict[str, Values], rows: Table, column: str, name: str, values: Values) -> str:
    """The SQL that writes a column, after putting its values into ``given``."""
    kind, x = holds(rows.feed, column), quoted(name)
    if kind == "instant":
        shift = offset(values, rows.zone)
        given[name] = (values + shift.astype("m8[h]")).astype("M8[s]").astype(np.int64)
        given[f"{name} shift"] = np.where(np.isnat(values), 0, shift).astype(np.int8)
        shown = f"strftime(make_timestamp({x} * 1000000), '%Y-%m-%dT%H:%M:%S')"
        zone = f"printf('-%02d:00', -{quoted(name + ' shift')}::integer)"
        return f"case when {x} = {_NONE} then null else {shown} || {zone} end"
    if kind == "day":
        given[name] = values.astype("M8[D]").astype(np.int64)
        return f"case when {x} = {_NONE} then null else (date '1970-01-01' + {x}::integer)::varchar end"
    given[name] = values
    if kind == "text":
        return f"nullif({x}, '')"
    if kind == "a_number":
        others = " ".join(
            f"when {x} % 10 = {n} then {_shaped(shape, f'({x} // 10)')}"
            for n, shape in enumerate(SHAPES)
            if shape.count("%s") == 0
        )
        return _A_NUMBER.format(x=x, others=others)
    return f"case when {x} < 0 then null else printf({literal(NUMBERED[rows.feed][column])}, {x}) end"


def _shaped(shape: str, number: str) -> str:
    if "%" not in shape:
        return literal(shape)
    return (
        f"printf({literal(shape)}, {number} // 1000)" if shape == SHAPES[-1] else f"printf({literal(shape)}, {number})"
    )


def write_deliveries(to: Path) -> None:
    """``deliveries.csv``: every file in the order in which it was received, a few minutes apart."""
    lines = ["order,feed,file,received_at,full"]
    files = [(feed, f"{feed}.csv", "N", FIRST_RECEIVED) for feed in RECEIVED]
    files += [
        (feed, f"later/{feed}-2.csv", "Y" if feed == WHOLE_AGAIN else "N", SECOND_RECEIVED)
        for feed in reversed(RECEIVED)
    ]
    for order, (feed, file, full, start) in enumerate(files, 1):
        received = start + timedelta(minutes=5 * order)
        lines.append(f"{order},{feed},{file},{received.isoformat()},{full}")
    (to / "deliveries.csv").write_text("\n".join(lines) + "\n")
