"""What a person is asked first, and what nobody is asked again."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from everychild.identity import in_doubt, review

Con = duckdb.DuckDBPyConnection
History = Callable[..., None]


def doubts(con: Con, clusters: list[list[int]], pairs: list[tuple[int, int, float]]) -> None:
    """Make ``links``, ``identity_review`` and an empty ``identity_said``."""
    con.execute("create or replace temp table links (record integer, child integer, is_child boolean)")
    for cluster in clusters:
        con.execute(
            "insert into links select record, ?, bool_or(feed in ('ice_custody', 'orr_care')) over () from records"
            " where list_contains(?, record)",
            [min(cluster), cluster],
        )
    con.execute(
        "create or replace temp table identity_review"
        " (a integer, b integer, weight double, because varchar, component integer)"
    )
    con.executemany("insert into identity_review values (?, ?, ?, 'fits', 1)", pairs)
    con.execute("create or replace temp table identity_said (a integer, b integer, says varchar)")


def feeds(history: History, *names: str) -> None:
    history(*({"feed": feed, "key": f"K{n}"} for n, feed in enumerate(names, start=1)))


def test_what_decides_whether_a_child_is_accounted_for_comes_first(con: Con, history: History) -> None:
    feeds(history, "orr_care", "orr_care", "ice_notices", "orr_care")
    doubts(con, [[1], [2], [3], [4]], [(1, 2, 0.1), (2, 3, 5.0), (1, 4, 0.5)])
    first, second, third = review(con)
    assert (first.a, first.b, first.together) == ("orr_care:K2", "ice_notices:K3", False)
    assert first.decides == ("a record of care", "a notice to appear")
    assert (second.b, third.b) == ("orr_care:K2", "orr_care:K4")  # the less certain first
    assert second.decides == third.decides == ()


def test_parting_two_may_take_a_childs_only_notice(con: Con, history: History) -> None:
    feeds(history, "orr_care", "ice_notices", "ice_notices", "orr_care", "ice_notices")
    doubts(con, [[1, 2, 3], [4, 5]], [(1, 2, 3.0), (4, 5, 3.0)])
    first, second = review(con)
    assert (first.b, first.together) == ("ice_notices:K5", True)
    assert "a notice to appear" in first.decides
    assert "a notice to appear" not in second.decides


def test_records_that_are_no_child_decide_nothing_about_one(con: Con, history: History) -> None:
    feeds(history, "ice_notices", "eoir_cases")
    doubts(con, [[1], [2]], [(1, 2, 1.0)])
    assert review(con)[0].decides == ()


def test_what_was_judged_is_never_asked_again(con: Con, history: History) -> None:
    feeds(history, "orr_care", "orr_care", "orr_care")
    doubts(con, [[1], [2], [3]], [(1, 2, 1.0), (3, 1, 1.0), (2, 3, 1.0)])
    con.execute("insert into identity_said values (1, 2, 'unsure'), (1, 3, 'different')")
    assert [(one.a, one.b) for one in review(con)] == [("orr_care:K2", "orr_care:K3")]
    assert in_doubt(con) == 1
    assert review(con, 1) == review(con)
