"""Gaps: what is owed and missing, each with its owner, its reason in a sentence, and the rows that say so."""

from __future__ import annotations

from pathlib import Path

import duckdb

from everychild.terms import sql
from everychild.terms.time import AsOf
from everychild.terms.verdicts import OPEN

REASON = """
case verdict
    when 'met' then 'Met on ' || strftime(met_on, '%-d %b %Y') || '.'
    when 'met_late' then 'Met on ' || strftime(met_on, '%-d %b %Y') || ', after it was due on '
        || strftime(due_on, '%-d %b %Y') || '.'
    when 'excused' then 'A recorded excuse applies.'
    when 'ended' then 'Owed no longer: ' || replace(ended_by, '_', ' ') || '.'
    when 'running' then 'Due ' || strftime(due_on, '%-d %b %Y') || '.'
    when 'late' then 'Late by ' || ({as_of} - due_on) || ' days: due ' || strftime(due_on, '%-d %b %Y') || '; '
        || case when tried_record is null then 'nothing on record meets it.' else 'attempts reached nobody.' end
    when 'outstanding' then 'Outstanding for ' || ({as_of} - started_on) || ' days; no law sets a limit; '
        || case when explained then 'explained: ' || coalesce(replace(explanation, '_', ' '), 'reason not stated')
                when explained is null then 'whether it is explained is not known'
                else 'no reason on record' end || '.'
    else 'Cannot tell: ' || missing || ' is not known.'
end"""


def gaps(con: duckdb.DuckDBPyConnection, as_of: AsOf, *, every: bool = False) -> duckdb.DuckDBPyRelation:
    """child_id, duty, verdict, started_at, due_at, owner, explained, reason, evidence; by child and duty.

    ``started_at`` and ``due_at`` are instants in UTC where the limit is in hours, else local dates. ``evidence`` names
    the source rows as feed:key. Without ``every``: what is late, outstanding, running or cannot be told.
    """
    which = "true" if every else f"verdict in {sql.listed([verdict.value for verdict in OPEN])}"
    key = "{0}.feed || ':' || {0}.record_key"
    return con.sql(f"""
    select c.child_id, v.duty, v.verdict,
           coalesce(strftime(case when due_at is not null then started_at end, '%Y-%m-%dT%H:%M:%SZ'),
                    started_on::varchar) as started_at,
           coalesce(strftime(due_at, '%Y-%m-%dT%H:%M:%SZ'), due_on::varchar) as due_at,
           v.owner, v.explained, {REASON.format(as_of=sql.day(as_of.happened_by))} as reason,
           concat_ws('; ', {key.format("s")}, {key.format("m")}, {key.format("t")}) as evidence
    from verdicts as v join children as c using (child)
    left join records as s on s.record = v.start_record
    left join records as m on m.record = v.met_record and m.record is distinct from v.start_record
    left join records as t on t.record = v.tried_record and t.record is distinct from v.met_record
    where {which}
    order by c.child_id, v.duty, v.entry, v.instance
    """)


def export(con: duckdb.DuckDBPyConnection, as_of: AsOf, to: Path, *, every: bool = False) -> int:
    """Write the gaps as CSV and return how many rows there are."""
    relation = gaps(con, as_of, every=every)
    written = con.execute(f"copy ({relation.sql_query()}) to {sql.text(str(to))} (format csv, header)").fetchone()
    return int(written[0]) if written else 0
