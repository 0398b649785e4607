"""A pin gives back the same links, and an altered one is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from everychild.identity import export, link, pin, pinned
from everychild.terms.refusals import Refused

Con = duckdb.DuckDBPyConnection
History = Callable[..., None]
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def some(history: History, children: int = 40) -> None:
    rows = [{"feed": feed, "a_number": f"2{n:08}", "dob": date(2008, 3, 14)} for n in range(children)
            for feed in ("ice_custody", "orr_care", "eoir_cases")]  # fmt: skip
    history(*rows, {"feed": "eoir_cases", "a_number": "299999999"})


def tables(con: Con) -> list[list[tuple[object, ...]]]:
    return [con.execute(f"from {table} order by all").fetchall() for table in ("links", "children")]


def test_a_pin_gives_the_same_links_after_relinking(tmp_path: Path, con: Con, history: History) -> None:
    some(history)
    link(con, None, NOW)
    before = tables(con)
    digest = pin(con, tmp_path)
    kept = sorted(path.name for path in (tmp_path / "identity" / "links").iterdir())
    assert kept == [f"{digest}.doubt.parquet", f"{digest}.parquet"]
    con.execute("update persons set a_number = null")
    link(con, None, NOW)
    assert tables(con) != before
    assert pin(con, tmp_path) != digest
    pinned(con, tmp_path, digest)
    assert tables(con) == before
    assert pin(con, tmp_path) == digest


def test_the_digest_depends_on_neither_threads_nor_order(tmp_path: Path, con: Con, history: History) -> None:
    some(history)
    digests = set()
    for threads in (1, 4):
        con.execute(f"set threads = {threads}")
        link(con, None, NOW)
        digests.add(pin(con, tmp_path))
    con.execute("create or replace temp table links as from links order by record desc")
    digests.add(pin(con, tmp_path))
    assert len(digests) == 1


def test_a_pin_that_is_missing_altered_or_of_other_records_is_refused(
    tmp_path: Path, con: Con, history: History
) -> None:
    some(history)
    link(con, None, NOW)
    digest = pin(con, tmp_path)
    with pytest.raises(Refused, match="not here"):
        pinned(con, tmp_path, "0" * 64)
    some(history, children=39)
    with pytest.raises(Refused, match="not in both"):
        pinned(con, tmp_path, digest)
    path = tmp_path / "identity" / "links" / f"{digest}.parquet"
    whole = path.read_bytes()
    for altered in (whole[:-20], b""):
        path.write_bytes(altered)
        with pytest.raises(Refused, match="not as it was written"):
            pinned(con, tmp_path, digest)
    con.execute(f"copy (select record, 1 as child, is_child from links) to '{path}' (format parquet)")
    with pytest.raises(Refused, match="not as it was written"):
        pinned(con, tmp_path, digest)


def test_export_has_a_row_for_every_record_in_order(tmp_path: Path, con: Con, history: History) -> None:
    history(
        {"feed": "eoir_cases", "key": "EOIR-1", "a_number": "212345678"},
        {"feed": "ice_custody", "key": 'I,"1"', "a_number": "212345678"},
        {"feed": "ice_notices", "key": "N-1"},
    )
    link(con, None, NOW)
    assert export(con, tmp_path / "links.csv") == 3
    child = "C" + con.execute("select left(md5('eoir_cases:EOIR-1'), 14)").fetchall()[0][0]
    alone = "C" + con.execute("select left(md5('ice_notices:N-1'), 14)").fetchall()[0][0]
    assert (tmp_path / "links.csv").read_text() == (
        f'feed,record_key,child_id\neoir_cases,EOIR-1,{child}\nice_custody,"I,""1""",{child}\nice_notices,N-1,{alone}\n'
    )
