"""Records without a name (calls, incidents, hearings, contacts) follow the number that they carry."""

from __future__ import annotations

import duckdb

from everychild.identity.cluster.loose import together
from everychild.identity.cluster.thresholds import CROWD

KINDS = {
    "reference": "a reference to the other record",
    "portal_id": "one portal id",
    "subject_id": "one subject number of ICE",
    "case_id": "one case id of the court",
    "a_number": "one A-number",
}
"""By what a record can be followed, strongest first, and the words for it."""

COMPARED = "compared"
"""Why records that name a person are linked; what follows gives the number it followed."""

ATTEMPTS = ("field_contacts", "address_changes", "orr_safety_calls", "orr_incidents")
"""Feeds of which a child may have any number of records: they do not show that very many hold a number."""

ROUNDS = 3
"""A hearing may follow a court record without a name that follows an A-number."""


def follow(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Add every record of ``records`` that names no person to ``identity_clusters``; return remarks.

    The strongest of a record's numbers that lies in exactly one child's records decides; a number that lies in two
    children's is nobody's to follow. Nameless records that follow nobody stay together with those that hold the same
    number. What people said of a nameless record comes first. In ``identity_uncertain`` a nameless record goes
    wherever the one goes through which it was attached. A child is named by its lowest record, with a name or without.
    """
    con.execute(f"delete from identity_used where because <> '{COMPARED}'")
    con.execute(
        "create or replace temp table identity_followers (record integer, via integer, child integer, rank integer)"
    )
    con.execute(
        """
        create or replace temp table identity_nameless as
        select record from records anti join identity_clusters using (record)
        """
    )
    _numbers(con)
    remarks = _crowded(con)
    _said(con)
    for _ in range(ROUNDS):
        if not _attach(con):
            break
        _forget_settled(con)
    remarks += _disputed(con)
    remarks += together(con)
    _heed_different(con)
    _finish(con)
    for table in ("identity_followers", "identity_nameless", "identity_numbers"):
        con.execute(f"drop table {table}")
    return remarks


def _numbers(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_numbers`` (record, rank, value): what the nameless carry, and every other holder of the same.

    The value stands for kind and number at once, in one integer, since a whole population is grouped by it.
    """
    have = {column for column, *_ in con.execute("describe persons").fetchall()}
    parts = ["select null::integer as record, null::integer as rank, null::ubigint as value where false"]
    for rank, kind in enumerate(KINDS):
        if kind in have:
            parts.append(
                f"""
                select record, {rank}, hash({rank}, {kind}) from persons
                semi join (select distinct {kind} from persons semi join identity_nameless using (record)
                           where {kind} is not null) using ({kind})
                """
            )
    if "child_record" in have:
        parts.append(
            """
            select record, 0, hash(0, child_record) from persons where child_record is not null
            union
            select r.record, 0, hash(0, n.child_record)
            from (select distinct child_record from persons where child_record is not null) n
            join records r on r.feed = split_part(n.child_record, ':', 1)
             and r.record_key = substr(n.child_record, strpos(n.child_record, ':') + 1)
            """
        )
    con.execute(f"create or replace temp table identity_numbers as {' union all '.join(parts)}")


def _crowded(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Take out numbers that so many nameless custody, care or court records hold that they are no one child's."""
    attempts = ", ".join(f"'{feed}'" for feed in ATTEMPTS)
    crowded = con.execute(
        f"""
        delete from identity_numbers where value in (
            select value from identity_numbers n semi join identity_nameless using (record)
            join records r on r.record = n.record where r.feed not in ({attempts}, 'eoir_hearings')
            group by value having count(*) > {CROWD})
        returning rank, record
        """
    ).fetchall()
    if not crowded:
        return []
    held = {rank: [record for r, record in crowded if r == rank] for rank, _ in sorted(crowded)}
    remarks = []
    for rank, records in held.items():
        (where,) = con.execute(
            "select feed || ':' || record_key from records where record = ?", [min(records)]
        ).fetchall()[0]
        words = list(KINDS.values())[rank]
        remarks.append(
            f"{words} on more than {CROWD} records without a name joined nothing"
            f" ({len(records):,} records; the first is {where})"
        )
    return remarks


def _said(con: duckdb.DuckDBPyConnection) -> None:
    """Attach those of whom people said whose they are; the latest word holds."""
    con.execute(
        """
        insert into identity_followers
        select n.record, max_by(c.record, (s.at, s.id)), max_by(c.child, (s.at, s.id)), null
        from (select a as one, b as other, * from identity_said union all select b, a, * from identity_said) s
        join identity_nameless n on n.record = one join identity_clusters c on c.record = other
        where says = 'same' group by n.record
        """
    )


def _attach(con: duckdb.DuckDBPyConnection) -> bool:
    """Attach who is left by the strongest number that lies in one child's records; whether there was any."""
    found = con.execute(
        """
        insert into identity_followers
        with held as (select record, child from identity_clusters
                      union all select record, child from identity_followers),
        homes as (select value, min(record) as via, min(child) as child
                  from identity_numbers join held using (record)
                  group by value having min(child) = max(child)),
        apart as (
            select s.b as record, child from identity_said s join held on held.record = s.a where says = 'different'
            union select s.a, child from identity_said s join held on held.record = s.b where says = 'different')
        select n.record, min_by(via, rank), min_by(child, rank), min(rank)
        from identity_numbers n semi join identity_nameless using (record) anti join identity_followers using (record)
        join homes using (value) anti join apart using (record, child) group by n.record
        """
    ).fetchall()[0][0]
    return bool(found)


def _forget_settled(con: duckdb.DuckDBPyConnection) -> None:
    """Keep in ``identity_numbers`` only what those who are left carry."""
    con.execute(
        """
        create or replace temp table identity_numbers as
        select * from identity_numbers semi join (
            select distinct value from identity_numbers semi join identity_nameless using (record)
            anti join identity_followers using (record)) using (value)
        """
    )


def _disputed(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Say how many numbers lie in two children's records and so were followed by nobody."""
    disputed = con.execute(
        """
        select count(*) from (
            select value from identity_numbers join identity_clusters using (record)
            group by value having min(child) <> max(child))
        """
    ).fetchall()[0][0]
    if not disputed:
        return []
    return [f"{disputed:,} numbers lie in two children's records; what carries only such a number follows neither"]


def _heed_different(con: duckdb.DuckDBPyConnection) -> None:
    """Two nameless records that people said differ do not both follow one number: the later stays alone."""
    con.execute(
        """
        update identity_followers set child = record, via = null, rank = null where record in (
            select greatest(x.record, y.record) from identity_said s join identity_followers x on x.record = s.a
            join identity_followers y on y.record = s.b where says = 'different' and x.child = y.child)
        """
    )


def _finish(con: duckdb.DuckDBPyConnection) -> None:
    """Put the followers into the tables of the people, and name each child by its lowest record."""
    con.execute("insert into identity_clusters select record, child from identity_followers")
    con.execute(
        """
        create or replace temp table identity_clusters as
        select record, min(record) over (partition by child) as child from identity_clusters
        """
    )
    con.execute(
        f"""
        insert into identity_used
        select least(record, via), greatest(record, via), null, list_extract({list(KINDS.values())}, rank + 1)
        from identity_followers where rank is not null
        """
    )
    con.execute(
        """
        create or replace temp table identity_uncertain as
        with recursive moving(record, leader) as (
            select distinct record, record from identity_uncertain
            union select f.record, leader from identity_followers f join moving on moving.record = f.via
            anti join identity_uncertain u on u.record = f.record)
        select component, option, moving.record,
               min(moving.record) over (partition by component, option, child) as child, probability
        from moving join identity_uncertain u on u.record = leader order by component, option, moving.record
        """
    )
