"""What people have said of two records, as a table beside the records."""

from __future__ import annotations

from datetime import UTC

import duckdb

from everychild.identity.judgements import Judgement


def store(con: duckdb.DuckDBPyConnection, said: list[Judgement]) -> list[str]:
    """Make ``identity_said`` (id, a, b, says, by, at, because), a < b: the judgements whose two records are known.

    Returns a remark on the others.
    """
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
        from said join named x on x.name = said.a join named y on y.name = said.b order by "at", id
        """,
        list(columns),
    )
    known = con.execute("select count(*) from identity_said").fetchall()[0][0]
    unknown = len(said) - known
    return [f"judgements: {unknown:,} name a record that is not known and joined nothing"] if unknown else []
