"""Groups of which nobody can say for sure whose they are: each claims the child that it fits clearly best, or none.

A court record without an A-number fits several children of one name. What decides is not how well it fits the best
of them but how much better than all others together, and how rare it is in its feed to have no partner at all.
"""

from __future__ import annotations

import duckdb

from everychild.identity.cluster.thresholds import (
    CANDIDATES,
    HUGE,
    LEAST,
    MARGIN,
    PLAUSIBLE,
    SECOND_CASE,
    SURE,
    UNKNOWN,
)

ROUNDS = 4
"""A claim that was accepted may make another clear; after so many rounds hardly any is left."""


def claim(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Join groups of ``identity_groups`` (record, grp) whose claim is clear, round after round; return remarks.

    Makes ``identity_units`` (unit, record): the records of each claim that is not certain, accepted or not; and
    ``identity_choices`` (unit, home, weight): what each could choose; no home means to stand alone.
    """
    con.execute("create or replace temp table identity_units (unit integer, record integer)")
    con.execute("create or replace temp table identity_choices (unit integer, home integer, weight float)")
    _near(con)
    crowded = 0
    for number in range(ROUNDS):
        _between(con)
        crowded = crowded or _crowded(con)
        _margins(con)
        if number + 1 == ROUNDS or not _accept(con):
            break
    _remember(con, "select distinct a from identity_claims")
    for table in ("identity_claims", "identity_near", "identity_about", "identity_between", "identity_cut"):
        con.execute(f"drop table {table}")
    if not crowded:
        return []
    return [f"{crowded:,} records or groups fit more than {CANDIDATES} children each and were joined to none"]


def _near(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_near`` (a, b, total, pairs, never): all scored pairs between two groups, added up.

    Not between the pieces of a chain that was cut: what joined too many may not join them again, by and by.
    """
    con.execute(
        """
        create or replace temp table identity_near as
        with pairs as (
            select l, r, round(weight * 1000)::bigint as weight, 1 as scored, 0 as never from identity_scored
            union all select a, b, 0, 0, 1 from identity_nevers)
        select least(x.grp, y.grp) as a, greatest(x.grp, y.grp) as b, sum(weight) as total, sum(scored) as pairs,
               max(never) as never
        from pairs join identity_groups x on x.record = l join identity_groups y on y.record = r
        where x.grp <> y.grp group by all
        """
    )
    con.execute(
        """
        delete from identity_near where a in (select grp from identity_groups semi join identity_cut using (record))
                                    and b in (select grp from identity_groups semi join identity_cut using (record))
        """
    )


def _between(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_between`` (a, b, weight, can, even): a claims b, the smaller the larger; weight is a pair's."""
    con.execute(
        """
        create or replace temp table identity_about as
        select grp, count(*) as records, min(portal_id) as portal_id, min(case_id) as case_id,
               case when bool_or(feed = 'orr_care') and bool_or(feed = 'ice_custody') then 0
                    else max(coalesce(bits, 0)) end as nobody
        from identity_groups
        semi join (select a as grp from identity_near union select b from identity_near) using (grp)
        join identity_people using (record) left join identity_alone using (feed) group by grp
        """
    )
    con.execute(
        f"""
        create or replace temp table identity_between as
        with told as (
            select a, b, x.records as many_a, y.records as many_b,
                   (total / 1000 + {UNKNOWN} * (x.records * y.records - pairs)) / (x.records * y.records)
                   - case when x.case_id <> y.case_id then {SECOND_CASE} else 0 end as weight,
                   never = 0 and coalesce(x.portal_id = y.portal_id, true)
                   and x.records + y.records <= {HUGE} as can
            from identity_near join identity_about x on x.grp = a join identity_about y on y.grp = b)
        select case when many_a < many_b then a else b end as a, case when many_a < many_b then b else a end as b,
               weight::float as weight, can, many_a = many_b as even
        from told where weight > {LEAST}
        """
    )


def _crowded(con: duckdb.DuckDBPyConnection) -> int:
    """Take out of ``identity_near`` and ``identity_between`` who fits too many; return how many those are."""
    con.execute(
        f"""
        create or replace temp table identity_crowded as
        select a from (select a from identity_between where can
                       union all select b from identity_between where can and even)
        group by a having count(*) > {CANDIDATES}
        """
    )
    crowded = con.execute("select count(*) from identity_crowded").fetchall()[0][0]
    if crowded:
        for table in ("identity_near", "identity_between"):
            con.execute(f"delete from {table} where a in (from identity_crowded) or b in (from identity_crowded)")
    con.execute("drop table identity_crowded")
    return int(crowded)


def _margins(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_claims``: by how many bits each claim exceeds everything else that could be true instead.

    Two whom a group might claim compete, unless they may well be one child themselves. Two groups that claim one
    child compete only where they cannot both be that child's, or would be two court cases of it.
    """
    con.execute(
        f"""
        create or replace temp table identity_claims as
        with able as (select a, b, weight from identity_between where can),
        allied as (select a, b from able where weight > {PLAUSIBLE} union all
                   select b, a from able where weight > {PLAUSIBLE}),
        others as (
            select m.a, m.b, sum(pow(2, o.weight)) as odds
            from able m join able o on o.a = m.a and o.b <> m.b
            anti join allied t on t.a = m.b and t.b = o.b
            group by all),
        rivals as (
            select m.a, m.b, sum(pow(2, o.weight)) as odds
            from able m join able o on o.b = m.b and o.a <> m.a
            join identity_about x on x.grp = m.a join identity_about y on y.grp = o.a
            where x.portal_id <> y.portal_id or x.case_id <> y.case_id group by all)
        select a, b, weight, nobody,
               round(weight - log2(pow(2, nobody) + greatest(coalesce(others.odds, 0), coalesce(rivals.odds, 0))), 2)
               ::float as margin
        from able join identity_about on grp = a left join others using (a, b) left join rivals using (a, b)
        """
    )


def _accept(con: duckdb.DuckDBPyConnection) -> bool:
    """Join what claims clearly with what it claims, each group once a round; whether there was any."""
    con.execute(
        f"""
        create or replace temp table identity_step as
        with good as (select a, b, weight, margin from identity_claims where margin >= {MARGIN}),
        best as (select grp, max(struct_pack(margin, weight, a := -a, b := -b)) as best
                 from (select a as grp, * from good union all select b, * from good) group by grp)
        select a, b, margin, least(a, b) as keep, greatest(a, b) as part from good
        join best x on x.grp = a and x.best.a = -a and x.best.b = -b
        join best y on y.grp = b and y.best.a = -a and y.best.b = -b
        """
    )
    _remember(con, f"select a from identity_step where margin < {SURE}")
    con.execute("update identity_groups set grp = keep from identity_step s where grp = part")
    con.execute(
        """
        create or replace temp table identity_near as
        with moved as (
            select coalesce(x.keep, n.a) as a, coalesce(y.keep, n.b) as b, total, pairs, never
            from identity_near n left join identity_step x on x.part = n.a left join identity_step y on y.part = n.b)
        select least(a, b) as a, greatest(a, b) as b, sum(total) as total, sum(pairs) as pairs, max(never) as never
        from moved where a <> b group by all
        """
    )
    any_left = con.execute("select count(*) > 0 from identity_step").fetchall()[0][0]
    con.execute("drop table identity_step")
    return bool(any_left)


def _remember(con: duckdb.DuckDBPyConnection, claimants: str) -> None:
    """Keep the records and the choices of groups that are about to lose their name or to stay in doubt."""
    con.execute(f"create or replace temp table identity_doubted as {claimants}")
    con.execute(
        """
        insert into identity_units
        select grp, record from identity_groups semi join identity_doubted on a = grp
        anti join identity_units u on u.record = identity_groups.record
        """
    )
    con.execute(
        """
        insert into identity_choices
        select a, b, weight from identity_claims semi join identity_doubted using (a)
        union all
        select distinct a, null::integer, nobody from identity_claims semi join identity_doubted using (a)
        """
    )
    con.execute("drop table identity_doubted")
