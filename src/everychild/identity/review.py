"""The pairs that a person should look at: those in doubt, worst consequence first, and none that was judged already."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from everychild.terms import sql

HELD = {
    "a record of custody": ("ice_custody",),
    "a record of care": ("orr_care",),
    "a notice to appear": ("ice_notices",),
    "a court case": ("eoir_cases",),
}
"""What a child must have to count as accounted for, and the feeds that tell it."""


@dataclass(frozen=True)
class Doubt:
    """Two records that may or may not be one child.

    ``together``: whether they are linked now. ``weight`` in bits, above 0 for one child. ``decides`` says what hangs on
    the answer; empty where a child counts as accounted for either way.
    """

    a: str
    b: str
    together: bool
    weight: float
    because: str
    decides: tuple[str, ...]


def review(con: duckdb.DuckDBPyConnection, limit: int | None = None) -> list[Doubt]:
    """The pairs in doubt that nobody has judged, at most ``limit``.

    First those that decide the most about whether a child counts as accounted for: apart, the two would give a child a
    record of a kind that it lacks; together, parting them would take its only one. Then the least certain.
    """
    apart = [
        f"when not together and x.n{n} + y.n{n} > 0 and (x.n{n} = 0 or y.n{n} = 0) then {sql.text(what)}"
        for n, what in enumerate(HELD)
    ]
    parted = [
        f"when together and x.n{n} = 1 and (p.feed in {sql.listed(feeds)} or q.feed in {sql.listed(feeds)})"
        f" then {sql.text(what)}"
        for n, (what, feeds) in enumerate(HELD.items())
    ]
    decides = ", ".join(f"case {one} {other} end" for one, other in zip(apart, parted, strict=True))
    counts = ", ".join(
        f"count(*) filter (r.feed in {sql.listed(feeds)}) as n{n}" for n, feeds in enumerate(HELD.values())
    )
    rows = con.execute(
        f"""
        with open as (
            select v.a, v.b, v.weight, v.because, x.child as child_a, y.child as child_b, x.child = y.child as together,
                   x.is_child or y.is_child as is_child
            from identity_review v join links x on x.record = v.a join links y on y.record = v.b
            anti join identity_said s on s.a = least(v.a, v.b) and s.b = greatest(v.a, v.b)),
        held as (
            select l.child, {counts} from links l join records r on r.record = l.record
            where l.child in (select child_a from open union select child_b from open) group by l.child)
        select p.feed || ':' || p.record_key as a, q.feed || ':' || q.record_key as b, together, weight, because,
               case when is_child then list_filter([{decides}], lambda what: what is not null) else [] end as decides
        from open join held x on x.child = child_a join held y on y.child = child_b
        join records p on p.record = open.a join records q on q.record = open.b
        order by len(decides) desc, is_child desc, abs(weight), open.a, open.b limit {limit or "all"}
        """
    ).fetchall()
    return [Doubt(a, b, together, weight, because, tuple(what)) for a, b, together, weight, because, what in rows]


def in_doubt(con: duckdb.DuckDBPyConnection) -> int:
    """How many pairs there are to look at."""
    found = con.execute(
        """
        select count(*) from identity_review v
        anti join identity_said s on s.a = least(v.a, v.b) and s.b = greatest(v.a, v.b)
        """
    ).fetchall()
    return int(found[0][0])
