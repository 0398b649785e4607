"""Of what kind a child is, for an evaluation that asks whether some children are linked worse than others."""

from __future__ import annotations

from pathlib import Path

import duckdb

from everychild.terms import sql
from everychild.terms.refusals import Refused

SHOWN = {
    "missing_a_number": "bool_or(a_number is null)",
    "differing_a_numbers": "count(distinct a_number) > 1",
    "court_record_without_a_number": "bool_or(feed = 'eoir_cases' and a_number is null)",
    "no_court_record": "not bool_or(feed = 'eoir_cases')",
}
"""Kinds that a child's own records show."""


def kinds_of_children(con: duckdb.DuckDBPyConnection, who: Path | None) -> None:
    """Make ``identity_kinds`` (kind, truly) from ``identity_truth``; a child may be of several kinds. Raises Refused.

    The file has one row per ``child``. A column of Y and N is a kind; one named ``twin_of`` names the other child, and
    both are of the kind ``twin``; a column ``kind`` names one more.
    """
    present = {column for column, *_ in con.execute("describe persons").fetchall()}
    number = "a_number" if "a_number" in present else "null::varchar as a_number"
    shown = ", ".join(f"case when {condition} then {sql.text(kind)} end" for kind, condition in SHOWN.items())
    con.execute(
        f"""
        create or replace temp table identity_kinds as
        select kind, truly from (
            select unnest([{shown}]) as kind, truly
            from identity_truth join (select record, {number} from persons) using (record) group by truly)
        where kind is not null
        """
    )
    if who:
        _told(con, who)


def _told(con: duckdb.DuckDBPyConnection, who: Path) -> None:
    if not who.is_file():
        raise Refused("There is no such file.", where=str(who))
    con.execute(
        f"create or replace temp table identity_who as"
        f" from read_csv({sql.text(str(who))}, all_varchar = true, header = true)"
    )
    columns = [column for column, *_ in con.execute("describe identity_who").fetchall()]
    if "child" not in columns:
        raise Refused("This file does not tell of which child.", where=who.name, do="It needs a column child.")
    told = ["select null as kind, null as truly where false"]
    for column in columns:
        quoted = sql.name(column)
        if column == "kind":
            told.append("select kind, child from identity_who where kind is not null")
        elif column.endswith("_of"):
            kind = sql.text(column.removesuffix("_of"))
            told.append(f"select {kind}, unnest([child, {quoted}]) from identity_who where {quoted} is not null")
        else:
            told.append(f"select {sql.text(column)}, child from identity_who where {quoted} = 'Y'")
    con.execute(f"insert into identity_kinds {' union '.join(told)}")
    con.execute("drop table identity_who")
