"""How rare it is, in each feed, to find no other feed's record of the same child."""

from __future__ import annotations

from pathlib import Path

import duckdb

from everychild.terms import sql

RAREST = -6
"""In bits: however few we see alone, one in 64 may be, since where we see few we may not see all."""


def store_alone(con: duckdb.DuckDBPyConnection, frequencies: Path | None) -> None:
    """Make ``identity_alone`` (feed, bits) from ``identity_people``, or take it over from a folder of an earlier run.

    Counted over records with an A-number: alone is one whose number no record of another feed holds, nor part of the
    number together with the first names. Where half of a feed stands alone, a record that fits one child fairly well
    is no sign that it is that child's.
    """
    if frequencies:
        kept = sql.text(str(frequencies / "identity_alone.parquet"))
        con.execute(f"create or replace temp table identity_alone as select feed, bits from read_parquet({kept})")
        return
    con.execute(
        f"""
        create or replace temp table identity_alone as
        with numbered as (select record, feed, a_number, gk1, sk1 from identity_people where a_number is not null),
        keyed as (
            select record, feed, hash('all', a_number) as key from numbered
            union all select record, feed, hash('first', a_number // 10000, gk1, sk1) from numbered
            union all select record, feed, hash('last', a_number % 10000, gk1, sk1) from numbered),
        shared as (select key from keyed group by key having min(feed) <> max(feed)),
        met as (select distinct record from keyed semi join shared using (key))
        select feed,
               greatest({RAREST}, round(log2((count(*) - count(met.record) + 1) / (count(*) + 2))))::integer as bits
        from numbered left join met using (record) group by feed order by feed
        """
    )
