"""What must be one child and what never can be, whatever the names say."""

from __future__ import annotations

import duckdb

from everychild.identity import model
from everychild.identity.cluster.thresholds import CROWD, NAMES, REENTRY

PORTAL = 1_000_000_000
"""People's 'same' comes before the records of one portal id: ranks from here on are portal ids."""


def constrain(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_musts`` (a, b, rank), strongest first, and ``identity_nevers`` (a, b), a < b; return remarks."""
    remarks = _crowded(con)
    _musts(con)
    _nevers(con)
    con.execute("drop table identity_crowded")
    return remarks


def _crowded(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_crowded`` (a_number): the numbers of too many people of different names to be one child's."""
    con.execute(
        f"""
        create or replace temp table identity_crowded as
        select a_number, count(*) as records from identity_people where a_number is not null
        group by a_number having count(*) > {NAMES} and count(distinct (s1, g1)) > {NAMES}
        """
    )
    numbers, records = con.execute("select count(*), sum(records) from identity_crowded").fetchall()[0]
    if not numbers:
        return []
    return [f"A-number: {numbers:,} held under more than {NAMES} different names joined nothing ({records:,} records)"]


def _musts(con: duckdb.DuckDBPyConnection) -> None:
    """What people said is the same, oldest first; then the records of one portal id.

    A portal id is given to one child. One that very many records hold is a filler, and says nothing.
    """
    con.execute(
        f"""
        create or replace temp table identity_musts as
        select s.a, s.b, row_number() over (order by s.at, s.id) as rank from identity_said s
        semi join identity_people x on x.record = s.a semi join identity_people y on y.record = s.b
        where says = 'same'
        union all
        select first, record, {PORTAL} + record from (
            select record, min(record) over (partition by portal_id) as first,
                   count(*) over (partition by portal_id) as many
            from identity_people where portal_id is not null)
        where record <> first and many <= {CROWD}
        """
    )


def _nevers(con: duckdb.DuckDBPyConnection) -> None:
    """What people said differs; twins and siblings; two whom ICE saw under two subject numbers at one time; and
    those who have in common an A-number that very many hold.

    ICE gives a child that comes again a new subject number, and sometimes a new A-number, but a child in custody or
    care cannot come again within days. Unless their A-number is one, these are two children of one name; where ICE
    gave no subject numbers, two custody records with quite different A-numbers are.
    """
    a_number = next(comparison for comparison in model.current().comparisons if comparison.name == "a_number")
    level = {level.name: level.number for level in a_number.levels}
    same, conflict = level["same"], level["conflict"]
    con.execute(
        f"""
        create or replace temp table identity_nevers as
        select l as a, r as b from identity_scored where vetoed
        union
        select l, r from identity_scored s
        join identity_people x on x.record = l and x.feed in ('ice_custody', 'ice_notices')
        join identity_people y on y.record = r and y.feed in ('ice_custody', 'ice_notices')
        where weight > 0 and abs(x.seen_on - y.seen_on) <= {REENTRY} and case
              when x.subject_id <> y.subject_id then s.a_number <> {same}
              when x.subject_id = y.subject_id then false
              else x.feed = 'ice_custody' and y.feed = 'ice_custody' and s.a_number = {conflict} end
        union
        select l, r from identity_scored s join identity_people x on x.record = l
        semi join identity_crowded c on c.a_number = x.a_number where s.a_number = {same}
        union
        select a, b from identity_said semi join identity_people x on x.record = a
        semi join identity_people y on y.record = b where says = 'different'
        """
    )
