"""The account once more, of the children alone whose links are in doubt, in every way in which they could be joined.

Each way is a *world* with records and children of its own; all worlds stand beside each other in one small history, so
that one run of the plan accounts for them all and the account itself stays as it is.
"""

from __future__ import annotations

from datetime import date

import duckdb

from everychild import oversight
from everychild.accounting.account import account
from everychild.identity.children import make_children, make_links
from everychild.oversight import NO_DOUBT, Cohort, Worlds

ROOM = "doubt"
"""Schema of the small history, beside the tables of the account."""


class InDoubt:
    """The children of ``con`` whose links are in doubt, accounted for in every world; ``con`` is left as it was."""

    def __init__(self, con: duckdb.DuckDBPyConnection, as_of: date) -> None:
        self.as_of = as_of
        _lay_out(con)
        options = f"select component, probability from {ROOM}.options order by world"
        self.options = con.execute(options).fetchnumpy()
        self.con = con.cursor()
        self.con.execute(f"set schema = '{ROOM}'")
        if len(self.options["component"]):
            make_links(self.con)
            make_children(self.con)
            account(self.con, as_of, also=oversight.conditions())

    def counted(self, cohort: Cohort | None) -> Worlds:
        """What each world adds to each figure of a cohort."""
        if not len(self.options["component"]):
            return NO_DOUBT
        self.con.execute(
            "create or replace temp view worlds as"
            " select l.record, l.child, c.world from links as l join copies as c on c.copy = l.record"
        )
        return oversight.worlds(self.options, oversight.count_by_world(self.con, self.as_of, cohort))


def _lay_out(con: duckdb.DuckDBPyConnection) -> None:
    """Make the small history: what the ledger and clustering would leave, a copy of every record in each world.

    A record that is not listed in ``identity_uncertain``, though its child's others are, goes with the first of these.
    """
    con.execute(
        f"""
        drop schema if exists {ROOM} cascade;
        create schema {ROOM};
        create table {ROOM}.options as
        select (row_number() over (order by component, option) - 1)::integer as world, component, option,
               any_value(probability) as probability
        from identity_uncertain group by component, option;
        create table {ROOM}.copies as
        with listed as (
            select o.world, u.record, u.child
            from identity_uncertain as u join {ROOM}.options as o using (component, option)
        ), first as (
            select l.child, min(l.record) as record from links as l
            semi join listed on listed.record = l.record group by l.child
        ), beside as (
            select listed.world, l.record, listed.child
            from first join links as l using (child) join listed on listed.record = first.record
            anti join (select record from listed) as known on known.record = l.record
        ), every as (
            from listed union all from beside
        ), numbered as (
            select *, row_number() over (order by world, record)::integer as copy from every
        )
        select copy, world, record, min(copy) over (partition by world, child) as child from numbered;
        create table {ROOM}.identity_clusters as select copy as record, child from {ROOM}.copies;
        create table {ROOM}.told as select * from told
        """
    )
    for table in ("records", "persons", "events", "places"):
        con.execute(
            f"create table {ROOM}.{table} as select t.* replace (c.copy as record)"
            f" from {table} as t join {ROOM}.copies as c on c.record = t.record"
        )
