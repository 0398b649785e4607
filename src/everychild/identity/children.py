"""From clusters of records to children: the tables that every room above reads, and the ids of children."""

from __future__ import annotations

import duckdb

from everychild.terms import sql

CHILD_FEEDS = ("ice_custody", "orr_care", "separations")
"""A cluster is a child when a record of custody, care or separation is in it. A lone notice or case is not."""

BIRTH_DATE_FEEDS = ("orr_care", "ice_custody", "ice_notices", "uscis_relief", "separations")
"""Whose birth date is in force, in this order, the newest of each: care sees the documents, custody often assumes."""


def child_id(founder: str) -> str:
    """SQL of the id under which a cluster is known, from its founding record's row: stable while the founder stays.

    The founder is the earliest known record, so records that are told later never change the id.
    """
    return f"'C' || left(md5({founder}.feed || ':' || {founder}.record_key), 14)"


def make_links(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``links`` (record, child, is_child) from ``identity_clusters`` and ``records``, in record order."""
    con.execute(
        f"""
        create or replace temp table links as
        with child as (select c.child, bool_or(r.feed in {sql.listed(CHILD_FEEDS)}) as is_child
                       from identity_clusters c join records r on r.record = c.record group by c.child)
        select c.record::integer as record, c.child::integer as child, child.is_child
        from identity_clusters c join child on child.child = c.child order by c.record
        """
    )


def make_children(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``children`` (child, child_id, dob) from ``links``, ``records`` and ``persons``."""
    columns = {column for column, *_ in con.execute("describe persons").fetchall()}
    feeds = ", ".join(f"({sql.text(feed)}, {rank})" for rank, feed in enumerate(BIRTH_DATE_FEEDS))
    con.execute(
        f"""
        create or replace temp table children as
        with born as (
            select l.child, max(struct_pack(rank := -f.rank, known_at := r.known_at, record := r.record,
                                            dob := p.dob)).dob as dob
            from (select record, {"dob" if "dob" in columns else "null::date as dob"} from persons) p
            join records r on r.record = p.record
            join (values {feeds}) f(feed, rank) on f.feed = r.feed
            join links l on l.record = p.record and l.is_child
            where p.dob is not null group by l.child)
        select l.child, {child_id("r")} as child_id, born.dob
        from links l join records r on r.record = l.child left join born on born.child = l.child
        where l.is_child and l.record = l.child order by l.child
        """
    )
