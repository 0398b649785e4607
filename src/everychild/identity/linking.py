"""From records to children: the tables that every room above reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from everychild.identity import apart, cluster, evidence, standardise
from everychild.identity.judgements import Judgement, Judgements
from everychild.terms import sql

CHILD_FEEDS = ("ice_custody", "orr_care", "separations")
"""A cluster is a child when a record of custody, care or separation is in it. A lone notice or case is not."""

BIRTH_DATE_FEEDS = ("orr_care", "ice_custody", "ice_notices", "uscis_relief", "separations")
"""Whose birth date is in force, in this order, the newest of each: care sees the documents, custody often assumes."""


@dataclass(frozen=True)
class Linked:
    """What ``link`` found. ``without_a_child`` counts, per feed, the records that hang together with no child.

    ``remarks`` tell what joined nothing and why; they name records by ``feed:key`` and hold no personal data.
    """

    records: int
    children: int
    without_a_child: Mapping[str, int]
    remarks: tuple[str, ...]


def link(con: duckdb.DuckDBPyConnection, home: Path | None, known_by: datetime) -> Linked:
    """Link the ``records`` and ``persons`` that the ledger's history has made in ``con``, as known at an instant.

    Makes the temp tables ``links`` (record, child, is_child) and ``children`` (child, child_id, dob), and the temp
    view ``judgements`` (a, b, says, by, at, because, weight): the links are the connected components of its 'same'.
    Without a home there are no judgements of people. Raises Refused if their file was altered.
    """
    standardise.standardise(con)
    remarks = evidence.gather(con)
    said = Judgements(home).as_known(known_by) if home else []
    remarks += _store_said(con, said)
    cluster.components(con)
    remarks += apart.keep_apart(con)
    _make_judgements(con)
    con.execute(
        f"""
        create or replace temp table links as
        with child as (select c.child, bool_or(r.feed in {sql.listed(CHILD_FEEDS)}) as is_child
                       from identity_clusters c join records r on r.record = c.record group by c.child)
        select c.record::integer as record, c.child::integer as child, child.is_child
        from identity_clusters c join child on child.child = c.child order by c.record
        """
    )
    con.execute("drop table identity_clusters")
    con.execute("drop table identity_given")
    make_children(con)
    return _count(con, remarks)


def make_children(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``children`` from ``links``, ``records`` and ``persons``."""
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


def child_id(founder: str) -> str:
    """SQL of the id under which a cluster is known, from its founding record's row: stable while the founder stays."""
    return f"'C' || left(md5({founder}.feed || ':' || {founder}.record_key), 14)"


def _store_said(con: duckdb.DuckDBPyConnection, said: list[Judgement]) -> list[str]:
    """Make ``identity_said``: the people's judgements whose two records are known. Returns a remark on the others."""
    columns = (
        [j.id for j in said],
        [j.a for j in said],
        [j.b for j in said],
        [j.says for j in said],
        [j.by for j in said],
        [j.at.astimezone(UTC).replace(tzinfo=None) for j in said],
        [j.because for j in said],
    )
    con.execute(
        """
        create or replace temp table identity_said as
        with said as (
            select unnest(?::varchar[]) as id, unnest(?::varchar[]) as a, unnest(?::varchar[]) as b,
                   unnest(?::varchar[]) as says, unnest(?::varchar[]) as "by", unnest(?::timestamp[]) as "at",
                   unnest(?::varchar[]) as because),
        named as (select name, record from (select a as name from said union select b from said) n
                  join records r on r.feed = split_part(name, ':', 1)
                                and r.record_key = substr(name, strpos(name, ':') + 1))
        select id, least(x.record, y.record) as a, greatest(x.record, y.record) as b, says, "by", "at", because
        from said join named x on x.name = said.a join named y on y.name = said.b
        """,
        list(columns),
    )
    unknown = len(said) - _number(con, "select count(*) from identity_said")
    return [f"judgements: {unknown:,} name a record that is not known and joined nothing"] if unknown else []


def _make_judgements(con: duckdb.DuckDBPyConnection) -> None:
    """The view of every judgement that stands. Written out only when someone asks: millions, and rarely read."""
    con.execute("create or replace temp table identity_known as select record, known_at from records")
    con.execute(
        f"""
        create or replace temp view judgements as
        select j.a::integer as a, j.b::integer as b, 'same' as says, {sql.text(evidence.BY)} as "by",
               greatest(x.known_at, y.known_at) as "at", j.because, null::double as weight
        from ({evidence.automatic()}) j
        join identity_known x on x.record = j.a join identity_known y on y.record = j.b
        anti join identity_refused r on r.a = j.a and r.b = j.b
        union all
        select a::integer, b::integer, says, "by", "at", because, null::double from identity_said
        """
    )


def _count(con: duckdb.DuckDBPyConnection, remarks: list[str]) -> Linked:
    without = con.execute(
        """
        select r.feed, count(*) from links l join records r on r.record = l.record
        where not l.is_child group by r.feed order by r.feed
        """
    ).fetchall()
    return Linked(
        records=_number(con, "select count(*) from links"),
        children=_number(con, "select count(*) from children"),
        without_a_child=dict(without),
        remarks=tuple(remarks),
    )


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0
