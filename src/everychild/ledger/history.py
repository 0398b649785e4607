"""History: what had happened by a day, as it was known at an instant."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb

from everychild.ledger import chain
from everychild.ledger.deliveries import Known, known
from everychild.ledger.in_force import InForce
from everychild.terms.sql import day, name, text
from everychild.terms.staged import Room

PERSON = {
    "a_number": "VARCHAR",
    "portal_id": "VARCHAR",
    "subject_id": "VARCHAR",
    "case_id": "VARCHAR",
    "surname": "VARCHAR",
    "given": "VARCHAR",
    "middle": "VARCHAR",
    "full_name": "VARCHAR",
    "dob": "DATE",
    "birth_year": "INTEGER",
    "country": "VARCHAR",
    "sex": "VARCHAR",
    "language": "VARCHAR",
    "zip": "VARCHAR",
    "child_record": "VARCHAR",
}
"""The names under which every feed keeps what identifies a person: ``persons`` has them all, whatever was delivered."""


def history(
    ledger: Path,
    con: duckdb.DuckDBPyConnection,
    known_by: datetime,
    happened_by: date | None = None,
    last: int | None = None,
) -> None:
    """Make the temporary views of ``Ledger.history`` in ``con``. Raises Refused where the chain is broken."""
    told = known(chain.read(ledger), known_by, last)
    in_force = InForce(con, told, "history")
    events = in_force.events()
    if happened_by is not None:
        events = f"select * from ({events}) where on_date <= {day(happened_by)}"
    _view(con, "events", events)
    _view(con, "records", in_force.records())
    _view(con, "told", _told(told))
    nobody = ", ".join(f"null::{type_} as {name(column)}" for column, type_ in PERSON.items())
    _view(con, "persons", _room(in_force, "persons", nobody))
    _view(con, "places", _room(in_force, "places"))
    _view(con, "rows", _room(in_force, "rows"))


def _room(in_force: InForce, room: Room, always: str = "") -> str:
    """One room of every feed; a column that a feed does not have is null for its records."""
    none = "null::INTEGER as record, null::VARCHAR as feed, null::INTEGER as line, null::INTEGER as delivery"
    queries = [f"select {none}{', ' * bool(always)}{always} where false"]
    for feed in in_force.known.feeds:
        if query := in_force.room(feed, room):
            queries.append(f"select {text(feed)} as feed, * from ({query})")
    return " union all by name ".join(queries)


def _told(told: Known) -> str:
    pairs = sorted({(entry.feed, column) for entry in told.in_force for column in entry.manifest["told"]})
    if not pairs:
        return 'select null::VARCHAR as feed, null::VARCHAR as "column" where false'
    values = ", ".join(f"({text(feed)}, {text(column)})" for feed, column in pairs)
    return f'select * from (values {values}) v(feed, "column")'


def _view(con: duckdb.DuckDBPyConnection, view: str, query: str) -> None:
    """Make a temporary view, in place of whatever temporary table or view had its name."""
    made = con.execute("select table_name from duckdb_tables() where temporary and table_name = $1", [view]).fetchone()
    if made:
        con.execute(f"drop table temp.main.{name(view)}")
    con.execute(f"create or replace temp view {name(view)} as {query}")
