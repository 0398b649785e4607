"""One child: the dated history, the three standings with the rows that say so, the duties and the gaps."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from everychild import identity
from everychild.accounting import moments
from everychild.accounting.catalog import all_signals, all_standings, duties
from everychild.terms.events import KINDS
from everychild.terms.refusals import Refused
from everychild.terms.time import AsOf
from everychild.terms.verdicts import OPEN


def sort(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``child_records``, ``child_history`` and ``child_verdicts``: the account's tables sorted by child."""
    con.execute("""
    create or replace temp table child_records as
        select child, record, feed || ':' || record_key as key, known_at from links join records using (record)
        order by child, record;
    create or replace temp table child_history as from history order by child, moment;
    create or replace temp table child_verdicts as from verdicts order by child, entry, duty, instance
    """)


def present(con: duckdb.DuckDBPyConnection, home: Path, as_of: AsOf, child_id: str) -> str:
    """The id of a child now, from any id that it was ever known by. Raises Refused for an unknown id."""
    if con.execute("select 1 from children where child_id = ?", [child_id]).fetchone():
        return child_id
    now = identity.leads_to(con, identity.history(home, child_id, as_of.known_by), child_id)
    if now is None:
        raise Refused(
            f"No child has the id '{child_id}'.",
            do="Ids are listed by `everychild links export`.",
        )
    return now


def child(con: duckdb.DuckDBPyConnection, as_of: AsOf, asked_for: str, home: Path) -> dict[str, Any]:
    """Everything the account says of one child, as plain data. Raises Refused for an unknown id.

    ``con`` holds the account's tables and those of ``sort``. ``asked_for`` may be an id that the child had before;
    ``moves`` tells what became of its ids.
    """
    child_id = present(con, home, as_of, asked_for)
    found = con.execute("select child, dob from children where child_id = ?", [child_id]).fetchall()[0]
    number, dob = found
    told = _records(con, number)
    keys = {record: key for record, (key, _) in told.items()}
    named = {name: _standing(con, name, number, keys) for name in all_standings()}
    owed = _duties(con, number, keys)
    return {
        "child_id": child_id,
        "asked_for": asked_for,
        "as_of": as_of.happened_by.isoformat(),
        "known_by": as_of.known_by.isoformat(),
        "age": None if dob is None else _age(dob, as_of),
        "standings": named,
        "duties": owed,
        "gaps": [each for each in owed if each["verdict"] in {verdict.value for verdict in OPEN}],
        "signals": _signals(con, number, keys),
        "history": _history(con, number, told),
        "records": sorted(keys.values()),
        "moves": [asdict(move) for move in identity.history(home, child_id, as_of.known_by)],
    }


def _age(dob: Any, as_of: AsOf) -> int:
    day = as_of.happened_by
    return int(day.year - dob.year - ((day.month, day.day) < (dob.month, dob.day)))


def _records(con: duckdb.DuckDBPyConnection, number: int) -> dict[int, tuple[str, str]]:
    """feed:key of each of the child's records, and when its present content was first told."""
    rows = con.execute("select record, key, known_at from child_records where child = ?", [number]).fetchall()
    return {record: (key, f"{known_at.isoformat()}Z") for record, key, known_at in rows}


def _standing(con: duckdb.DuckDBPyConnection, name: str, number: int, keys: dict[int, str]) -> dict[str, Any]:
    value, since, record, seen_at, seen_on, seen_kind, seen_record = con.execute(
        f"""select value, since, record, confirmed_at, confirmed_on, confirmed_kind, confirmed_record
            from {name} where child = ?""",
        [number],
    ).fetchall()[0]
    said = {"value": value, "since": since and since.isoformat(), "evidence": keys.get(record)}
    if all_standings()[name].confirmed_by:
        said |= {
            "confirmed_at": seen_at and f"{seen_at.isoformat()}Z",
            "confirmed_on": seen_on and seen_on.isoformat(),
            "confirmed_by": None if seen_kind is None else list(KINDS)[seen_kind],
            "confirmed_evidence": keys.get(seen_record),
        }
    return said


def _duties(con: duckdb.DuckDBPyConnection, number: int, keys: dict[int, str]) -> list[dict[str, Any]]:
    query = con.execute(
        """select duty, entry, instance, verdict, started_on, due_on, met_on, owner, explained, explanation, missing,
                  ended_by, start_record, met_record, tried_record
           from child_verdicts where child = ? order by entry, duty, instance""",
        [number],
    )
    names = [column[0] for column in query.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in query.fetchall()]
    for row in rows:
        for name in ("started_on", "due_on", "met_on"):
            row[name] = row[name] and row[name].isoformat()
        records = [row.pop(name) for name in ("start_record", "met_record", "tried_record")]
        row["evidence"] = list(dict.fromkeys(keys[record] for record in records if record is not None))
        row["owes"] = duties()[row["duty"]].duty
        row["law"] = duties()[row["duty"]].law.citation
        row["certainty"] = duties()[row["duty"]].law.certainty.value
    return rows


def _signals(con: duckdb.DuckDBPyConnection, number: int, keys: dict[int, str]) -> list[dict[str, Any]]:
    rows = con.execute("select signal, since, record from signals where child = ? order by signal", [number]).fetchall()
    return [
        {
            "signal": name,
            "says": all_signals()[name].says,
            "caution": all_signals()[name].caution,
            "since": since.isoformat(),
            "evidence": keys.get(record),
        }
        for name, since, record in rows
    ]


def _history(con: duckdb.DuckDBPyConnection, number: int, told: dict[int, tuple[str, str]]) -> list[dict[str, Any]]:
    rows = con.execute(
        f"""select {moments.at("moment")}, {moments.on("moment")}, {moments.only_dated("moment")}, kind, who, detail,
                   ends_on, about_on, {moments.record("moment")}
            from child_history where child = ? order by moment""",
        [number],
    ).fetchall()
    kinds = list(KINDS)
    return [
        {
            "happened_on": on.isoformat(),
            "happened_at": None if dated else f"{at.isoformat()}Z",
            "event": kinds[kind],
            "who": who,
            "detail": detail,
            "about_on": about_on and about_on.isoformat(),
            "ends_on": ends_on and ends_on.isoformat(),
            "evidence": told[record][0],
            "known_at": told[record][1],
        }
        for at, on, dated, kind, who, detail, ends_on, about_on, record in rows
    ]
