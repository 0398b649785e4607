"""The page made: values placed in the templates, in one language; one file that asks for nothing from anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from everychild.look.page import page
from everychild.look.wording import Wording
from everychild.oversight.breakdowns import STATES
from everychild.oversight.cohort import Cohort
from everychild.oversight.receipt import Receipt
from everychild.oversight.report import findings, lines, view, words
from everychild.oversight.report.drawings import broken_down, drawings
from everychild.oversight.report.shares import share
from everychild.oversight.results import Result
from everychild.oversight.tables import Table
from everychild.terms.time import AsOf

PAGES = {"en": "index.html", "es": "es.html"}
"""The file of the report in each language."""


def render(
    *,
    said: Wording,
    results: Sequence[Result],
    tables: Sequence[Table],
    receipt: Receipt,
    as_of: AsOf,
    cohort: Cohort | None,
    invented: bool,
    untold: Sequence[str],
    daily: Mapping[str, Any] | None,
    public_counts: str = "",
    files: Sequence[str] = (),
) -> str:
    """The report as HTML in the language of ``said``. Every count must have passed suppression before.

    ``untold`` are columns never delivered; ``public_counts`` is the page on HHS's daily counts, if one stands beside
    this one; ``files`` hold the same numbers.
    """
    by_id = {result.id: result for result in results}
    by_table = {table.id: table for table in tables}
    figures = view.figures(by_id, said)
    standings = view.standings(by_table, said)
    breakdowns = [broken_down(each, said) for each in figures.values() if each.result.by]
    return page(
        "everychild.oversight.report",
        "report.html.j2",
        said,
        pages=PAGES,
        invented=invented,
        title=findings.title(by_id, said),
        lede=findings.lede(by_id, by_table, said),
        finding=_findings(by_id, by_table, said),
        stamps=view.stamps(as_of, cohort, said),
        as_of=as_of.happened_by,
        known_by=as_of.known_by.astimezone(UTC),
        standings=standings,
        results=by_id,
        tables=by_table,
        lines=_lines(by_id, by_table, standings, said),
        drawing=drawings(by_table, by_id, said),
        figures=figures,
        breakdowns=breakdowns,
        states=frozenset(STATES.values()),
        duties=view.duties(by_table),
        untold=untold,
        daily=daily,
        unbalanced=view.unbalanced(daily) if daily else 0,
        public_counts=public_counts,
        files=files,
        receipt=receipt,
        words=words,
        share=share,
    )


def _findings(results: Mapping[str, Result], tables: Mapping[str, Table], said: Wording) -> dict[str, str]:
    """The title of each section that says what the numbers say."""
    years = lines.by_line(results["children_without_served_notice"], "fiscal_year", said)
    return {
        "custody": findings.custody(results, said),
        "assurance": findings.assurance(tables, said),
        "road": findings.road(tables, said),
        "delay": findings.delay(results, said),
        "missed_hearings": findings.missed_hearings(results, tables, said),
        "protection": findings.protection(results, tables, said),
        "addresses": findings.addresses(results, said),
        "breakdowns": findings.breakdowns(years, said),
        "links": findings.links(results, said),
        "doubt": findings.doubt(results, said),
        "unserved": findings.between(results["children_without_served_notice"].interval, said),
    }


def _lines(
    results: Mapping[str, Result], tables: Mapping[str, Table], standings: Mapping[str, view.Standing], said: Wording
) -> dict[str, list[view.Line]]:
    """The lines of every table that stands beside a drawing."""
    return {
        "custody_by_agency": lines.custody(tables["custody_by_agency"], words.AGENCIES, said),
        "custody_by_fiscal_year": lines.custody(tables["custody_by_fiscal_year"], {}, said),
        "assurance": lines.assurance(tables["assurance"], said),
        "reached": lines.reached(tables["road"], said),
        "road": lines.one_column(tables["road"], words.ROAD, said),
        "explained": lines.one_column(tables["delay_explained"], words.EXPLAINED, said),
        "unexplained": lines.one_column(tables["delay_unexplained"], words.UNEXPLAINED, said),
        "missed_hearings": lines.missed_hearings(tables, said),
        "protection": lines.shares(standings["protection"], said),
        "calls": lines.calls(results, said),
        "addresses": lines.one_column(tables["addresses"], words.ADDRESSES, said),
    }
