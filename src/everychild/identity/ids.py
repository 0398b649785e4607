"""Stable ids: what became of a child's id when links changed, kept for good, and where an old id leads now.

An id is made from its founding record, the earliest known one, so a delivery of later records never changes it. When
two children turn out to be one, the older id stays and the other leads to it; when one turns out to be two, the part
with the founding record keeps the id. HOME/identity/moves.jsonl has a line for each, and no personal data.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from everychild.identity.children import child_id

Kind = Literal["joined", "split", "withdrawn"]


@dataclass(frozen=True)
class Move:
    """``records`` of the child known as ``was`` are, since this linking, with the child known as ``now``.

    ``joined``: all of them are under the older id of another. ``split``: they are under several ids, a line for each.
    ``withdrawn``: the deliveries that told of them were withdrawn, and ``now`` is None. ``at`` is the instant as known
    at which it was linked, ISO 8601 in UTC.
    """

    at: str
    was: str
    now: str | None
    kind: Kind
    records: int


def moves(con: duckdb.DuckDBPyConnection, links: str, children: str, at: datetime) -> list[Move]:
    """What moved between earlier links and those in ``con``: nothing for records that are new.

    ``links`` is SQL of the earlier (record, child), ``children`` of the earlier (child, child_id): a founding record
    may have been withdrawn since.
    """
    rows = con.execute(
        f"""
        with b as ({links}),
        moved as (select distinct b.child as was from b left join links l on l.record = b.record
                  where l.child is distinct from b.child),
        pairs as (
            select b.child as was, l.child as now, count(*) as records, count(now) over (partition by was) as parts
            from b semi join moved on was = b.child left join links l on l.record = b.record group by b.child, l.child),
        ids as (select r.record as child, {child_id("r")} as id from records r where r.record in (
                    select was from pairs union select now from pairs))
        select coalesce(k.child_id, w.id) as known, n.id,
               case when now is null then 'withdrawn' when parts > 1 then 'split' else 'joined' end, records
        from pairs left join ({children}) k on k.child = was
        left join ids w on w.child = was left join ids n on n.child = now
        where known is not null order by was, now nulls last
        """
    ).fetchall()
    instant = at.astimezone(UTC).isoformat()
    return [Move(instant, was, now, kind, records) for was, now, kind, records in rows]


def keep(home: Path, moved: list[Move]) -> None:
    """Append to the history of ids. A line that a crash has torn is taken off first."""
    if not moved:
        return
    path = _path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(b"".join(json.dumps(asdict(each)).encode() + b"\n" for each in moved))
        file.flush()
        os.fsync(file.fileno())


def history(home: Path, child: str, known_by: datetime) -> list[Move]:
    """Every move from or to an id that was known at an instant, oldest first."""
    try:
        whole, _, _ = _path(home).read_bytes().rpartition(b"\n")
    except FileNotFoundError:
        return []
    name, found = child.encode(), []
    for line in whole.split(b"\n"):
        if name in line:
            move = Move(**json.loads(line))
            if child in (move.was, move.now) and datetime.fromisoformat(move.at) <= known_by:
                found.append(move)
    return found


def leads_to(con: duckdb.DuckDBPyConnection, moved: list[Move], child: str) -> str | None:
    """The id in ``children`` under which the child once known by an id is now; None where there is no such child.

    That is where its founding record is. Where that record was withdrawn, it is where ``moved``, the history of the id,
    says that most of the others went.
    """
    row = con.execute(
        f"""
        select c.child_id from records r join links l on l.record = r.record join children c on c.child = l.child
        where {child_id("r")} = ?
        """,
        [child],
    ).fetchone()
    if row:
        return str(row[0])
    went = [(move.at, move.records, move.now) for move in moved if move.was == child and move.now]
    if not went:
        return None
    _, _, now = max(went)
    found = con.execute("select 1 from children where child_id = ?", [now]).fetchone()
    return now if found else leads_to(con, [move for move in moved if move.was != child], now)


def _path(home: Path) -> Path:
    return home / "identity" / "moves.jsonl"
