"""A small invented history, as the ledger would make it, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import duckdb
import pytest

FIRST_RECEIVED = datetime(2023, 1, 1, 12)
_columns = ("a_number", "portal_id", "subject_id", "case_id", "surname", "given", "middle", "full_name", "child_record")

Row = dict[str, object]
History = Callable[..., None]


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """An empty database in memory."""
    return duckdb.connect()


@pytest.fixture
def history(con: duckdb.DuckDBPyConnection) -> History:
    """Make ``records`` and ``persons``: each row names its feed, and its key if it matters; one row is known a day.

    Only the columns that some row fills are made, as in a ledger that was never told the others.
    """

    def make(*rows: Row) -> None:
        told = [column for column in (*_columns, "dob") if any(column in row for row in rows)]
        con.execute(
            "create or replace temp table records"
            " (record integer, feed varchar, record_key varchar, known_at timestamp, delivery integer)"
        )
        columns = "".join(f", {column} {'date' if column == 'dob' else 'varchar'}" for column in told)
        con.execute(f"create or replace temp table persons (record integer, feed varchar{columns})")
        for number, row in enumerate(rows, start=1):
            received = FIRST_RECEIVED + timedelta(days=number - 1)
            con.execute(
                "insert into records values (?, ?, ?, ?, ?)",
                [number, row["feed"], row.get("key", f"K{number}"), received, number],
            )
            con.execute(
                f"insert into persons values ({', '.join(['?'] * (2 + len(told)))})",
                [number, row["feed"], *(row.get(column) for column in told)],
            )

    return make
