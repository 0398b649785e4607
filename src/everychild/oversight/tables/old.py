"""The tables of a publication beside its figures: the three standings, the custody balance, the duties' verdicts.

All are of the cohort that ``compile.compute`` left in the connection, and none leaves before ``suppress_tables``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from everychild.accounting import catalog as accounting
from everychild.accounting import moments
from everychild.oversight.cohort import Cohort
from everychild.oversight.results import Count, Result
from everychild.oversight.suppression import Sum, withheld
from everychild.terms import sql
from everychild.terms.verdicts import SUPPRESSED, Suppressed, Verdict

STANDINGS = ("whereabouts", "proceedings", "protection")
CUSTODY = ("handed_over", "accepted", "never_accepted")
RECENT_DAYS = 90
"""So long ago a confirmation of whereabouts is recent."""

Cell = tuple[str, str, str]
"""Table, line and column: the name of one number."""


@dataclass(frozen=True)
class Table:
    """Lines of counts; ``total``, if any, is the sum of the lines, and the first column of each line may be a whole.

    ``lines`` are keyed by ids, so that words are left to the report.
    """

    id: str
    columns: tuple[str, ...]
    lines: Mapping[str, tuple[Count, ...]]
    total: tuple[Count, ...] | None = None
    whole: bool = False
    """The first column of each line is the sum of the others."""

    def column(self, name: str) -> dict[str, Count]:
        """One column by line."""
        place = self.columns.index(name)
        return {key: counts[place] for key, counts in self.lines.items()}


def tables(con: duckdb.DuckDBPyConnection, as_of: date, cohort: Cohort | None) -> list[Table]:
    """Every table of a publication, exact."""
    return [*_standings(con, as_of), *_custody(con, as_of), _surplus(con, cohort), *_duties(con)]


def _standings(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Table]:
    """Each standing's values; children with a sponsor apart by how long ago somebody confirmed it."""
    made = []
    for name in STANDINGS:
        value = "value"
        if name == "whereabouts":
            value = f"""value || case when value <> 'with_sponsor' then ''
                when confirmed_on is null then '.not_known'
                when confirmed_on >= {sql.day(as_of)} - {RECENT_DAYS} then '.recently' else '.longer_ago' end"""
        counted = con.execute(
            f"select {value} as line, count(*) from {name} semi join cohort_children using (child) group by 1"
        ).fetchall()
        found = {line: (number,) for line, number in counted}
        made.append(Table(name, ("children",), found, (sum(number for _, number in counted),)))
    return made


def _custody(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Table]:
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


def _surplus(con: duckdb.DuckDBPyConnection, cohort: Cohort | None) -> Table:
    """Acceptances that answer no hand-over: of children otherwise handed over, and of children never handed over."""
    within = ""
    if cohort:
        within = f"where {moments.on('moment')} between {sql.day(cohort.from_day)} and {sql.day(cohort.to_day)}"
    numbers = con.execute(f"""
        select count(*), count(*) filter (given), count(*) filter (not given)
        from (select child in (select child from hand_overs) as given from surplus_acceptances {within})""").fetchone()
    return Table("surplus", ("all", "handed_over_another_time", "never_handed_over"), {"acceptances": numbers or ()},
                 whole=True)  # fmt: skip


def _duties(con: duckdb.DuckDBPyConnection) -> list[Table]:
    """The verdicts of every duty of the cohort's entries."""
    counted = con.execute(
        "select duty, verdict, count(*) from verdicts semi join cohort_entries using (child, entry) group by 1, 2"
    ).fetchall()
    numbers = {(duty, verdict): number for duty, verdict, number in counted}
    made = []
    for duty in accounting.duties():
        lines = {verdict.value: (numbers.get((duty, verdict.value), 0),) for verdict in Verdict}
        made.append(Table(duty, ("verdicts",), lines, (sum(number for (number,) in lines.values()),)))
    return made


SAME_AS_FIGURE: Mapping[Cell, str] = {
    ("notice_to_appear_served", "outstanding", "verdicts"): "children_without_served_notice",
    ("safety_call_at_30_days", "met", "verdicts"): "safety_calls_timely",
    ("safety_call_at_30_days", "met_late", "verdicts"): "safety_calls_late",
    ("safety_call_at_30_days", "running", "verdicts"): "safety_calls_running",
    ("custody_accepted", "total", "verdicts"): "children_handed_to_hhs",
    ("custody_by_agency", "total", "never_accepted"): "custody_never_accepted",
    ("custody_by_fiscal_year", "total", "never_accepted"): "custody_never_accepted",
    ("custody_by_agency", "total", "handed_over"): "children_handed_to_hhs",
    ("custody_by_fiscal_year", "total", "handed_over"): "children_handed_to_hhs",
    **{(standing, "total", "children"): "children_handed_to_hhs" for standing in STANDINGS},
}
"""Numbers that say nearly or wholly the same as a figure: withheld where the figure is."""


def suppress_tables(given: Sequence[Table], published: Iterable[Result], below: int) -> list[Table]:
    """The tables with small counts withheld, and as many others as keep them so, the published figures considered."""
    values: dict[Cell, int] = {}
    sums: list[Sum[Cell]] = []
    for table in given:
        lines = dict(table.lines) | ({"total": table.total} if table.total is not None else {})
        for line, counts in lines.items():
            for column, count in zip(table.columns, counts, strict=True):
                if not isinstance(count, int):
                    raise TypeError(f"{table.id}: suppression starts from exact counts")
                values[table.id, line, column] = count
            if table.whole:
                whole, *parts = ((table.id, line, column) for column in table.columns)
                sums.append(Sum(whole, tuple(parts)))
        if table.total is not None and table.lines:
            for column in table.columns:
                sums.append(Sum((table.id, "total", column), tuple((table.id, line, column) for line in table.lines)))
    for column in CUSTODY:
        sums.append(Sum(("custody_by_agency", "total", column), (("custody_by_fiscal_year", "total", column),)))
    sums = [total for total in sums if all(cell in values for cell in (total.whole, *total.parts))]
    results = {result.id: result for result in published}
    hidden = withheld(values, sums, below, also=_hidden_by_figures(values, results), cost=_cost)

    def shown(table: Table, line: str, counts: tuple[Count, ...]) -> tuple[Count, ...]:
        return tuple(
            SUPPRESSED if (table.id, line, column) in hidden else count
            for column, count in zip(table.columns, counts, strict=True)
        )

    return [
        replace(
            table,
            lines={line: shown(table, line, counts) for line, counts in table.lines.items()},
            total=None if table.total is None else shown(table, "total", table.total),
        )
        for table in given
    ]


def _cost(cell: Cell) -> int:
    """What it costs to hide a number: a total most."""
    return int(cell[1] == "total")


def _hidden_by_figures(values: Mapping[Cell, int], results: Mapping[str, Result]) -> set[Cell]:
    """The cells, not zero, whose figure is withheld."""
    totals = {name for name, result in results.items() if _is_hidden(result.total.count)}
    hidden = {cell for cell, name in SAME_AS_FIGURE.items() if name in totals}
    for column, name in (("handed_over", "children_handed_to_hhs"), ("never_accepted", "custody_never_accepted")):
        if name in results:
            years = [year for year, tally in results[name].by_year.items() if _is_hidden(tally.count)]
            hidden |= {("custody_by_fiscal_year", str(year), column) for year in years}
    return {cell for cell in hidden if values.get(cell)}


def _is_hidden(count: Count) -> bool:
    return isinstance(count, Suppressed)
