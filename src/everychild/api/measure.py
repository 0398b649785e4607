"""Measuring the main job: each stage beside its floor, in the same run, on one invented population.

Floor of ``deliver``: DuckDB's bare typed read_csv of the same file with store_rejects, written to Parquet.
Floor of ``account``: one pass over every column of the as-of events, a sum of their hashes.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import duckdb

from everychild import identity, oversight, synthetic
from everychild.accounting.account import account
from everychild.api.account import Account
from everychild.api.clock import Heard, now, silent
from everychild.api.home import Home
from everychild.ledger import Ledger
from everychild.sources.catalog import feed_named
from everychild.terms.database import connect
from everychild.terms.time import AsOf

FEED = "orr_care"
"""The feed whose delivery is measured: the widest, one row per child."""
AS_OF = date(2025, 1, 31)
COHORT = "FY2019-FY2023"
RUNS = 3
CHILDREN_ASKED = 25


def measure(children: int, *, heard: Heard = silent) -> dict[str, Any]:
    """Seconds, floors, ratios, peak memory in MB and milliseconds for one child."""
    with TemporaryDirectory(prefix="everychild-bench-") as scratch:
        folder = Path(scratch)
        heard("inventing children")
        synthetic.synthesise(children, 1, folder / "files")
        measured: dict[str, Any] = {"children": children, "deliver": _deliver(folder, heard)}
        home = Home(folder / "home")
        for each in synthetic.deliveries(folder / "files"):
            heard(f"delivering {each.file.name}")
            home.deliver(each.feed, each.file, received_at=each.received_at, full=each.full)
        measured |= _account(home, heard)
        heard("publishing")
        report = folder / "report"
        seconds = _timed(lambda: home.publish(AS_OF, report, cohort=COHORT))
        largest = max(page.stat().st_size for page in report.glob("*.html"))
        return measured | {"publish": {"seconds": round(seconds, 3), "largest_page_kb": round(largest / 1000)}}


def _deliver(folder: Path, heard: Heard) -> dict[str, Any]:
    """The median of several deliveries, each beside the floor on the same file."""
    first = next(each for each in synthetic.deliveries(folder / "files") if each.feed == FEED)
    ours, floors = [], []
    for run in range(RUNS):
        heard(f"measuring a delivery, {run + 1} of {RUNS}")
        floors.append(_timed(lambda: _bare_load(first.file, folder / "bare.parquet")))
        home = Home(folder / f"deliver-{run}")
        ours.append(_timed(lambda: home.deliver(FEED, first.file, received_at=first.received_at)))  # noqa: B023
    rows = sum(1 for _ in first.file.open("rb")) - 1
    return _beside(median(ours), median(floors)) | {"rows": rows}


def _bare_load(file: Path, to: Path) -> None:
    """DuckDB alone: typed columns, rejects stored, Parquet written; nothing judged, nothing sealed."""
    con = connect()
    kinds = {"INSTANT": "TIMESTAMPTZ", "DAY": "DATE"}
    types = {c.name: kinds.get(c.form.name, "VARCHAR") for c in feed_named(FEED).columns}
    header = file.open(encoding="utf-8").readline().strip().split(",")
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in header)
    con.execute(
        f"copy (from read_csv(?, columns = {{{columns}}}, header = true, store_rejects = true))"
        f" to '{to}' (format parquet)",
        [str(file)],
    )


def _account(home: Home, heard: Heard) -> dict[str, Any]:
    as_of = AsOf(AS_OF, now())
    con = connect()
    con.execute("set preserve_insertion_order = false")
    Ledger(home.path).history(con, as_of.known_by, as_of.happened_by)
    heard("linking")
    linking = _timed(lambda: identity.link(con, home.path, as_of.known_by))
    records = con.execute("select count(*) from links").fetchall()[0][0]
    columns = [row[0] for row in con.execute("describe events").fetchall()]
    hashes = ", ".join(f'sum(hash("{column}"))' for column in columns)
    ours, floors = [], []
    for run in range(RUNS):
        heard(f"measuring the account, {run + 1} of {RUNS}")
        floors.append(_timed(lambda: con.execute(f"select {hashes} from events").fetchall()))
        ours.append(_timed(lambda: _all_of_it(con, as_of)))
    events = con.execute("select count(*) from events").fetchall()[0][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    opened = Account(home.path, as_of, con, None, home.ledger.head()[0])
    asked = con.execute(f"select child_id from children order by md5(child_id) limit {CHILDREN_ASKED}").fetchall()
    heard("asking for single children")
    times = [_timed(lambda: opened.child(child_id)) for (child_id,) in asked]  # noqa: B023
    return {
        "account": _beside(median(ours), median(floors)) | {"peak_mb": round(peak), "events": events},
        "link": {"seconds": round(linking, 3), "records": records},
        "child_ms": round(median(times) * 1000, 1),
    }


def _all_of_it(con: duckdb.DuckDBPyConnection, as_of: AsOf) -> None:
    """All duties, standings and figures."""
    account(con, as_of.happened_by, also=oversight.conditions())
    oversight.compute(con, as_of.happened_by, None)


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _beside(seconds: float, floor: float) -> dict[str, Any]:
    return {"seconds": round(seconds, 3), "floor_seconds": round(floor, 3), "ratio": round(seconds / floor, 2)}
