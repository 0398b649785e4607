"""Which records hang together: connected components, found for the whole population at once in SQL.

A record is not compared with every other that holds its A-number, only with the first that does. So the graph has at
most one edge per record and value; records that add no edge of their own (calls, hearings, most contacts) stay out of
the loop and take their label from the first holder of what they hold.
"""

from __future__ import annotations

import duckdb

from everychild.identity.evidence import EVIDENCE

_firsts = ", ".join(evidence.column for evidence in EVIDENCE)
BASE = f"coalesce(least({_firsts}), record)"
"""The lowest first holder of anything a record holds; itself, where it holds nothing. Never above the record."""


def components(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_clusters`` (record, child): child is the lowest record number of the record's component.

    Reads ``identity_held``, ``identity_pairs`` and the people's 'same' in ``identity_said``.
    """
    con.execute(
        f"""
        create or replace temp table identity_edges as
        with pairs as (select a, b from identity_pairs union all select a, b from identity_said where says = 'same')
        select distinct greatest(x, y) as hi, least(x, y) as lo from (
            select unnest([{_firsts}]) as x, least({_firsts}) as y from identity_held
            where greatest({_firsts}) > least({_firsts})
            union all
            select a.base, b.base from pairs
            join (select record, {BASE} as base from identity_held) a on a.record = pairs.a
            join (select record, {BASE} as base from identity_held) b on b.record = pairs.b
        ) where x <> y
        """
    )
    con.execute(
        """
        create or replace temp table identity_labels as
        select distinct node, node as label from (
            select hi as node from identity_edges union all select lo from identity_edges)
        """
    )
    while _contract(con):
        pass
    con.execute(
        f"""
        create or replace temp table identity_clusters as
        select record, coalesce(label, base) as child
        from (select record, {BASE} as base from identity_held) left join identity_labels on node = base
        """
    )
    con.execute("drop table identity_labels")
    con.execute("drop table identity_edges")


def _contract(con: duckdb.DuckDBPyConnection) -> bool:
    """Point every node at its lowest neighbour, then that one's; shrink the edges to what is still apart.

    In each round only nodes lower than all their neighbours remain, so the rounds grow with the logarithm of the
    longest chain. Returns whether any edge was left to contract.
    """
    left = con.execute("select 1 from identity_edges limit 1").fetchone()
    if left is None:
        return False
    con.execute(
        """
        create or replace temp table identity_steps as
        with step as (
            select node, min(label) as label from (
                select hi as node, lo as label from identity_edges
                union all select lo, lo from identity_edges)
            group by node)
        select step.node, coalesce(twice.label, step.label) as label
        from step left join step twice on twice.node = step.label
        """
    )
    con.execute(
        """
        create or replace temp table identity_labels as
        select l.node, coalesce(s.label, l.label) as label
        from identity_labels l left join identity_steps s on s.node = l.label
        """
    )
    con.execute(
        """
        create or replace temp table identity_edges as
        select distinct greatest(x, y) as hi, least(x, y) as lo from (
            select a.label as x, b.label as y from identity_edges
            join identity_steps a on a.node = hi join identity_steps b on b.node = lo)
        where x <> y
        """
    )
    con.execute("drop table identity_steps")
    return True
