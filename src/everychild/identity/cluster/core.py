"""The groups that nothing speaks against: components of strong pairs, accepted whole or solved one by one."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import duckdb
import numpy as np

from everychild.identity.cluster.constraints import PORTAL
from everychild.identity.cluster.solving import Component
from everychild.identity.cluster.thresholds import HUGE, JOIN, STEP, UNKNOWN
from everychild.identity.cluster.together import components


def group(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_groups`` (record, grp): grp is the lowest record of those that are one child beyond doubt.

    Reads ``identity_people``, ``identity_scored`` and ``identity_said``. Returns remarks, without personal data.
    """
    _components(con)
    remarks = _cut_huge(con)
    _settle(con)
    remarks += _solve(con)
    for table in ("identity_hanging", "identity_settled"):
        con.execute(f"drop table {table}")
    return remarks


def _components(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_hanging`` (record, component): records joined by any strong pair or by what must be."""
    con.execute(
        "create or replace temp table identity_hanging as select record, record as component from identity_people"
    )
    con.execute("create or replace temp table identity_all as select record from identity_people")
    strong = f"""
        select l as a, r as b from identity_scored anti join identity_nevers n on n.a = l and n.b = r
        where weight > {JOIN}
    """
    _label(con, "identity_all", f"{strong} union all select a, b from identity_musts")
    con.execute("drop table identity_all")


def _cut_huge(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Ask for more inside components too large for one child and its family, until what is left is not.

    Makes ``identity_cut`` (record): the records of those components.
    """
    cut = 0
    con.execute("create or replace temp table identity_cut (record integer)")
    for need in range(int(JOIN) + STEP, 100, STEP):
        con.execute(
            f"""
            create or replace temp table identity_huge as
            select record, component from (select *, count(*) over (partition by component) as records
                                           from identity_hanging) where records > {HUGE}
            """
        )
        found = con.execute("select count(distinct component) from identity_huge").fetchall()[0][0]
        if not found:
            break
        if not cut:
            cut = found
            con.execute("insert into identity_cut select record from identity_huge")
        inside = "join identity_huge x on x.record = {} join identity_huge y on y.record = {}"
        _label(
            con,
            "identity_huge",
            f"""
            select l as a, r as b from identity_scored {inside.format("l", "r")} and y.component = x.component
            anti join identity_nevers n on n.a = l and n.b = r where weight > {need}
            union all
            select a, b from identity_musts {inside.format("a", "b")} where rank < {PORTAL}
            """,
        )
    con.execute("drop table identity_huge")
    if not cut:
        return []
    return [f"{cut:,} chains of more than {HUGE} records were cut: so many are not one child's; see what they share"]


def _label(con: duckdb.DuckDBPyConnection, among: str, pairs: str) -> None:
    """Give the records of a table the component they have through the pairs (a, b), all of them among them."""
    found = con.execute(pairs).fetchnumpy()
    records = con.execute(f"select record from {among}").fetchnumpy()["record"].astype(np.int64)
    size = int(records.max()) + 1 if len(records) else 0
    label = components(size, found["a"].astype(np.int64), found["b"].astype(np.int64))
    con.register("identity_found", {"record": records.astype(np.int32), "component": label[records].astype(np.int32)})
    con.execute(
        """
        create or replace temp table identity_hanging as
        select record, component from identity_hanging anti join identity_found using (record)
        union all select record, component from identity_found
        """
    )
    con.unregister("identity_found")


def _settle(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_settled`` (component, settled): no pair inside speaks against it and there is one portal id."""
    con.execute(
        """
        create or replace temp table identity_settled as
        with inside as (
            select x.component, count(*) as pairs from identity_scored
            join identity_hanging x on x.record = l join identity_hanging y on y.record = r
            where x.component = y.component and weight > 0 group by x.component),
        holds as (
            select component, count(*) as records, count(distinct portal_id) as portals
            from identity_hanging join identity_people using (record) group by component),
        never as (
            select distinct x.component from identity_nevers join identity_hanging x on x.record = a
            join identity_hanging y on y.record = b where x.component = y.component)
        select component, coalesce(pairs, 0) = records * (records - 1) // 2 and portals <= 1
                          and component not in (select component from never) as settled
        from holds left join inside using (component)
        """
    )


def _solve(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_groups``: settled components as they are, the others solved one by one."""
    con.execute(
        """
        create or replace temp table identity_open as
        select component, record, portal_id,
               (row_number() over (partition by component order by record) - 1)::integer as n
        from identity_hanging join identity_settled using (component) join identity_people using (record)
        where not settled
        """
    )

    def inside(a: str, b: str, what: str, source: str, order: str = "2, 3") -> dict[int, list[tuple[int, int, float]]]:
        rows = con.execute(
            f"""
            select x.component, x.n, y.n, {what} from {source} join identity_open x on x.record = {a}
            join identity_open y on y.record = {b} and y.component = x.component order by 1, {order}
            """
        ).fetchall()
        return {key: [row[1:] for row in found] for key, found in groupby(rows, itemgetter(0))}

    scored = inside("l", "r", "weight", "identity_scored")
    apart = inside("a", "b", "0", "identity_nevers")
    musts = inside("a", "b", "rank", "identity_musts", "4")
    rows = con.execute("select component, record, portal_id from identity_open order by component, n").fetchall()
    record_of: list[int] = []
    group_of: list[int] = []
    contradicted = 0
    for key, members in ((key, list(found)) for key, found in groupby(rows, itemgetter(0))):
        weights = {(a, b): weight - JOIN for a, b, weight in scored.get(key, [])}
        never = [(a, b) for a, b, _ in apart.get(key, [])]
        portals = [portal for _, _, portal in members]
        never += [
            (a, b) for a in range(len(members)) for b in range(a)
            if portals[a] is not None and portals[b] is not None and portals[a] != portals[b]
        ]  # fmt: skip
        component = Component(len(members), weights, never, UNKNOWN - JOIN)
        contradicted += sum(not component.must(a, b) and rank < PORTAL for a, b, rank in musts.get(key, []))
        for found in component.solve():
            record_of += [members[n][1] for n in found]
            group_of += [members[found[0]][1]] * len(found)
    con.register("identity_solved", {"record": np.array(record_of, np.int32), "grp": np.array(group_of, np.int32)})
    con.execute(
        """
        create or replace temp table identity_groups as
        select record, component as grp from identity_hanging join identity_settled using (component) where settled
        union all select record, grp from identity_solved
        """
    )
    con.unregister("identity_solved")
    con.execute("drop table identity_open")
    if not contradicted:
        return []
    return [f"judgements: {contradicted:,} of 'same' contradict a 'different'; those records stay apart"]
