"""Children without a served notice: the reasons on record, and how long those without a reason have waited."""

from __future__ import annotations

from datetime import date

import duckdb

from everychild.oversight.tables.table import Table, counted
from everychild.terms import sql

REASONS = ("legal_representation", "uscis_relief", "docket_backlog", "other")
WAITS = ("under_6_months", "6_to_12_months", "1_to_2_years", "over_2_years")

OUTSTANDING = """
    from verdicts semi join cohort_entries using (child, entry)
    where duty = 'notice_to_appear_served' and verdict = 'outstanding'"""


def explained(con: duckdb.DuckDBPyConnection) -> Table:
    """By the reason of the deferral in force, which is one for the child's whole life; a reason not named is other."""
    found = con.execute(f"""
        select line, count(*) from (
            select child, max(case when explanation in {sql.listed(REASONS)} then explanation else 'other' end) as line
            {OUTSTANDING} and explained group by child)
        group by 1""").fetchall()
    return counted("delay_explained", REASONS, found)


def unexplained(con: duckdb.DuckDBPyConnection, as_of: date) -> Table:
    """By the time since HHS accepted the child; of two entries still waiting, the earlier."""
    day = sql.day(as_of)
    found = con.execute(f"""
        select case when since > {day} - interval 6 month then 'under_6_months'
            when since > {day} - interval 1 year then '6_to_12_months'
            when since > {day} - interval 2 year then '1_to_2_years' else 'over_2_years' end as line, count(*)
        from (select min(started_on) as since {OUTSTANDING} and not explained group by child)
        group by 1""").fetchall()
    return counted("delay_unexplained", WAITS, found)
