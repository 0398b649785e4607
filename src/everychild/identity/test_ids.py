"""An id stays while its founding record stays; what moves is written down, and an old id leads on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from everychild.identity import history as history_of
from everychild.identity import leads_to
from everychild.identity.children import make_children
from everychild.identity.ids import Move, keep, moves

Con = duckdb.DuckDBPyConnection
History = Callable[..., None]
AT = datetime(2024, 1, 1, tzinfo=UTC)


def linked(con: Con, clusters: list[list[int]]) -> None:
    """Make ``links`` and ``children`` of clusters of custody records."""
    rows = [(record, min(cluster), True) for cluster in clusters for record in cluster]
    con.execute("create or replace temp table links (record integer, child integer, is_child boolean)")
    con.executemany("insert into links values (?, ?, ?)", rows)
    make_children(con)


def change(con: Con, history: History, before: list[list[int]], after: list[list[int]]) -> list[Move]:
    history(*({"feed": "ice_custody", "key": f"K{n}", "dob": date(2008, 1, 2)} for n in range(1, 10)))
    linked(con, before)
    con.execute("create or replace temp table was as from links")
    con.execute("create or replace temp table known as from children")
    linked(con, after)
    return moves(con, "select record, child from was", "select child, child_id from known", AT)


def name(con: Con, number: int) -> str:
    return str(con.execute("select 'C' || left(md5('ice_custody:K' || ?), 14)", [number]).fetchall()[0][0])


def told(con: Con, moved: list[Move]) -> list[tuple[Any, ...]]:
    ids = {name(con, number): number for number in range(1, 10)}
    return [(ids[move.was], move.now and ids[move.now], move.kind, move.records) for move in moved]


def test_new_records_move_nothing(con: Con, history: History) -> None:
    assert change(con, history, [[1, 3], [2]], [[1, 3, 5], [2, 6], [4]]) == []


def test_two_children_joined_are_under_the_older_id(con: Con, history: History) -> None:
    assert told(con, change(con, history, [[1, 3], [2, 4]], [[1, 2, 3, 4]])) == [(2, 1, "joined", 2)]


def test_a_child_that_was_two_is_told_part_by_part(con: Con, history: History) -> None:
    assert told(con, change(con, history, [[1, 2, 3]], [[1, 3], [2]])) == [(1, 1, "split", 2), (1, 2, "split", 1)]


def test_where_the_founding_record_left_the_others_have_another_id(con: Con, history: History) -> None:
    moved = change(con, history, [[1], [2, 3, 4]], [[1, 2], [3, 4]])
    assert told(con, moved) == [(2, 1, "split", 1), (2, 3, "split", 2)]
    assert leads_to(con, moved, name(con, 2)) == name(con, 1)


def test_a_withdrawn_founder_leads_to_where_the_others_are(con: Con, history: History) -> None:
    history(*({"feed": "ice_custody", "key": f"K{n}"} for n in range(1, 4)))
    linked(con, [[1, 2, 3]])
    con.execute("create or replace temp table was as from links")
    con.execute("create or replace temp table known as from children")
    con.execute("delete from records where record = 1")
    linked(con, [[2, 3]])
    moved = moves(con, "select record, child from was", "select child, child_id from known", AT)
    assert told(con, moved) == [(1, 2, "joined", 2), (1, None, "withdrawn", 1)]
    assert leads_to(con, moved, name(con, 1)) == name(con, 2)


def test_an_id_that_never_was_leads_nowhere(con: Con, history: History) -> None:
    change(con, history, [[1]], [[1]])
    assert leads_to(con, [], "Cnobody") is None


def test_the_history_is_kept_and_told_as_it_was_known(tmp_path: Path) -> None:
    first = Move("2024-01-01T00:00:00+00:00", "Ca", "Cb", "joined", 2)
    second = Move("2024-02-01T00:00:00+00:00", "Cb", "Cc", "joined", 3)
    keep(tmp_path, [first])
    path = tmp_path / "identity" / "moves.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2024')  # torn by a crash
    keep(tmp_path, [second])
    later = AT + timedelta(days=60)
    assert history_of(tmp_path, "Cb", later) == [first, second]
    assert history_of(tmp_path, "Ca", later) == [first]
    assert history_of(tmp_path, "Cb", AT) == [first]
    assert history_of(tmp_path / "elsewhere", "Cb", later) == []
