"""The road through the notice and the court: how far each child has come."""

from __future__ import annotations

from datetime import date

import duckdb

from everychild.accounting import moments
from everychild.oversight.tables.table import Table, counted
from everychild.terms import sql

LINES = (
    "handed_over",
    "accepted",
    "served",
    "filed",
    "hearing_ahead",
    "hearing_missed",
    "hearing_other",
    "attended",
)
"""The furthest step: ``hearing_other`` is a hearing set that is neither ahead nor held nor missed, as one adjourned."""


def road(con: duckdb.DuckDBPyConnection, as_of: date) -> Table:
    """Each child at the furthest step on record, in the cohort's entries; a step left out before it does not matter.

    Served and filed are as their duties say, so a notice since withdrawn is none; a hearing taken off the calendar is
    none. As for those duties, what counts is what followed an entry's apprehension, without an end.
    """
    day, number = sql.day(as_of), moments.NUMBER
    court = ", ".join(str(number[kind]) for kind in ("hearing_set", "adjourned", "appeared", "failed_to_appear"))
    found = con.execute(f"""
        with court as (
            select child, kind, about_on, {moments.record("moment")} as record
            from facts_since semi join cohort_entries using (child, entry)
            where kind in ({court}) and (ends_on is null or ends_on > {day})
        ), hearings as (
            select child, bool_or(kind = {number["hearing_set"]}) as is_set,
                bool_or(kind = {number["hearing_set"]} and about_on > {day}
                    and (child, record) not in (select (child, record) from court where kind = {number["adjourned"]})
                ) as ahead,
                bool_or(kind = {number["appeared"]}) as attended,
                bool_or(kind = {number["failed_to_appear"]}) as missed
            from court group by child
        ), notices as (
            select child, bool_or(duty = 'notice_to_appear_served') as served,
                bool_or(duty = 'notice_to_appear_filed') as filed
            from verdicts semi join cohort_entries using (child, entry)
            where verdict = 'met' and duty in ('notice_to_appear_served', 'notice_to_appear_filed') group by child
        ), cared_for as (
            select child, true as accepted from facts_by_entry semi join cohort_entries using (child, entry)
            where kind = {number["accepted"]} group by child
        )
        select case when attended then 'attended' when missed then 'hearing_missed' when ahead then 'hearing_ahead'
            when is_set then 'hearing_other' when filed then 'filed' when served then 'served'
            when accepted then 'accepted' else 'handed_over' end as line, count(*)
        from cohort_children left join hearings using (child) left join notices using (child)
        left join cared_for using (child)
        group by 1""").fetchall()
    return counted("road", LINES, found)
