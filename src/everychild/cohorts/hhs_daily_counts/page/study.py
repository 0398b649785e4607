"""What the page tells of the published days: one SQL question each, over ``daily_counts`` and ``daily_balance``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from everychild.cohorts.hhs_daily_counts.balancing import DayBalance, Gap, Imbalance, balance, gaps, imbalance_summary

LONG_GAP = 4
"""Days without a row that are more than a weekend and a holiday: hatched in the charts."""


@dataclass(frozen=True)
class Day:
    """A published day; a count is null where its cell is empty or its column missing."""

    day: date
    placed_in_cbp: int | None
    in_cbp: int | None
    transferred_out: int | None
    in_care: int | None
    discharged: int | None


@dataclass(frozen=True)
class Period:
    """A month or a year of published days. Nothing in it is a sum over days.

    ``published`` of ``calendar`` days, both between the first and the last day of all. ``pairs`` of consecutive days
    whose later day lies in it: ``within`` the tolerance, ``more`` or ``fewer`` in care than the flows explain.
    """

    start: date
    published: int
    calendar: int
    first: int | None
    last: int | None
    mean: float | None
    lowest: int | None
    highest: int | None
    transferred_median: float | None
    transferred_most: int | None
    discharged_median: float | None
    discharged_most: int | None
    pairs: int
    within: int
    more: int
    fewer: int


@dataclass(frozen=True)
class Adding:
    """What adding up would give: the first stock and every later flow, beside the stock that was published."""

    first_day: date
    in_care_first: int
    last_day: date
    in_care_last: int
    added_up: int


@dataclass(frozen=True)
class Study:
    """Everything that the page shows. ``published_on`` and ``missing_on`` have the days with and without
    a row by weekday, Monday 1 to Sunday 7.
    """

    summary: Imbalance
    days: Sequence[Day]
    balance: Sequence[DayBalance]
    gaps: Sequence[Gap]
    years: Sequence[Period]
    months: Sequence[Period]
    published_on: Mapping[int, int]
    missing_on: Mapping[int, int]
    with_both_flows: int
    more_discharged: int
    more_discharged_yet_more_in_care: int
    adding: Adding | None

    @property
    def stock(self) -> list[Day]:
        """The days on which the number in care is known."""
        return [day for day in self.days if day.in_care is not None]

    @property
    def unbalanced(self) -> list[DayBalance]:
        """The days that do not balance, the largest discrepancy first."""
        found = [pair for pair in self.balance if pair.within is False]
        return sorted(found, key=lambda pair: (-abs(pair.discrepancy or 0), pair.day))

    @property
    def more(self) -> int:
        """Days with more children in care than the flows explain."""
        return sum(year.more for year in self.years)

    @property
    def fewer(self) -> int:
        """Days with fewer children in care than the flows explain."""
        return sum(year.fewer for year in self.years)

    @property
    def calendar(self) -> int:
        """Calendar days from the first to the last published one."""
        return self.summary.days + self.summary.missing_days


def study(con: duckdb.DuckDBPyConnection) -> Study:
    """Study ``daily_counts``, which must hold a day; makes ``daily_balance`` and ``daily_gaps``."""
    summary = imbalance_summary(con)
    days = con.execute(
        "select day, placed_in_cbp, in_cbp, transferred_out, in_hhs_care, discharged from daily_counts order by day"
    ).fetchall()
    ((both, more_discharged),) = con.execute(
        """
        select count(*) filter (where discharged - transferred_out is not null),
               count(*) filter (where discharged > transferred_out) from daily_counts
        """
    ).fetchall()
    ((yet_more,),) = con.execute(
        "select count(*) from daily_balance where discharged > transferred_out and change_in_care > 0"
    ).fetchall()
    return Study(
        summary=summary,
        days=[Day(*day) for day in days],
        balance=balance(con),
        gaps=gaps(con),
        years=_periods(con, "year"),
        months=_periods(con, "month"),
        published_on=dict(con.execute("select isodow(day), count(*) from daily_counts group by 1").fetchall()),
        missing_on=_missing_on(con),
        with_both_flows=both,
        more_discharged=more_discharged,
        more_discharged_yet_more_in_care=yet_more,
        adding=_adding(con),
    )


def _periods(con: duckdb.DuckDBPyConnection, part: str) -> list[Period]:
    """The months or the years that have a published day."""
    rows = con.execute(
        f"""
        with span as (select min(day) as first_day, max(day) as last_day from daily_counts),
        counted as (
            select date_trunc('{part}', day)::date as start, count(*) as published,
                   arg_min(in_hhs_care, day) as first, arg_max(in_hhs_care, day) as last, avg(in_hhs_care) as mean,
                   min(in_hhs_care) as lowest, max(in_hhs_care) as highest,
                   median(transferred_out) as transferred_median, max(transferred_out) as transferred_most,
                   median(discharged) as discharged_median, max(discharged) as discharged_most
            from daily_counts group by all),
        balanced as (
            select date_trunc('{part}', day)::date as start, count(*) as pairs,
                   count(*) filter (where within) as within,
                   count(*) filter (where not within and discrepancy > 0) as more,
                   count(*) filter (where not within and discrepancy < 0) as fewer
            from daily_balance group by all)
        select start, published,
               least((start + interval 1 {part})::date - 1, last_day) - greatest(start, first_day) + 1 as calendar,
               first, last, mean, lowest, highest, transferred_median, transferred_most, discharged_median,
               discharged_most, coalesce(pairs, 0), coalesce(within, 0), coalesce(more, 0), coalesce(fewer, 0)
        from counted cross join span left join balanced using (start) order by start
        """
    ).fetchall()
    return [Period(*row) for row in rows]


def _missing_on(con: duckdb.DuckDBPyConnection) -> dict[int, int]:
    rows = con.execute(
        """
        select isodow(day), count(*)
        from (select unnest(generate_series(min(day), max(day), interval 1 day))::date as day from daily_counts)
        anti join daily_counts using (day) group by 1
        """
    ).fetchall()
    return dict(rows)


def _adding(con: duckdb.DuckDBPyConnection) -> Adding | None:
    """Null where a count is missing: then not even the wrong sum can be had."""
    ((first, at_first, last, at_last, added, whole),) = con.execute(
        """
        select min(day), arg_min_null(in_hhs_care, day), max(day), arg_max_null(in_hhs_care, day),
               sum(transferred_out - discharged) filter (where day > (select min(day) from daily_counts)),
               bool_and(transferred_out - discharged is not null) from daily_counts
        """
    ).fetchall()
    if first == last or not whole or at_first is None or at_last is None:
        return None
    return Adding(first, at_first, last, at_last, int(at_first + added))
