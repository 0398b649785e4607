"""Judging a file's rows: which are accepted, which rejected and why, which only repeat another.

One pass types every row and flags those in doubt; only these are read again, cell by cell, to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import numpy as np

from everychild.sources.compile import Compiled
from everychild.sources.given import PICKED, Given, Places, Reject
from everychild.terms import sql
from everychild.terms.refusals import Refused

_JUDGED, _LINES, _ASIDE = "sources_judged", "sources_lines", "sources_aside"
_REREAD, _DOUBTFUL = "sources_reread", "sources_doubtful"
_TABLES = (_JUDGED, _LINES, _ASIDE, _REREAD, _DOUBTFUL, PICKED)


@dataclass(frozen=True)
class Found:
    """Counts of a judged file; rows = accepted + rejected + repeated."""

    rows: int
    rejected: int
    repeated: int
    remarks: tuple[str, ...]


def clear(con: duckdb.DuckDBPyConnection) -> None:
    """Remove what an earlier file left in the connection."""
    left = con.execute(
        "select table_name, table_type from information_schema.tables where table_catalog = 'temp'"
        f" and table_name in {sql.listed(('staged', 'rejects', 'rejected_keys', *_TABLES))}"
    ).fetchall()
    for name, kind in sorted(left, key=lambda each: str(each[1]) != "VIEW"):
        con.execute(f"drop {'view' if kind == 'VIEW' else 'table'} temp.{name}")


def judge(con: duckdb.DuckDBPyConnection, compiled: Compiled, given: Given, name: str) -> Found:
    """Leave ``staged`` and ``rejects`` in ``con`` and say how many rows went which way."""
    ordered = con.execute("select current_setting('preserve_insertion_order')").fetchall()[0][0]
    con.execute("set preserve_insertion_order = true")
    try:
        con.execute(f"create temp table {_JUDGED} as {compiled.judged(given.relation)}")
    finally:
        con.execute(f"set preserve_insertion_order = {str(ordered).lower()}")
    judged = _count(con, f"select count(*) from {_JUDGED}")
    if judged != len(given.lines):
        raise Refused(
            f"The file has {len(given.lines):,} rows and {judged:,} were read.", where=name, do="Report this file."
        )
    con.execute('create temp table rejects (line integer, "column" varchar, value varchar, reason varchar)')
    con.execute("create temp table rejected_keys (record_key varchar)")
    con.execute(f"create temp table {_ASIDE} (place bigint, rejected boolean)")
    _keep(con, given.rejects)
    doubtful = _doubtful(con)
    if len(doubtful):
        _reread(con, compiled, given, doubtful)
        _say_why(con, compiled)
        _set_aside(con)
    _stage(con, compiled, given)
    return Found(
        rows=len(given.lines) + len(given.rejects),
        rejected=len(given.rejects) + _count(con, f"select count(*) from {_ASIDE} where rejected"),
        repeated=_count(con, f"select count(*) from {_ASIDE} where not rejected"),
        remarks=tuple(_a_number_remarks(con, compiled)),
    )


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def _keep(con: duckdb.DuckDBPyConnection, rejects: Iterable[Reject]) -> None:
    """Write the rejects that reading found into the table."""
    found = list(rejects)
    if not found:
        return
    columns = {
        "line": np.array([each.line for each in found]),
        "name": np.array([each.column for each in found], object),
        "value": np.array([each.value for each in found], object),
        "reason": np.array([each.reason for each in found], object),
    }
    con.register("sources_found", columns)
    con.execute("insert into rejects select line, name, value, reason from sources_found")
    con.unregister("sources_found")


def _doubtful(con: duckdb.DuckDBPyConnection) -> Places:
    """The places of the rows in doubt: flagged, or with a key that another row has."""
    where = "in_doubt"
    if _count(con, f"select count(record_key) - count(distinct record_key) from {_JUDGED}"):
        where += f" or record_key in (select record_key from {_JUDGED} group by record_key having count(*) > 1)"
    elif not _count(con, f"select count(*) filter (where in_doubt) from {_JUDGED}"):
        return np.empty(0, np.int64)
    return con.execute(f"select rowid from {_JUDGED} where {where} order by rowid").fetchnumpy()["rowid"]


def _reread(con: duckdb.DuckDBPyConnection, compiled: Compiled, given: Given, doubtful: Places) -> None:
    """Read the doubtful rows again, with every cell, whether they repeat the header, and their content as one value."""
    _places(con, PICKED, {"place": doubtful, "line": given.lines[doubtful]})
    con.execute(f"create or replace temp table {_REREAD} as {compiled.typed(given.pick(doubtful))}")
    cells = {sql.name(f"cell:{column}"): given.header[place].lower() for column, place in compiled.place.items()}
    header = " and ".join(f"lower({cell}) = {sql.text(name)}" for cell, name in cells.items())
    con.execute(
        f"create or replace temp table {_DOUBTFUL} as select picked.place, picked.line, reread.*,"
        f" coalesce({header}, false) as repeats_header, row({', '.join(cells)}) as content"
        f" from {_REREAD} reread join {PICKED} picked on picked.rowid = reread.rowid"
    )


def _say_why(con: duckdb.DuckDBPyConnection, compiled: Compiled) -> None:
    """Fill ``rejects``: every problem of every doubtful row, in the order of the file."""
    rows = f"(from {_DOUBTFUL} where not repeats_header)"
    reasons = [
        f"select line, '' as \"column\", null as value, 'repeats the header.' from {_DOUBTFUL} where repeats_header"
    ]
    reasons += [
        f"select line, {sql.text(problem.column)}, {sql.name(f'cell:{problem.column}')}, {problem.reason}"
        f" from {rows} where {problem.when}"
        for problem in compiled.problems()
    ]
    reasons.append(
        f"select line, {sql.text(compiled.feed.key)}, record_key, 'stands on lines ' || on_lines ||"
        f" ' with different content; which of them holds is not for us to guess.' from {rows} join"
        f" (select record_key, string_agg(line, ', ' order by line) as on_lines from {rows}"
        f" group by record_key having count(distinct content) > 1) using (record_key)"
    )
    for reason in reasons:
        con.execute(f"insert into rejects {reason}")
    con.execute("create or replace temp table rejects as from rejects order by line, rowid")


def _set_aside(con: duckdb.DuckDBPyConnection) -> None:
    """Note the rows that have a reject, and of rows that repeat one another all but the first."""
    con.execute(
        f"insert into {_ASIDE} select place, true from {_DOUBTFUL} semi join rejects using (line) union all"
        f" select place, false from {_DOUBTFUL} anti join rejects using (line)"
        f" qualify row_number() over (partition by record_key order by place) > 1"
    )
    con.execute(
        f"insert into rejected_keys select distinct record_key from {_DOUBTFUL} semi join rejects using (line)"
        " where record_key is not null"
    )
    for table in (_DOUBTFUL, _REREAD, PICKED):
        con.execute(f"drop table temp.{table}")


def _places(con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Places]) -> None:
    con.register("sources_arrays", columns)
    con.execute(f"create or replace temp table {table} as select * from sources_arrays")
    con.unregister("sources_arrays")


def _stage(con: duckdb.DuckDBPyConnection, compiled: Compiled, given: Given) -> None:
    """``staged``: the accepted rows with their lines. A view: a copy of every row would cost as much as reading."""
    kept = ", ".join(sql.name(name) for column in compiled.stored for name in column.stored_as)
    line, lines = "rowid + 2", ""
    if not given.plain:
        _places(con, _LINES, {"line": given.lines})
        line, lines = "lines.line", f" join {_LINES} lines on lines.rowid = judged.rowid"
    aside = ""
    if _count(con, f"select count(*) from {_ASIDE}"):
        aside = f" where judged.rowid not in (select place from {_ASIDE})"
    con.execute(
        f"create or replace temp view staged as select cast({line} as integer) as line, record_key, {kept}"
        f" from {_JUDGED} judged{lines}{aside}"
    )


def _a_number_remarks(con: duckdb.DuckDBPyConnection, compiled: Compiled) -> Iterable[str]:
    for column in compiled.a_numbers:
        odd = sql.name(f"odd:{column.name}")
        alike, other = con.execute(
            f"select count(*) filter (where {odd} = 1), count(*) filter (where {odd} = 2) from {_JUDGED} judged"
            f" where judged.rowid not in (select place from {_ASIDE})"
        ).fetchall()[0]
        parts = [f"{alike:,} placeholder{'s' if alike > 1 else ''}"] if alike else []
        parts += [f"{other:,} of another length"] if other else []
        if parts:
            yield f"{column.name}: {' and '.join(parts)} {'was' if alike + other == 1 else 'were'} taken as unknown"
