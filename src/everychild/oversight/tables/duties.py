"""What was owed: the verdicts of every duty."""

from __future__ import annotations

import duckdb

from everychild.accounting import catalog as accounting
from everychild.oversight.tables.table import Table, counted
from everychild.terms.verdicts import Verdict

VERDICTS = ("verdicts",)


def duties(con: duckdb.DuckDBPyConnection) -> list[Table]:
    """The verdicts of every duty of the cohort's entries."""
    rows = con.execute(
        "select duty, verdict, count(*) from verdicts semi join cohort_entries using (child, entry) group by 1, 2"
    ).fetchall()
    return [
        counted(
            duty,
            [verdict.value for verdict in Verdict],
            [(line, number) for name, line, number in rows if name == duty],
            VERDICTS,
        )
        for duty in accounting.duties()
    ]
