"""A new delivery, or a new judgement, linked without comparing everything again, with the result of a full run.

Only pairs that touch a new or changed record are compared; only the records that hang together with one of them, or
with a record that people judged anew, are clustered again. All else is taken from what was kept. It comes out as if
everything had been linked afresh, because a name means what it meant then: see ``kept.epoch``.
"""

from __future__ import annotations

import duckdb

from everychild.identity import blocking, scoring
from everychild.identity.cluster import cluster_people, follow
from everychild.identity.kept import FREQUENCIES, Kept
from everychild.identity.standardise import standardise

ROOM = "identity_grown"
"""Schema in which what is new is made ready, apart from the tables of the whole."""
_NEW, _TOUCHED = f"{ROOM}.new", f"{ROOM}.touched"


def grow(con: duckdb.DuckDBPyConnection, before: Kept) -> list[str]:
    """Make in ``con`` what ``standardise``, ``score`` and ``cluster`` make, from a kept state and what came since.

    ``con`` holds the history and ``identity_said``; no delivery that ``before`` knows may have been withdrawn since.
    Returns remarks on what is new, without personal data.
    """
    con.execute(f"drop schema if exists {ROOM} cascade")
    con.execute(f"create schema {ROOM}")
    con.execute(
        f"create table {_NEW} as select record from records where delivery > {before.basis.last} order by record"
    )
    _standardise(con, before)
    remarks = _score(con, before)
    _touch(con, before)
    remarks += _cluster(con, before)
    remarks += follow(con)
    con.execute(f"drop schema {ROOM} cascade")
    return remarks


def _standardise(con: duckdb.DuckDBPyConnection, before: Kept) -> None:
    """``identity_people`` of everyone: the new and changed by the frequencies that were kept, the others as kept."""
    for table in ("records", "persons", "rows", "places"):
        con.execute(f"create table {ROOM}.{table} as select * from {table} where delivery > {before.basis.last}")
    # A fact keeps the delivery that first told of it, though its record has changed since.
    con.execute(f"create table {ROOM}.events as select * from events semi join {_NEW} using (record)")
    apart = con.cursor()
    apart.execute(f"set schema = '{ROOM}'")
    standardise(apart, before.folder)
    for table in ("identity_people", "identity_tokens", *FREQUENCIES):
        apart.execute(f"create table {ROOM}.{table} as from temp.{table}")
    apart.close()
    con.execute(
        f"""
        create or replace temp table identity_people as
        select * from ({before.select("identity_people")}) anti join {_NEW} using (record)
        union all by name select * from {ROOM}.identity_people
        """
    )
    for table in ("identity_tokens", *FREQUENCIES):
        con.execute(f"create or replace temp table {table} as from {ROOM}.{table}")


def _score(con: duckdb.DuckDBPyConnection, before: Kept) -> list[str]:
    """``identity_scored``: the kept pairs of the first pass, those with a new record, and the second pass anew."""
    con.execute(
        f"""
        create or replace temp table identity_scored as
        select * from ({before.select("identity_scored")}) s
        where not wide and l not in (from {_NEW}) and r not in (from {_NEW})
        """
    )
    remarks = blocking.block(con, f"semi join {_NEW} using (record)")
    scoring.score_candidates(con, wide=False)
    remarks += blocking.block_lonely(con, scoring.FOUND)
    scoring.score_candidates(con, wide=True)
    return remarks


def _touch(con: duckdb.DuckDBPyConnection, before: Kept) -> None:
    """The records to be clustered again: all that hang together with a changed pair, record or judgement."""
    con.execute(
        f"""
        create table {_TOUCHED} as
        with was as (select l, r, weight, vetoed from ({before.select("identity_scored")})),
        now as (select l, r, weight, vetoed from identity_scored),
        changed as ((from was except from now) union all (from now except from was)),
        once as (select a, b, says from ({before.select("identity_said")})),
        said as (select a, b, says from identity_said),
        judged as ((from once except from said) union all (from said except from once))
        select distinct record from (
            select record from {_NEW} union all select l from changed union all select r from changed
            union all select a from judged union all select b from judged)
        semi join identity_people using (record)
        """
    )
    con.execute(f"create table {ROOM}.reached as from {_TOUCHED}")
    while con.execute(f"select 1 from {ROOM}.reached limit 1").fetchone():
        con.execute(
            f"""
            create or replace table {ROOM}.reached as
            select distinct record from (
                select r as record from identity_scored semi join {ROOM}.reached on record = l
                union all select l from identity_scored semi join {ROOM}.reached on record = r
                union all select b from identity_said semi join {ROOM}.reached on record = a
                union all select a from identity_said semi join {ROOM}.reached on record = b)
            semi join identity_people using (record) anti join {_TOUCHED} using (record)
            """
        )
        con.execute(f"insert into {_TOUCHED} from {ROOM}.reached")


def _cluster(con: duckdb.DuckDBPyConnection, before: Kept) -> list[str]:
    """``identity_clusters`` of people and what goes with it: of the touched anew, of the others as kept."""
    for table, inside in (
        ("identity_people", "record in (from touched)"),
        ("identity_scored", "l in (from touched)"),
        ("identity_said", "a in (from touched) and b in (from touched)"),
        ("identity_alone", "true"),
    ):
        con.execute(
            f"create or replace table {ROOM}.{table} as"
            f" with touched as (from {_TOUCHED}) select * from {table} where {inside}"
        )
    apart = con.cursor()
    apart.execute(f"set schema = '{ROOM}'")
    remarks = cluster_people(apart)
    named = {  # by its lowest record with a name, as here the others do not follow yet
        "identity_clusters": "replace (min(record) over (partition by child) as child)",
        "identity_uncertain": "replace (min(record) over (partition by component, option, child) as child)",
    }
    for table, record, was in (
        ("identity_clusters", "record", f"select record, child from ({before.select('links')})"),
        ("identity_uncertain", "record", before.select("identity_uncertain")),
        ("identity_used", "a", f"{before.select('identity_used')} semi join identity_people on record = b"),
        ("identity_review", "a", before.select("identity_review")),
    ):
        apart.execute(f"create table {ROOM}.{table} as from temp.{table}")
        con.execute(
            f"""
            create or replace temp table {table} as
            select * {named.get(table, "")} from ({was})
            where {record} in (select record from identity_people anti join {_TOUCHED} using (record))
            union all by name select * from {ROOM}.{table}
            """
        )
    apart.close()
    return remarks
