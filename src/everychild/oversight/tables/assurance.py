"""Children with a sponsor, by how long ago anybody confirmed where they are."""

from __future__ import annotations

from datetime import date

import duckdb

from everychild.oversight.tables.table import Table, counted
from everychild.terms import sql

UP_TO_DAYS = (30, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1460)
"""The last day of each line but the open one; 90 stands among them because it ends "recently"."""

LINES = (
    *(f"{first}-{last}" for first, last in zip((0, *(day + 1 for day in UP_TO_DAYS)), UP_TO_DAYS, strict=False)),
    f"{UP_TO_DAYS[-1] + 1}+",
    "not_known",
)


def assurance(con: duckdb.DuckDBPyConnection, as_of: date) -> Table:
    """Days from the last confirmation to the as-of date; ``not_known`` where no event ever confirmed it."""
    cases = " ".join(
        f"when days <= {last} then {sql.text(line)}" for last, line in zip(UP_TO_DAYS, LINES, strict=False)
    )
    found = con.execute(f"""
        select case when days is null then 'not_known' {cases} else {sql.text(LINES[-2])} end as line, count(*)
        from (select {sql.day(as_of)} - confirmed_on as days from whereabouts
              semi join cohort_children using (child) where value = 'with_sponsor')
        group by 1""").fetchall()
    return counted("assurance", LINES, found)
