from __future__ import annotations

from pathlib import Path

import duckdb

from everychild.synthetic.layout import FEEDS, holds
from everychild.synthetic.parameters import NEVER_ACCEPTED_ONE_IN
from everychild.synthetic.planted import planted


def _children(folder: Path) -> list[dict[str, str]]:
    con = duckdb.connect()
    rows = con.execute(f"select * from read_csv('{folder}/truth_children.csv', all_varchar = true)")
    names = [column[0] for column in rows.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def test_every_planted_history_is_there(small: Path) -> None:
    names = {life.name for life in planted(2_000)}
    assert names == {child["history"] for child in _children(small) if child["kind"] == "planted"}
    assert len(names) > 100


def test_rare_histories_recur_at_their_rate_and_three_times_at_least() -> None:
    for children, times in ((2_000, 3), (450_000, 450_000 // NEVER_ACCEPTED_ONE_IN)):
        names = [life.name for life in planted(children)]
        assert names.count("handed_over_and_never_accepted") == times


def test_planted_lives_tell_only_columns_that_exist() -> None:
    for life in planted(2_000):
        for feed, cells in life.rows:
            assert set(cells) <= set(FEEDS[feed]), life.name
            assert all(holds(feed, column) for column in cells)


def test_every_kind_of_child_is_there(small: Path) -> None:
    kinds = {child["kind"] for child in _children(small)}
    assert kinds == {
        "twin", "sibling", "namesake", "re_entered", "second_a_number", "indigenous", "ordinary", "planted",
        "us_citizen", "separated_only",
    }  # fmt: skip


def test_twins_share_birth_and_have_names_and_numbers_side_by_side(large: Path) -> None:
    children = {child["child"]: child for child in _children(large)}
    twins = [child for child in children.values() if child["twin_of"]]
    assert len(twins) > 30
    assert all(child["born"] == children[child["twin_of"]]["born"] for child in twins)
    siblings = [child for child in children.values() if child["sibling_of"] and not child["twin_of"]]
    assert all(child["born"] != children[child["sibling_of"]]["born"] for child in siblings)


def test_separated_citizens_are_in_no_other_feed(small: Path) -> None:
    citizens = {child["child"] for child in _children(small) if child["us_citizen"] == "Y"}
    sql = f"select distinct child, feed from read_csv('{small}/truth.csv', all_varchar = true)"
    feeds = {feed for child, feed in duckdb.execute(sql).fetchall() if child in citizens}
    assert len(citizens) >= 3
    assert feeds == {"separations"}
