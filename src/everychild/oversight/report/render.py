"""The page made: values placed in the template, escaped; one file that asks for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from everychild.oversight.cohort import Cohort
from everychild.oversight.receipt import Receipt
from everychild.oversight.report import findings, view, words
from everychild.oversight.results import Result
from everychild.oversight.tables import Table
from everychild.terms.time import AsOf


def render(
    *,
    results: Sequence[Result],
    tables: Sequence[Table],
    receipt: Receipt,
    as_of: AsOf,
    cohort: Cohort | None,
    invented: bool,
    untold: Sequence[str],
    daily: Mapping[str, Any] | None,
) -> str:
    """The report as HTML. Every count must have passed suppression before; ``untold`` are columns never delivered."""
    environment = Environment(
        loader=PackageLoader("everychild.oversight", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": words.number, "day": words.day, "instant": words.instant}
    environment.globals |= {"share": words.share, "words": words}
    css = files("everychild.oversight.report").joinpath("report.css").read_text(encoding="utf-8").strip()
    by_id = {result.id: result for result in results}
    by_table = {table.id: table for table in tables}
    return environment.get_template("report.html.j2").render(
        css=css,
        css_digest=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
        title=findings.title(by_id),
        lede=findings.lede(by_id, by_table["whereabouts"]),
        as_of=as_of.happened_by,
        known_by=as_of.known_by.astimezone(UTC),
        cohort=f"in {cohort.words}" if cohort else f"by {words.day(as_of.happened_by)}",
        invented=invented,
        standings=view.standings(by_table),
        results=by_id,
        tables=by_table,
        sections=view.sections(by_id),
        duties=view.duties(by_table),
        untold=untold,
        daily=daily,
        unbalanced=view.unbalanced(daily) if daily else [],
        receipt=receipt,
    )
