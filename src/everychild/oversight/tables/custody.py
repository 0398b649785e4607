"""The custody balance: hand-overs to HHS and the acceptances that answer them, and what is left over on either side."""

from __future__ import annotations

from datetime import date

import duckdb

from everychild.accounting import moments
from everychild.oversight.cohort import Cohort
from everychild.oversight.tables.table import Table
from everychild.terms import sql

CUSTODY = ("handed_over", "accepted", "never_accepted")


def custody(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Table]:
    """Hand-overs to HHS in the cohort's entries and what became of them, by agency and by fiscal year.

    One less than 24 hours old that nothing answers yet is left out: its day is not past, so it is on neither side.
    """
    on = moments.on("h.moment")
    rows = con.execute(f"""
        with given as (
            select coalesce(d.agency, 'not_stated') as agency, h.acceptance is not null as answered,
                   (year({on}) + (month({on}) >= 10)::integer)::varchar as year
            from hand_overs as h
            left join later_entries as s on s.child = h.child and h.happened_at >= s.starts_at
                and (s.next_at is null or h.happened_at < s.next_at)
            semi join cohort_entries as c on c.child = h.child and c.entry = coalesce(s.entry, 1)
            left join (select record, min(detail) as agency from events where kind = 'handed_over' group by record) as d
                on d.record = {moments.record("h.moment")}
            where h.acceptance is not null or {on} + 1 < {sql.day(as_of)})
        select agency, year, count(*), count(*) filter (answered), count(*) filter (not answered)
        from given group by grouping sets ((agency), (year), ())""").fetchall()
    total = next((tuple(numbers) for agency, year, *numbers in rows if agency is None and year is None), (0, 0, 0))
    by_agency = {agency: tuple(numbers) for agency, _, *numbers in sorted(rows, key=str) if agency is not None}
    by_year = {year: tuple(numbers) for _, year, *numbers in sorted(rows, key=str) if year is not None}
    return [
        Table("custody_by_agency", CUSTODY, by_agency, total, whole=True),
        Table("custody_by_fiscal_year", CUSTODY, by_year, total, whole=True),
    ]


def surplus(con: duckdb.DuckDBPyConnection, cohort: Cohort | None) -> Table:
    """Acceptances that answer no hand-over: of children otherwise handed over, and of children never handed over."""
    within = ""
    if cohort:
        within = f"where {moments.on('moment')} between {sql.day(cohort.from_day)} and {sql.day(cohort.to_day)}"
    numbers = con.execute(f"""
        select count(*), count(*) filter (given), count(*) filter (not given)
        from (select child in (select child from hand_overs) as given from surplus_acceptances {within})""").fetchone()
    return Table("surplus", ("all", "handed_over_another_time", "never_handed_over"), {"acceptances": numbers or ()},
                 whole=True)  # fmt: skip
