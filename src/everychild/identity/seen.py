"""When an agency first dealt with a child, and where the child went: told beside the name, or in an event."""

from __future__ import annotations

import duckdb

_DAYS = {"ice_custody": "entry_date", "eoir_cases": "nta_date"}
"""Per feed the column that tells the day. It is held as written, for it may hold anything."""
_EVENTS = {
    "ice_custody": "apprehended",
    "ice_notices": "notice_issued",
    "orr_care": "accepted",
    "separations": "separated",
    "uscis_relief": "relief_filed",
}
"""Per feed the event that tells it, where no column does."""


def seen_on(con: duckdb.DuckDBPyConnection) -> str:
    """SQL of record and seen_on: the day on which the agency first dealt with the child."""
    columns = _columns(con, "rows")
    told = [
        f"select record, 1 as rank, try_cast({column} as date) as day from rows where feed = '{feed}'"
        for feed, column in _DAYS.items()
        if column in columns
    ]
    if _columns(con, "events"):
        kinds = " or ".join(f"feed = '{feed}' and kind = '{kind}'" for feed, kind in _EVENTS.items())
        told.append(f"select record, 2 as rank, on_date as day from events where {kinds}")
    every = " union all ".join(told) or "select null::integer as record, 1 as rank, null::date as day"
    return f"""select record, coalesce(min(day) filter (rank = 1), min(day) filter (rank = 2)) as seen_on
               from ({every}) where record is not null group by record"""


def sponsor_zip(con: duckdb.DuckDBPyConnection) -> str:
    """SQL of record and zip: where the sponsor lives to whom care released the child."""
    if "sponsor_zip" not in _columns(con, "places"):
        return "select null::integer as record, null::varchar as zip"
    return "select record, min(sponsor_zip) as zip from places where sponsor_zip is not null group by record"


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """The columns of a table, none if the ledger was told nothing that fills it."""
    found = con.execute("select column_name from duckdb_columns() where table_name = ?", [table]).fetchall()
    return {column for (column,) in found}
