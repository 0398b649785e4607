"""Missed hearings, and what was done after each."""

from __future__ import annotations

import duckdb

from everychild.oversight.tables.table import Table, counted
from everychild.terms import sql

HEARINGS = ("hearings",)
DONE = ("contacted", "safety_call", "appeared", "motion_to_reopen", "custody")
NOT_DONE = {"running": "running", "late": "nothing", "ended": "ended", "cannot_tell": "cannot_tell"}
"""The lines of what was not met, by verdict."""


def missed_hearings(con: duckdb.DuckDBPyConnection) -> list[Table]:
    """Each missed hearing once: by what followed, then of those followed up the ones in time and the ones later.

    Custody is any step of it, or that the child was in custody already when the hearing was missed.
    """
    rows = con.execute(f"""
        with missed as (
            select verdict, start_record, met_record, met_at from verdicts semi join cohort_entries using (child, entry)
            where duty = 'missed_hearing_followed_up'
        ), stated as (
            select record, happened_at, min(kind) as kind from events
            where kind in {sql.listed(DONE)} and record in (select met_record from missed) group by 1, 2
        )
        select verdict, case when verdict in ('met', 'met_late') then
            case when met_record = start_record then 'custody' else coalesce(kind, 'custody') end end as done, count(*)
        from missed left join stated on record = met_record and happened_at = met_at
        group by 1, 2""").fetchall()
    in_time = [(done, number) for verdict, done, number in rows if verdict == "met"]
    later = [(done, number) for verdict, done, number in rows if verdict == "met_late"]
    followed = [(done, dict(in_time).get(done, 0) + dict(later).get(done, 0)) for done in DONE]
    others = [(NOT_DONE[verdict], number) for verdict, done, number in rows if done is None]
    return [
        counted("missed_hearings", (*DONE, *NOT_DONE.values()), [*followed, *others], HEARINGS),
        counted("missed_hearings_in_time", DONE, in_time, HEARINGS),
        counted("missed_hearings_later", DONE, later, HEARINGS),
    ]
