"""The public counts page says what the rows say, and nothing that they do not."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import duckdb
import pytest

from everychild.cohorts import hhs_daily_counts as daily
from everychild.cohorts.hhs_daily_counts.columns import COLUMNS
from everychild.cohorts.hhs_daily_counts.page.study import Adding, study

SAMPLE = Path(daily.__file__).parent / "sample.csv"
SOURCE = daily.Source("counts.csv", datetime(2019, 4, 1, 12, tzinfo=UTC), "5ea1" * 16, 5, 5)
Row = tuple[date, int | None, int | None, int | None]


def counts(*rows: Row) -> duckdb.DuckDBPyConnection:
    """Invented days: in care, transferred out, discharged."""
    con = duckdb.connect()
    con.execute(f"create temp table daily_counts (day date, {', '.join(f'{name} integer' for name in COLUMNS)})")
    con.executemany(
        "insert into daily_counts by name select $1 as day, $2 as in_hhs_care, $3 as transferred_out, $4 as discharged",
        rows,
    )
    return con


def sample() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    daily.load(con, SAMPLE)
    return con


def weeks(number: int) -> duckdb.DuckDBPyConnection:
    """Sunday to Thursday of so many weeks: one child more each day than the flows explain by seven."""
    sunday = date(2023, 1, 1)
    days = [sunday + timedelta(7 * week + day) for week in range(number) for day in range(5)]
    return counts(*((day, 1000 + place, 4, 10) for place, day in enumerate(days)))


def words(page: str) -> str:
    """What a reader reads, on one line."""
    body = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def english(con: duckdb.DuckDBPyConnection, *, invented: bool = False) -> str:
    return daily.pages(con, [SOURCE], invented=invented)["public-counts.html"]


def test_stock_and_flows_of_the_last_day_and_the_balance_head_the_page() -> None:
    said = words(english(sample()))
    assert "do not balance on 1 of 3 days" in said
    assert "It published a row for 5 of 7 days" in said
    assert "2,104 in HHS care on 15 Mar 2019" in said
    assert "11 came, 8 left on 15 Mar 2019" in said
    assert "1 of 3 days balance" in said
    assert "cannot be told: a count is missing 1" in said


def test_the_day_that_does_not_balance_stands_with_all_that_is_needed_to_check_it() -> None:
    assert "14 Mar 2019 2,060 2,101 +41 12 6 +35" in words(english(sample()))


def test_what_an_empty_cell_held_is_not_known_and_never_zero() -> None:
    last = (date(2024, 3, 5), 100, None, 3)
    said = words(english(counts((date(2024, 3, 4), 90, 5, 5), last)))
    assert "not known came, 3 left" in said
    assert "0 came" not in said


def test_nothing_is_summed_but_to_show_what_a_sum_would_claim() -> None:
    found = study(weeks(2))
    assert found.adding == Adding(date(2023, 1, 1), 1000, date(2023, 1, 12), 1009, 1000 - 9 * 6)
    said = words(english(weeks(2)))
    assert "one arrives at 946 children on 12 Jan 2023. HHS reported 1,009." in said
    total_discharged, total_transferred = "100", "40"
    assert total_discharged not in said.split()
    assert total_transferred not in said.split()


def test_a_sum_is_not_even_shown_where_a_count_is_missing() -> None:
    assert study(sample()).adding is None
    assert "one arrives at" not in words(english(sample()))


def test_days_without_a_row_are_counted_and_never_bridged() -> None:
    said = words(english(weeks(10)))
    assert "No row was published for 18 of 68 days; 18 of those are Fridays or Saturdays" in said
    assert "Friday 0 9" in said
    assert "Sunday 10 0" in said
    lines = re.findall(r'<path[^>]* d="([^"]+)"[^>]*stroke="#1d5b96" stroke-width="1.75"', english(weeks(10)))
    lines += re.findall(r'stroke="#1d5b96" stroke-width="1.75"[^>]* d="([^"]+)"', english(weeks(10)))
    assert [line.count("M") for line in lines] == [10, 10, 10]


def test_a_year_and_a_month_give_first_last_and_mean_of_published_days() -> None:
    found = study(weeks(10))
    (year,) = found.years
    assert (year.published, year.calendar, year.first, year.last, year.mean) == (50, 68, 1000, 1049, 1024.5)
    assert [(month.start.month, month.published, month.calendar) for month in found.months] == [
        (1, 23, 31), (2, 20, 28), (3, 7, 9),
    ]  # fmt: skip
    assert (year.pairs, year.within, year.more, year.fewer) == (40, 0, 40, 0)


@pytest.mark.parametrize(
    "con",
    [
        counts((date(2024, 3, 4), 90, 5, 5)),
        counts((date(2024, 3, 4), None, 5, 5), (date(2024, 3, 5), None, None, None)),
        counts((date(2024, 2, 29), 0, 0, 0), (date(2024, 3, 1), 0, 0, 0), (date(2025, 3, 1), 0, 0, 0)),
    ],
    ids=["one day", "stock never told", "all zero"],
)
def test_any_days_make_a_page(con: duckdb.DuckDBPyConnection) -> None:
    for name, text in daily.pages(con, [SOURCE]).items():
        assert text, name


def test_each_language_has_its_page_and_names_the_other() -> None:
    made = daily.pages(sample(), [SOURCE])
    assert tuple(made) == daily.FILES
    for name, language, other in (
        ("public-counts.html", "en", "cuentas-publicas.html"),
        ("cuentas-publicas.html", "es", "public-counts.html"),
    ):
        assert f'<html lang="{language}">' in made[name]
        assert f'href="{other}"' in made[name]


def test_the_page_asks_for_nothing_and_every_table_has_its_caption() -> None:
    for page in (english(sample()), english(weeks(10))):
        assert not re.search(r"<script|<link|<img|@import|https?://(?!www\.w3\.org)", page)
        assert not re.search(r'\sstyle="', page)
        assert page.count("<table") == page.count("<caption")


def test_the_page_says_invented_only_where_the_home_is() -> None:
    assert "nvented" not in words(english(sample()))
    assert "Invented children" in words(english(sample(), invented=True))


def test_the_file_and_its_seal_are_named_and_what_was_left_out() -> None:
    said = words(english(sample()))
    assert f"counts.csv 1 Apr 2019, 12:00 UTC 5 5 {SOURCE.sha256}" in said


def test_a_file_name_is_text_and_no_markup() -> None:
    hostile = daily.Source("<b>counts</b>.csv", SOURCE.received_at, SOURCE.sha256, 5, 0)
    assert "<b>counts</b>" not in daily.pages(sample(), [hostile])["public-counts.html"]


def test_the_numbers_go_along_day_by_day() -> None:
    rows = list(csv.DictReader(io.StringIO(daily.pages(sample(), [SOURCE])["public-counts.csv"])))
    assert len(rows) == 5
    assert (rows[1]["discharged"], rows[1]["change_in_care"], rows[1]["discrepancy"]) == ("", "8", "")
    assert (rows[2]["day"], rows[2]["in_hhs_care"], rows[2]["change_in_care"]) == ("2019-03-13", "2060", "")
    assert (rows[3]["change_in_care"], rows[3]["discrepancy"], rows[3]["balances"]) == ("41", "35", "false")
