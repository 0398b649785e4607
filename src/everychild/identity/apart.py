"""A person's 'different' holds: the components that it touches are built again, link by link, and kept apart there.

Automatic links go through the first holder of a value, so dropping the link between the two records alone would leave
them joined through a third. Few components are touched; only those are taken out of SQL.
"""

from __future__ import annotations

import duckdb

from everychild.identity.evidence import automatic, strength


def keep_apart(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Correct ``identity_clusters`` and make ``identity_refused`` (a, b): the links that a 'different' cut.

    Returns a remark when people contradict each other: then the records stay apart, because a false link hides a
    child and a missing one shows as a gap.
    """
    con.execute("create or replace temp table identity_refused (a integer, b integer)")
    touched = [
        child
        for (child,) in con.execute(
            """
            select distinct x.child from identity_said s
            join identity_clusters x on x.record = s.a join identity_clusters y on y.record = s.b
            where s.says = 'different' and x.child = y.child order by x.child
            """
        ).fetchall()
    ]
    if not touched:
        return []
    con.execute("create or replace temp table identity_touched as select unnest(?::integer[]) as child", [touched])
    con.execute(
        """
        create or replace temp table identity_inside as
        select record from identity_clusters where child in (select unnest(?::integer[]))
        """,
        [touched],
    )
    inside = "b in (select record from identity_inside)"
    records = con.execute("select record from identity_inside").fetchall()
    said = con.execute(f"select a, b, says from identity_said s where {inside} order by s.at, id").fetchall()
    found = con.execute(f"select a, b, because from ({automatic()}) where {inside}").fetchall()
    con.execute("drop table identity_inside")

    groups = _Groups([record for (record,) in records])
    for a, b, says in said:
        if says == "different":
            groups.forbid(a, b)
    contradicted = sum(not groups.join(a, b) for a, b, says in said if says == "same")
    ordered = sorted(found, key=lambda edge: (strength(edge[2]), edge[1], edge[0]))
    refused = sorted({(a, b) for a, b, _ in ordered if not groups.join(a, b)})
    _store(con, groups, refused)
    if not contradicted:
        return []
    return [f"judgements: {contradicted:,} of 'same' contradict a 'different'; those records stay apart"]


class _Groups:
    """Records in groups that grow by joining, except where two of their members are known to differ."""

    def __init__(self, records: list[int]) -> None:
        self.of = {record: record for record in records}
        self.members = {record: [record] for record in records}
        self.foes: dict[int, set[int]] = {record: set() for record in records}

    def forbid(self, a: int, b: int) -> None:
        """The two may never be in one group. Called before any join; a pair not in these components is apart anyway."""
        if a in self.of and b in self.of:
            self.foes[a].add(b)
            self.foes[b].add(a)

    def join(self, a: int, b: int) -> bool:
        """Put both groups together; False if a member of one is known to differ from a member of the other."""
        keep, drop = sorted((self.of[a], self.of[b]))
        if keep == drop:
            return True
        if any(self.of[foe] == keep for foe in self.foes[drop]):
            return False
        for record in self.members[drop]:
            self.of[record] = keep
        self.members[keep] += self.members.pop(drop)
        self.foes[keep] |= self.foes.pop(drop)
        return True


def _store(con: duckdb.DuckDBPyConnection, groups: _Groups, refused: list[tuple[int, int]]) -> None:
    """Write the groups over ``identity_clusters``; a group is named by its lowest record, as everywhere."""
    con.execute(
        """
        create or replace temp table identity_regrouped as
        select unnest(?::integer[]) as record, unnest(?::integer[]) as child
        """,
        [list(groups.of.keys()), list(groups.of.values())],
    )
    con.execute(
        """
        update identity_clusters set child = r.child from identity_regrouped r
        where r.record = identity_clusters.record
        """
    )
    con.execute("drop table identity_regrouped")
    con.execute(
        "insert into identity_refused select unnest(?::integer[]), unnest(?::integer[])",
        [[a for a, _ in refused], [b for _, b in refused]],
    )
