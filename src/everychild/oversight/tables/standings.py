"""The three standings: where the children are, how far their cases have come, whether anyone has seen them."""

from __future__ import annotations

from datetime import date

import duckdb

from everychild.oversight.tables.table import CHILDREN, Table
from everychild.terms import sql

STANDINGS = ("whereabouts", "proceedings", "protection")
RECENT_DAYS = 90
"""So long ago a confirmation of whereabouts is recent."""


def standings(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Table]:
    """Each standing's values; children with a sponsor apart by how long ago somebody confirmed it."""
    made = []
    for name in STANDINGS:
        value = "value"
        if name == "whereabouts":
            value = f"""value || case when value <> 'with_sponsor' then ''
                when confirmed_on is null then '.not_known'
                when confirmed_on >= {sql.day(as_of)} - {RECENT_DAYS} then '.recently' else '.longer_ago' end"""
        found = con.execute(
            f"select {value} as line, count(*) from {name} semi join cohort_children using (child)"
            " group by 1 order by 1"
        ).fetchall()
        lines = {line: (number,) for line, number in found}
        made.append(Table(name, CHILDREN, lines, (sum(number for _, number in found),)))
    return made
