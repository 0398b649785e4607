"""The links of a home, for people: what to look at, why two records are linked or not, and what people judge."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from everychild import identity
from everychild.api.clock import now
from everychild.identity.judgements import Says
from everychild.ledger import Ledger
from everychild.terms.database import connect
from everychild.terms.refusals import Refused


class Links:
    """What one can ask of the links between a home's records, and say of them. Methods raise Refused."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._judgements = identity.Judgements(home)

    def export(self, to: Path) -> int:
        """Write feed, record_key, child_id as CSV, one row per record; returns the number of rows."""
        return identity.export(self._linked(now()), to)

    def review(self, limit: int | None = None) -> dict[str, Any]:
        """The pairs in doubt that nobody has judged, worst consequence first, and how many there are."""
        con = self._linked(now())
        pairs = [asdict(each) for each in identity.review(con, limit)]
        return {"pairs": pairs, "in_doubt": identity.in_doubt(con)}

    def explain(self, a: str, b: str) -> dict[str, Any]:
        """Why two records (``feed:key``) are linked or not: what each field added or took, and what people said."""
        con = self._linked(now())
        first, second = _number(con, a), _number(con, b)
        clusters = con.execute("select count(distinct child) from links where record in (?, ?)", [first, second])
        said = con.execute(
            """
            select id, says, "by", "at"::varchar, because from identity_said where a = ? and b = ? order by "at", id
            """,
            sorted((first, second)),
        ).fetchall()
        because = con.execute(
            "select because from identity_used where a = ? and b = ?", sorted((first, second))
        ).fetchone()
        explained = identity.explain(con, first, second, values=True)
        return {
            "a": a,
            "b": b,
            "together": clusters.fetchall() == [(1,)],
            "because": because and because[0],
            "judgements": [dict(zip(("id", "says", "by", "at", "because"), row, strict=True)) for row in said],
            "compared": explained and asdict(explained),
        }

    def judge(self, a: str, b: str, says: Says, *, by: str, because: str) -> str:
        """Sign that two records (``feed:key``) are the same child, different ones, or that one is unsure; its id.

        It holds from now on, through every later linking, until someone withdraws it.
        """
        instant = now()
        con = connect()
        Ledger(self.home).history(con, instant)
        for record in (a, b):
            _number(con, record)
        return self._judgements.judge(a, b, says, by, because, instant)

    def withdraw(self, judgement: str, *, by: str, because: str) -> str:
        """Take a judgement back from now on; until now it stood. Returns the id of the withdrawal."""
        return self._judgements.withdraw(judgement, by, because, now())

    def children(self, known_by: datetime | None = None) -> duckdb.DuckDBPyRelation:
        """Every child with its records (child_id, feed, record_key), linked as known at an instant."""
        con = self._linked(known_by or now())
        return con.sql(
            "select child_id, feed, record_key from children join links using (child) join records using (record)"
            " order by links.record"
        )

    def _linked(self, instant: datetime) -> duckdb.DuckDBPyConnection:
        con = connect()
        Ledger(self.home).history(con, instant)
        identity.link(con, self.home, instant)
        return con


def _number(con: duckdb.DuckDBPyConnection, record: str) -> int:
    feed, _, key = record.partition(":")
    found = con.execute("select record from records where feed = ? and record_key = ?", [feed, key]).fetchone()
    if not found:
        raise Refused(
            "No record of that name is known.",
            where=record,
            do="Write feed:key as the agency keyed it, for example orr_care:ORR-1.",
        )
    return int(found[0])
