"""The public counts page: HHS's daily counts as stock and flow, in two languages, from public files alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import duckdb

from everychild.cohorts.hhs_daily_counts.columns import COLUMNS
from everychild.cohorts.hhs_daily_counts.page import charts, findings, tables
from everychild.cohorts.hhs_daily_counts.page.study import LONG_GAP, Study, study
from everychild.look import wording
from everychild.look.drawing import draw
from everychild.look.page import page
from everychild.look.wording import Wording

PAGES = {"en": "public-counts.html", "es": "cuentas-publicas.html"}
"""The page in each language."""
COUNTS = "public-counts.csv"
"""Every published day with its balance, for those who want to compute."""
WEEKS_DRAWN = 8
"""Of fewer weeks the table says enough which days have a row."""
FILES = (*PAGES.values(), COUNTS)


@dataclass(frozen=True)
class Source:
    """A file that the counts were read from. ``rejected`` rows could not be read and are left out."""

    name: str
    received_at: datetime
    sha256: str
    days: int
    rejected: int


def pages(
    con: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    *,
    invented: bool = False,
    report: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The page in each language and the counts, by file name, from ``daily_counts``, which must hold a day.

    ``report`` is the file of the report in each language, where it stands beside the page.
    """
    found = study(con)
    made = {
        name: _page(found, sources, wording.wording(code), invented, (report or {}).get(code, ""))
        for code, name in PAGES.items()
    }
    return made | {COUNTS: _csv(con)}


def _page(found: Study, sources: Sequence[Source], said: Wording, invented: bool, report: str) -> str:
    least, every = found.unbalanced[: tables.LEAST], sorted(found.unbalanced, key=lambda pair: pair.day)
    few = len(every) <= tables.LEAST
    least_caption = said.gettext("The days that do not balance") if few else said.gettext("The days that balance least")
    return page(
        __name__,
        "public_counts.html.j2",
        said,
        pages=PAGES,
        invented=invented,
        report=report,
        counts_file=COUNTS,
        found=found,
        summary=found.summary,
        long_gap=LONG_GAP,
        sources=sources,
        title=findings.title(found, said),
        finding={name: getattr(findings, name)(found, said) for name in ("stock", "missing", "flows", "balance")},
        drawing=_drawings(found, said),
        tables={
            "last_row": tables.last_row(found, said),
            "stock_in_short": tables.stock_in_short(found, said),
            "years": tables.stock(found.years, said, months=False),
            "months": tables.stock(found.months, said, months=True),
            "weekdays": tables.weekdays(found, said),
            "gaps": tables.gaps(found, said),
            "flows": tables.flows(found, said),
            "balances": tables.balances(found, said),
            "least": tables.unbalanced(least, said, least_caption),
            "unbalanced": tables.unbalanced(every, said, said.gettext("Every day that does not balance, in order")),
        },
        columns=tables.columns(said),
        count=lambda number: tables.count(number, said),
        signed=lambda number: tables.signed(number, said),
    )


def _drawings(found: Study, said: Wording) -> dict[str, str]:
    """Each drawing, empty where there are no numbers for it."""
    known = {
        charts.stock: bool(found.stock),
        charts.calendar: found.summary.missing_days > 0 and found.calendar >= WEEKS_DRAWN * 7,
        charts.flows: found.with_both_flows > 0,
        charts.discrepancy: found.summary.mean is not None,
    }
    return {chart.__name__: draw(partial(chart, found, said)) if drawn else "" for chart, drawn in known.items()}


def _csv(con: duckdb.DuckDBPyConnection) -> str:
    """One row a published day; change, discrepancy and balances are empty where the day before has no row."""
    asked = con.execute(
        f"""
        select day, {", ".join(f"d.{name}" for name in COLUMNS)}, change_in_care, discrepancy, within as balances
        from daily_counts d left join daily_balance using (day) order by day
        """
    )
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column[0] for column in asked.description or []])
    for row in asked.fetchall():
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
    return file.getvalue()
