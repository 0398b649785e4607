"""How well the records are linked, where the truth is known: on invented children, or on a sample that people judged.

Only records of feeds that name a person are counted; a call or a hearing follows the number it bears and would flatter
the figures. Shares are of children and of pairs of records, never of single records.
"""

from __future__ import annotations

import resource
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

from everychild.identity import blocking
from everychild.identity.evaluation import Evaluation, Kind, Measured, Pairs
from everychild.identity.kinds import kinds_of_children
from everychild.identity.linking import link
from everychild.ledger import Ledger
from everychild.terms import sql
from everychild.terms.database import connect
from everychild.terms.refusals import Refused

NAMES = ("surname", "given", "full_name")
COLUMNS = ("feed", "record_key", "child")
WHO_THEY_ARE = "truth_children.csv"
"""The file beside the truth that tells of what kind each child is; without it the kinds are those the records show."""


def measure(home: Path, truth: Path, who: Path | None, known_by: datetime) -> Measured:
    """Link everything known at an instant afresh and compare with the truth. Raises Refused.

    What people judged is left out, for it is the linking that is measured; nothing in the home is changed.
    """
    con = connect()
    con.execute("set preserve_insertion_order = false")
    read_truth(con, truth)
    started = perf_counter()
    Ledger(home).history(con, known_by)
    link(con, None, known_by)
    seconds, peak = perf_counter() - started, peak_mb()
    naming = _one(con, f"select count(*) from records where feed in ({_naming(con)})")[0]
    found = _evaluate(con, who or _beside(truth))
    missed = blocking.missed(con, "(select record, truly as child from identity_truth)")
    return Measured(found, naming, seconds, peak, {"-".join(each.feeds): each.missed for each in missed})


def peak_mb() -> int:
    """The most memory this process has held so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def evaluate(con: duckdb.DuckDBPyConnection, truth: Path, who: Path | None) -> Evaluation:
    """Compare the ``links`` in ``con`` with a truth file (feed, record_key, child). Raises Refused.

    ``who`` tells of what kind each child is; without it, ``truth_children.csv`` beside the truth file, if it is there.
    """
    read_truth(con, truth)
    return _evaluate(con, who or _beside(truth))


def _beside(truth: Path) -> Path | None:
    beside = truth.with_name(WHO_THEY_ARE)
    return beside if beside.is_file() else None


def _evaluate(con: duckdb.DuckDBPyConnection, who: Path | None) -> Evaluation:
    missing = _match(con)
    kinds_of_children(con, who)
    _judge_children(con)
    by_pair = _by_pair(con)
    return Evaluation(
        records=_one(con, "select count(*) from identity_truth")[0],
        missing=missing,
        pairs=Pairs(*(sum(getattr(pairs, name) for pairs in by_pair.values()) for name in ("true", "linked", "both"))),
        children=_kinds(con, "select 'all' as kind, truly from identity_judged")["all"],
        by_pair=by_pair,
        by_kind=_kinds(con, "select kind, truly from identity_kinds"),
    )


def read_truth(con: duckdb.DuckDBPyConnection, truth: Path) -> None:
    """Make ``identity_said_truth`` (feed, record_key, child) from the file. Raises Refused."""
    if not truth.is_file():
        raise Refused("There is no such file.", where=str(truth))
    try:
        con.execute(
            f"create or replace temp table identity_said_truth as"
            f" select {', '.join(COLUMNS)} from read_csv({sql.text(str(truth))}, all_varchar = true, header = true)"
        )
    except duckdb.Error:
        raise Refused(
            "This is not a truth file.",
            where=truth.name,
            do=f"It needs a heading line with the columns {', '.join(COLUMNS)}.",
        ) from None
    twice = _one(con, "select count(*) - count(distinct (feed, record_key)) from identity_said_truth")[0]
    if twice:
        raise Refused(f"{twice:,} records are named more than once.", where=truth.name, do="Name each record once.")


def _match(con: duckdb.DuckDBPyConnection) -> int:
    """Make ``identity_truth`` (record, feed, truly, found); returns how many records of the truth are not known."""
    con.execute(
        f"""
        create or replace temp table identity_truth as
        select r.record, r.feed, t.child as truly, l.child as found
        from identity_said_truth t
        join records r on r.feed = t.feed and r.record_key = t.record_key
        join links l on l.record = r.record
        where r.feed in ({_naming(con)})
        """
    )
    counted, known = _one(
        con,
        "select (select count(*) from identity_truth),"
        " (select count(*) from identity_said_truth t"
        "  join records r on r.feed = t.feed and r.record_key = t.record_key)",
    )
    if not counted:
        raise Refused(
            "No record of the truth file is known.",
            do="Give the truth about the records that were delivered to this home.",
        )
    return int(_one(con, "select count(*) from identity_said_truth")[0] - known)


def _naming(con: duckdb.DuckDBPyConnection) -> str:
    """SQL of the feeds that name a person."""
    present = {column for column, *_ in con.execute("describe persons").fetchall()}
    named = [f"{column} is not null" for column in NAMES if column in present] or ["false"]
    return f"select feed from persons where {' or '.join(named)}"


def _judge_children(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_judged``: per child of the truth, whether perfect, whether merged, its pairs, those found."""
    con.execute(
        """
        create or replace temp table identity_judged as
        with shared as (select truly, found, count(*) as n from identity_truth group by truly, found),
             crowded as (select found, count(*) as children from shared group by found)
        select truly, max(children) = 1 and count(*) = 1 as perfect, max(children) > 1 as merged,
               sum(n) * (sum(n) - 1) // 2 as pairs, sum(n * (n - 1) // 2) as pairs_found
        from shared join crowded using (found) group by truly
        """
    )


def _by_pair(con: duckdb.DuckDBPyConnection) -> dict[str, Pairs]:
    """Pairs of records by their two feeds, counted from the sizes of the groups, never from the pairs themselves."""

    def counted(name: str, group: str) -> str:
        return f"""
        {name} as (
            with sizes as (select {group}, feed, count(*) as n from identity_truth group by {group}, feed)
            select x.feed as first, y.feed as second,
                   sum(case when x.feed = y.feed then x.n * (x.n - 1) // 2 else x.n * y.n end)::bigint as pairs
            from sizes x join sizes y using ({group}) where x.feed <= y.feed group by all)"""

    rows = con.execute(
        f"""
        with {counted("true_pairs", "truly")}, {counted("linked_pairs", "found")},
             {counted("right_pairs", "truly, found")}
        select first || '-' || second, t.pairs, l.pairs, r.pairs
        from true_pairs t full join linked_pairs l using (first, second) left join right_pairs r using (first, second)
        where coalesce(t.pairs, 0) + coalesce(l.pairs, 0) > 0 order by 1
        """
    ).fetchall()
    return {name: Pairs(*(int(count or 0) for count in counts)) for name, *counts in rows}


def _kinds(con: duckdb.DuckDBPyConnection, kinds: str) -> dict[str, Kind]:
    rows = con.execute(
        f"""
        select kind, count(*), avg(perfect::int), avg(merged::int), sum(pairs_found) / nullif(sum(pairs), 0)
        from ({kinds}) join identity_judged using (truly) group by kind order by kind
        """
    ).fetchall()
    return {kind: Kind(*shares) for kind, *shares in rows}


def _one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = con.execute(query).fetchone()
    return row or (0,)
