"""HHS's own file, where a copy is at hand. It is not part of the project, so elsewhere these are skipped and say so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from everychild.cohorts.hhs_daily_counts import Source, imbalance_summary, in_force, load, pages, record
from everychild.cohorts.hhs_daily_counts.page.study import Adding, study

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "hhs_daily_uc.csv"
pytestmark = pytest.mark.skipif(
    not REAL.is_file(), reason="no copy of HHS's daily counts in ../shared/data/hhs_daily_uc.csv beside the project"
)


def test_every_dated_row_is_read_and_the_blank_ones_are_counted() -> None:
    con = duckdb.connect()
    loaded = load(con, REAL)
    assert (loaded.records, loaded.blank, loaded.rows, loaded.accepted, loaded.rejected) == (1170, 450, 720, 720, 0)
    assert (loaded.first_day, loaded.last_day, loaded.missing_days) == (date(2023, 1, 12), date(2025, 12, 21), 355)
    assert con.execute("from daily_counts where day = '2025-12-21'").fetchall() == [
        (date(2025, 12, 21), 6, 18, 11, 2484, 14)
    ]


def test_stock_and_flows_seldom_balance() -> None:
    con = duckdb.connect()
    load(con, REAL)
    found = imbalance_summary(con)
    assert (found.days, found.pairs, found.within, found.cannot_tell) == (720, 558, 167, 0)
    assert (round(found.mean or 0), round(found.deviation or 0)) == (68, 108)
    assert (found.gaps, found.missing_days) == (161, 355)
    assert found.longest_gap is not None
    assert (found.longest_gap.after, found.longest_gap.before) == (date(2023, 1, 12), date(2023, 1, 22))


def test_what_is_recorded_reads_back_the_same(tmp_path: Path) -> None:
    con, again = duckdb.connect(), duckdb.connect()
    load(con, REAL)
    record(tmp_path, REAL, datetime(2025, 12, 22, tzinfo=UTC))
    in_force(again, tmp_path)
    rows = [one.execute("from daily_counts order by day").fetchall() for one in (con, again)]
    assert rows[0] == rows[1]


def test_adding_up_would_leave_fewer_than_no_children() -> None:
    con = duckdb.connect()
    load(con, REAL)
    found = study(con)
    assert found.adding == Adding(date(2023, 1, 12), 6566, date(2025, 12, 21), 2484, -25244)
    assert (found.more, found.fewer) == (318, 73)
    assert (found.more_discharged, found.with_both_flows, found.more_discharged_yet_more_in_care) == (475, 720, 166)
    assert found.missing_on[5] + found.missing_on[6] == 306


def test_the_page_tells_the_years_beside_each_other() -> None:
    con = duckdb.connect()
    load(con, REAL)
    page = pages(con, [Source(REAL.name, datetime(2025, 12, 22, tzinfo=UTC), "", 720, 0)])["public-counts.html"]
    assert "do not balance on 391 of 558 days" in page
    assert [f">{mean}</td>" in page for mean in ("8,646", "7,043", "2,543")] == [True] * 3
    assert len(page) < 1_000_000
