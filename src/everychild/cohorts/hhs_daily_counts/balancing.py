"""Balancing the published stock against the published flows, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

TOLERANCE = 5
"""Children by which a day may miss and still be called balanced: late corrections and the hour of counting."""


@dataclass(frozen=True)
class DayBalance:
    """Two consecutive days. ``discrepancy`` = change in care - (transferred_out - discharged), in children.

    The flows are those of the later day, ``day``. Null where a count is unknown; ``within`` is null with it.
    """

    day: date
    in_care_before: int | None
    in_care: int | None
    change_in_care: int | None
    transferred_out: int | None
    discharged: int | None
    discrepancy: int | None
    within: bool | None


@dataclass(frozen=True)
class Gap:
    """A stretch of ``days`` calendar days without a row, between two days that have one."""

    after: date
    before: date
    days: int


@dataclass(frozen=True)
class Imbalance:
    """The balance in a few numbers. ``pairs`` of consecutive days, of which ``cannot_tell`` lack a count.

    ``mean`` and ``deviation`` (sample standard deviation) of the discrepancy, in children; ``largest`` by size.
    """

    days: int
    first_day: date | None
    last_day: date | None
    pairs: int
    within: int
    cannot_tell: int
    tolerance: int
    mean: float | None
    deviation: float | None
    largest: DayBalance | None
    gaps: int
    missing_days: int
    longest_gap: Gap | None


def balance(con: duckdb.DuckDBPyConnection) -> list[DayBalance]:
    """Make and return the temp table ``daily_balance``: a row per pair of consecutive days in ``daily_counts``."""
    con.execute(
        f"""
        create or replace temp table daily_balance as
        select d.day, before.in_hhs_care as in_care_before, d.in_hhs_care as in_care,
               d.in_hhs_care - before.in_hhs_care as change_in_care, d.transferred_out, d.discharged,
               change_in_care - (d.transferred_out - d.discharged) as discrepancy,
               abs(discrepancy) <= {TOLERANCE} as within
        from daily_counts d join daily_counts before on before.day = d.day - 1 order by d.day
        """
    )
    return [DayBalance(*row) for row in con.execute("from daily_balance order by day").fetchall()]


def gaps(con: duckdb.DuckDBPyConnection) -> list[Gap]:
    """Make the temp table ``daily_gaps`` (after, before, days) from ``daily_counts`` and return it."""
    con.execute(
        """
        create or replace temp table daily_gaps as
        select day as after, next as before, next - day - 1 as days
        from (select day, lead(day) over (order by day) as next from daily_counts) where next > day + 1 order by day
        """
    )
    return [Gap(*row) for row in con.execute("from daily_gaps order by after").fetchall()]


def imbalance_summary(con: duckdb.DuckDBPyConnection) -> Imbalance:
    """The balance of ``daily_counts`` for the report; makes ``daily_balance`` and ``daily_gaps``."""
    pairs, missing = balance(con), gaps(con)
    ((days, first, last),) = con.execute("select count(*), min(day), max(day) from daily_counts").fetchall()
    ((within, cannot_tell, mean, deviation),) = con.execute(
        """
        select count(*) filter (where within), count(*) filter (where within is null), avg(discrepancy),
               stddev_samp(discrepancy) from daily_balance
        """
    ).fetchall()
    told = [(abs(pair.discrepancy), pair) for pair in pairs if pair.discrepancy is not None]
    return Imbalance(
        days=days,
        first_day=first,
        last_day=last,
        pairs=len(pairs),
        within=within,
        cannot_tell=cannot_tell,
        tolerance=TOLERANCE,
        mean=mean,
        deviation=deviation,
        largest=max(told, key=lambda sized: sized[0])[1] if told else None,
        gaps=len(missing),
        missing_days=sum(gap.days for gap in missing),
        longest_gap=max(missing, key=lambda gap: gap.days, default=None),
    )
