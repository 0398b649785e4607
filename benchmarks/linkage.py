"""Our linking beside its peers, on the same invented records in one run: pairs, children, pace and memory.

python benchmarks/linkage.py [--children N] [--slips TIMES] [SEED ...]

With --slips every slip of a clerk is so many times as frequent, and no court record has a birth year.
Each way runs in a process of its own, from the ledger's files to the clusters; the time of making the model is in it
where the way needs one. Counted are the records of the feeds that name a person. Run by `make peers`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from unittest.mock import patch

import duckdb
from linkage_peers import a_number_join, splink_as_documented, splink_tuned

from everychild import identity, synthetic
from everychild.api import open_home
from everychild.identity.evaluating import evaluate, peak_mb
from everychild.identity.evaluation import Evaluation
from everychild.ledger import Ledger
from everychild.synthetic import parameters

SEEDS = (101, 102, 103)
KNOWN_BY = datetime(2030, 1, 1, tzinfo=UTC)


def ours(con: duckdb.DuckDBPyConnection) -> None:
    """Everychild, from the same history."""
    identity.link(con, None, KNOWN_BY)
    con.execute("create temp table linked as select record, child from links")


WAYS: dict[str, Callable[[duckdb.DuckDBPyConnection], None]] = {
    "A-number join": a_number_join,
    "Splink as documented": splink_as_documented,
    "Splink tuned": splink_tuned,
    "Everychild": ours,
}


@dataclass(frozen=True)
class Run:
    """How one way did."""

    seconds: float
    peak_mb: int
    found: Evaluation


def history(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection with everything the ledger was told."""
    con = duckdb.connect()
    con.execute("set preserve_insertion_order = false")
    con.execute("set enable_progress_bar = false")
    Ledger(home).history(con, KNOWN_BY)
    return con


def link(way: str, home: Path, to: Path) -> tuple[float, int]:
    """Link by one way and write its clusters; returns seconds and peak MB."""
    started = perf_counter()
    con = history(home)
    WAYS[way](con)
    seconds, peak = perf_counter() - started, peak_mb()
    con.execute(f"copy (select record, dense_rank() over (order by child) as child from linked) to '{to}'")
    return seconds, peak


def run(way: str, home: Path, truth: Path) -> Run:
    """Link in a process of its own, then compare with the truth."""
    clusters = truth.with_name(f"{way}.parquet")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        seconds, peak = alone.submit(link, way, home, clusters).result()
    con = history(home)
    con.execute(
        "create temp table links as select r.record, coalesce(c.child, -r.record) as child, true as is_child"
        f" from records r left join '{clusters}' c using (record)"
    )
    return Run(seconds, peak, evaluate(con, truth, None))


COMMONEST = 0.5
"""No slip is made in more than this share of the records, however often its rate is multiplied."""


def rougher(times: float) -> dict[str, parameters.Slips]:
    """The slips of each feed, so many times as frequent."""
    made = {}
    for feed, slips in parameters.SLIPS.items():
        rates = {field.name: getattr(slips, field.name) for field in fields(slips)}
        more: dict[str, Any] = {
            name: min(rate * times, COMMONEST) for name, rate in rates.items() if isinstance(rate, float | int)
        }
        made[feed] = replace(slips, **more)
    made["eoir_cases"] = replace(made["eoir_cases"], birth_missing=1.0)
    return made


def invent(children: int, seed: int, folder: Path, slips: float | None = None) -> Path:
    """Deliver an invented population to a home of its own; returns the home."""
    with patch.object(parameters, "SLIPS", rougher(slips) if slips else parameters.SLIPS):
        synthetic.synthesise(children, seed, folder / "files")
    home = open_home(folder / "home")
    for each in synthetic.deliveries(folder / "files"):
        home.deliver(each.feed, each.file, received_at=each.received_at, full=each.full)
    return home.path


HEADINGS = ("P", "R", "F1", "perfect", "merged", "twins", "wrong", "missed", "children", "seconds", "records/s", "MB")


def show(way: str, done: Run) -> None:
    """One line: shares, then the counts of wrong and missed pairs and of children wrongly joined."""
    pairs, children = done.found.pairs, done.found.children
    twins = done.found.by_kind["twin"].merged if "twin" in done.found.by_kind else 0
    shares = (pairs.precision, pairs.recall, pairs.f1, children.perfect, children.merged, twins)
    counts = (pairs.linked - pairs.both, pairs.true - pairs.both, round(children.merged * children.children))
    print(
        f"{way:<22}"
        + "".join(f"{share or 0:>10.5f}" for share in shares)
        + "".join(f"{count:>10,}" for count in counts)
        + f"{done.seconds:>10.1f}{done.found.records / done.seconds:>10,.0f}{done.peak_mb:>10,}",
        flush=True,
    )


def main(children: int, seeds: list[int], ways: list[str], slips: float | None) -> None:
    """A table per seed."""
    for seed in seeds:
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            home = invent(children, seed, folder, slips)
            rough = f", slips {slips:g} times as frequent" if slips else ""
            print(f"\n{children:,} invented children, seed {seed}{rough}")
            print(f"{'':<22}" + "".join(f"{heading:>10}" for heading in HEADINGS), flush=True)
            for way in ways:
                show(way, run(way, home, folder / "files" / "truth.csv"))


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=450_000)
    asked.add_argument("--way", choices=list(WAYS), action="append")
    asked.add_argument("--slips", type=float)
    asked.add_argument("seeds", type=int, nargs="*", default=list(SEEDS))
    given = asked.parse_args()
    main(given.children, given.seeds, given.way or list(WAYS), given.slips)
