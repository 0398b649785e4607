"""Publishing: a folder with the report, the numbers and their receipt, put in place whole or not at all."""

from __future__ import annotations

import csv
import ctypes
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from everychild.look.wording import wording
from everychild.oversight import catalog
from everychild.oversight.cohort import Cohort
from everychild.oversight.receipt import MADE_BY, Receipt
from everychild.oversight.report.render import PAGES, render
from everychild.oversight.results import FIELDS, TOTAL, Count, Interval, Result
from everychild.oversight.tables import CUSTODY, STANDINGS, Table, suppress_tables, tables
from everychild.oversight.withhold import suppress
from everychild.terms.events import KINDS
from everychild.terms.refusals import Refused
from everychild.terms.time import AsOf

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of renameat2(2)."""

NUMBERS = ("figures.csv", "figures.json", "standings.csv", "custody.csv", "receipt.json")
PUBLIC_COUNTS = {"en": "public-counts.html", "es": "cuentas-publicas.html"}
"""The page on HHS's daily counts in each language, which stands beside the report where they were ever delivered."""
FILES = (*PAGES.values(), *NUMBERS, "README.txt", *PUBLIC_COUNTS.values(), "public-counts.csv")
SUPPRESSED_WORD = "suppressed"
"""Stands in a CSV cell where a number is withheld: never 0, never empty."""


def publish(
    con: duckdb.DuckDBPyConnection,
    to: Path,
    *,
    exact: Sequence[Result],
    results: Sequence[Result],
    receipt: Receipt,
    as_of: AsOf,
    cohort: Cohort | None,
    invented: bool,
    daily: Mapping[str, Any] | None = None,
    beside: Mapping[str, str] | None = None,
) -> Path:
    """Write the publication to the folder ``to`` and return its index.html.

    ``con`` is as ``compile.compute`` left it. ``exact`` and ``results`` are the figures before and after suppression;
    ``daily`` is what cohorts/hhs_daily_counts found, where it was ever delivered, and ``beside`` the text of the files
    that tell it whole, by name. A publication that stands there already is replaced by one rename; raises Refused,
    with nothing changed, where anything else stands there, and ValueError where ``results`` show what must be withheld.
    """
    below = receipt["suppressed_below"]
    if not isinstance(below, int) or list(results) != suppress(exact, below):
        raise ValueError("a publication needs its figures suppressed, under the threshold that its receipt names")
    _refuse_other_folders(to)
    made = suppress_tables(tables(con, as_of.happened_by, cohort), exact, results, below)
    by_id = {table.id: table for table in made}
    pages = {
        name: render(
            said=wording(language), results=results, tables=made, receipt=receipt, as_of=as_of, cohort=cohort,
            invented=invented, untold=_untold(con), daily=daily, files=NUMBERS,
            public_counts=PUBLIC_COUNTS[language] if beside else "",
        )
        for language, name in PAGES.items()
    } | dict(beside or {})  # fmt: skip
    draft = to.with_name(f".{to.name}.{os.getpid()}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        for name, page in pages.items():
            (draft / name).write_text(page, encoding="utf-8")
        _write_csv(draft / "figures.csv", _figures(results))
        _write_csv(draft / "standings.csv", _standings(by_id))
        _write_csv(draft / "custody.csv", _custody(by_id))
        head = {name: receipt[name] for name in ("as_of", "known_by", "cohort", "suppressed_below", "receipt")}
        whole = {**head, "invented": invented, "figures": [result.as_json() for result in results]}
        _write_json(draft / "figures.json", whole)
        _write_json(draft / "receipt.json", receipt)
        (draft / "README.txt").write_text(_readme(receipt, invented, beside or {}), encoding="utf-8")
        _put_in_place(draft, to)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return to / "index.html"


def _refuse_other_folders(to: Path) -> None:
    """Only a publication of ours, or an empty folder, may be replaced."""
    if not to.exists() and not to.is_symlink():
        return
    do = "Name a new folder, or one that holds an earlier publication."
    if to.is_symlink() or not to.is_dir():
        raise Refused("Something that is not a folder stands there.", where=str(to), do=do)
    inside = {path.name for path in to.iterdir()}
    if not inside:
        return
    try:
        ours = json.loads((to / "receipt.json").read_text(encoding="utf-8")).get("made_by") == MADE_BY
    except (OSError, ValueError, AttributeError):
        ours = False
    if not ours or inside - set(FILES):
        raise Refused("The folder holds something other than a publication.", where=str(to), do=do)


def _put_in_place(draft: Path, to: Path) -> None:
    """Move the draft to its place in one step; what stood there, if anything, is then where the draft was."""
    if not to.exists() or not any(to.iterdir()):
        draft.replace(to)
    elif not _exchange(draft, to):
        aside = to.with_name(f".{to.name}.{os.getpid()}.before")
        to.rename(aside)
        draft.rename(to)
        aside.rename(draft)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one atomic step, as Linux can; False where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _untold(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns that state a fact and were in no delivery: absence of the fact says nothing."""
    told = {f"{feed}.{name}" for feed, name in con.execute('select feed, "column" from told').fetchall()}
    return sorted({name for kind in KINDS.values() for name in kind.told_by} - told)


Cells = tuple[object, ...]


def _cell(count: Count) -> object:
    return count if isinstance(count, int) else SUPPRESSED_WORD


def _figures(results: Iterable[Result]) -> Iterable[Cells]:
    yield "figure", "unit", "by", "line", *FIELDS, "interval_low", "interval_high"
    for result in results:
        unit = catalog.figures()[result.id].unit
        for (by, line), tally in result.lines():
            ends = _ends(result.interval) if (by, line) == TOTAL else ("", "")
            yield result.id, unit, by, line, *(_cell(getattr(tally, part)) for part in FIELDS), *ends


def _ends(interval: Interval) -> Cells:
    return interval if isinstance(interval, tuple) else (SUPPRESSED_WORD, SUPPRESSED_WORD)


def _standings(by_id: Mapping[str, Table]) -> Iterable[Cells]:
    yield "standing", "value", "children"
    for name in STANDINGS:
        for value, (count,) in sorted(by_id[name].lines.items()):
            yield name, value, _cell(count)
        yield name, "all", _cell((by_id[name].total or (0,))[0])


def _custody(by_id: Mapping[str, Table]) -> Iterable[Cells]:
    """Hand-overs by agency and by fiscal year; surplus acceptances answer none, so only the last line has them."""
    yield "by", "line", *CUSTODY, "surplus_acceptances"
    for by in ("agency", "fiscal_year"):
        for line, counts in by_id[f"custody_by_{by}"].lines.items():
            yield by, line, *map(_cell, counts), ""
    total, surplus = by_id["custody_by_agency"].total or (), by_id["surplus"].lines["acceptances"]
    yield "all", "all", *map(_cell, total), _cell(surplus[0])


def _write_csv(path: Path, rows: Iterable[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _write_json(path: Path, whole: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _readme(receipt: Receipt, invented: bool, beside: Mapping[str, str]) -> str:
    warning = "INVENTED CHILDREN, INVENTED NUMBERS. Nothing here is about a real person.\n\n" if invented else ""
    public = "\npublic-counts.html, cuentas-publicas.html, public-counts.csv: HHS's own daily counts" if beside else ""
    return f"""{warning}The account of the children handed to HHS,
as of {receipt["as_of"]}, as known by {receipt["known_by"]}.

index.html     the report: open it in any browser; it needs no network and no script
es.html        the same in Spanish
figures.csv    every figure: in total (all), by fiscal year of the child's first hand-over, by the sponsor's state at
               the latest release, and by the child's age at the first hand-over; each adds up to the total;
               the total's interval is what the links in doubt could make of it
figures.json   the same, as JSON; a withheld number is null
standings.csv  where the children are, how far their cases have come, whether anyone has seen them
custody.csv    hand-overs and acceptances, by agency and by fiscal year
receipt.json   what these numbers rest on{public}

Counts from 1 to {receipt["suppressed_below"] - 1} are withheld, and as many others as it takes to keep them so.
Withheld is not zero.

Whoever holds the same deliveries recomputes every figure and sees what differs:

    everychild verify receipt.json --home DIR

Receipt {receipt["receipt"]}
"""
