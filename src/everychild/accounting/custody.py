"""Custody as double entry: entries, and the matching of each hand-over with the acceptance that answers it.

An *entry* begins with an apprehension after the child left custody: after a discharge other than back to DHS, or, if
nothing shows that HHS had the child, 30 days after the last DHS stay (its apprehension or hand-over). Duties run per
entry.

A *hand-over* to HHS is answered by the first unused acceptance from 24 hours before it until the next hand-over.
What is left over on either side is an imbalance.
"""

from __future__ import annotations

from everychild.accounting import moments
from everychild.terms.events import (
    Kind,
    accepted,
    apprehended,
    determined_unaccompanied,
    discharged,
    handed_over,
    hhs_notified,
    released,
)

TO_HHS = "(who is null or upper(who) like 'ORR%' or upper(who) like 'HHS%')"
"""A receiver named ORR or HHS, or none named, is HHS."""

ACCEPTED_AT_MOST_HOURS_BEFORE = 24
"""An acceptance may be written down up to so long before the hand-over that it answers."""

DAYS_WITHOUT_CUSTODY = 30
"""A child never accepted who is apprehended again so long after the last DHS stay begins a new entry."""

CUSTODY = (apprehended, determined_unaccompanied, hhs_notified, handed_over, accepted, released, discharged)


def _numbers(*kinds: Kind) -> str:
    return ", ".join(str(moments.NUMBER[kind.id]) for kind in kinds)


def later_entries() -> str:
    """Temp table ``later_entries``(child, entry, starts_at, starts_on, next_at, next_on): every entry but the first.

    Only children who might have a second entry are looked at closely; that is a small share of any population.
    """
    to_sponsor, otherwise = _numbers(released), _numbers(discharged)
    left = f"(kind = {to_sponsor} or (kind = {otherwise} and detail is distinct from 'transferred_to_dhs'))"
    dhs = f"kind in ({_numbers(apprehended, handed_over)})"
    at, on = moments.at("moment"), moments.on("moment")
    taken, cared_for = f"kind = {_numbers(apprehended)}", f"kind in ({_numbers(accepted, released, discharged)})"
    return f"""
    create or replace temp table later_entries as
    with candidate as (
        select child from history where kind in ({_numbers(*CUSTODY)}) group by child
        having max(moment) filter ({taken}) >= min(moment) filter ({left})
            or max({on}) filter ({taken}) - min({on}) filter ({dhs}) >= {DAYS_WITHOUT_CUSTODY}
    ), step as (
        select child, {at} as happened_at, {on} as on_date, {taken} as taken, {left} as left_custody, moment,
               max(case when {left} then {at} end) over before_this as last_left,
               max(case when {taken} then {at} end) over before_this as last_taken,
               max(case when {dhs} then {on} end) over before_this as last_dhs_on,
               max(case when {cared_for} then {at} end) over before_this as last_cared_for
        from history where child in (select child from candidate) and kind in ({_numbers(*CUSTODY)})
        window before_this as (
            partition by child
            order by {at}, case when {left} then 0 when {taken} then 1 else 2 end, moment
            rows between unbounded preceding and 1 preceding)
    ), after_leaving as (
        select *, taken and last_left is not null and (last_taken is null or last_left > last_taken)
                  and (last_cared_for is null or last_left >= last_cared_for) as again
        from step
    ), stretch as (
        select *, max(case when again then happened_at end) over (
            partition by child order by happened_at, case when left_custody then 0 when taken then 1 else 2 end, moment
            rows between unbounded preceding and current row) as stretch_starts
        from after_leaving
    ), start as (
        select child, happened_at, min(on_date) as on_date
        from stretch
        where again or (taken and last_dhs_on is not null and on_date - last_dhs_on >= {DAYS_WITHOUT_CUSTODY}
                        and (last_cared_for is null or last_cared_for < stretch_starts))
        group by child, happened_at
    )
    select child, (1 + row_number() over each_child)::integer as entry, happened_at as starts_at, on_date as starts_on,
           lead(happened_at) over each_child as next_at, lead(on_date) over each_child as next_on
    from start window each_child as (partition by child order by happened_at)
    """


def by_entry() -> str:
    """View ``facts_by_entry``: the history with each fact's entry; a fact with only a date goes by its date."""
    at, on, dated = moments.at("h.moment"), moments.on("h.moment"), moments.only_dated("h.moment")
    return f"""
    create or replace temp view facts_by_entry as
    select h.*, coalesce(s.entry, 1)::integer as entry
    from history as h left join later_entries as s on s.child = h.child
        and case when {dated} then {on} >= s.starts_on else {at} >= s.starts_at end
        and case when {dated} then s.next_on is null or {on} < s.next_on else s.next_at is null or {at} < s.next_at end
    """


def bounds() -> str:
    """``bounds``(child, entry, from_on): every entry and the local date of its apprehension.

    And the view ``facts_since``: each entry's facts from that day on, without an end.
    """
    at, on = moments.at("h.moment"), moments.on("h.moment")
    return f"""
    create or replace temp table bounds as
    select child, entry, starts_on as from_on from later_entries
    union all
    select c.child, 1 as entry, a.from_on from children as c
    left join (select h.child, min({on}) as from_on from history as h
               left join (select child, min(starts_at) as starts_at from later_entries group by child) as s
                   on s.child = h.child
               where h.kind = {_numbers(apprehended)} and (s.starts_at is null or {at} < s.starts_at)
               group by h.child) as a using (child);
    create or replace temp view facts_since as
    select h.* replace (b.child as child), b.entry
    from history as h join bounds as b on b.child = h.child and (b.from_on is null or {on} >= b.from_on)
    """


def hand_overs() -> str:
    """Temp tables ``hand_overs``(child, happened_at, moment, acceptance) and ``surplus_acceptances``.

    Almost every child has one hand-over, answered by the first acceptance from 24 hours before it. For the others the
    matching goes hand-over by hand-over, because an acceptance once used is not free for the next; the recursion takes
    one step for all children together.
    """
    at = moments.at("moment")
    before = f"interval {ACCEPTED_AT_MOST_HOURS_BEFORE} hour"
    return f"""
    create or replace temp table hand_over as
        select child, {at} as happened_at, min(moment) as moment from history
        where kind = {_numbers(handed_over)} and {TO_HHS} group by child, {at};
    create or replace temp table acceptance as
        select child, {at} as happened_at, min(moment) as moment from history
        where kind = {_numbers(accepted)} group by child, {at};
    create or replace temp table hand_overs as
    with recursive several as (
        select child from hand_over group by child having count(*) > 1
    ), given as (
        select *, row_number() over each_child as n, lead(happened_at) over each_child as next_at
        from hand_over where child in (select child from several)
        window each_child as (partition by child order by happened_at)
    ), taken as (
        select *, row_number() over (partition by child order by happened_at) as n
        from acceptance where child in (select child from several)
    ), pairing as (
        select g.child, g.n, min(t.n) filter (g.next_at is null or t.happened_at < g.next_at) as used,
               0::bigint as used_before
        from given as g left join taken as t on t.child = g.child and t.happened_at >= g.happened_at - {before}
        where g.n = 1 group by g.child, g.n
        union all
        select g.child, g.n, min(t.n) filter (g.next_at is null or t.happened_at < g.next_at),
               coalesce(p.used, p.used_before)
        from pairing as p
        join given as g on g.child = p.child and g.n = p.n + 1
        left join taken as t on t.child = g.child and t.happened_at >= g.happened_at - {before}
                             and t.n > coalesce(p.used, p.used_before)
        group by g.child, g.n, coalesce(p.used, p.used_before)
    )
    select g.child, g.happened_at, g.moment, t.moment as acceptance
    from given as g left join pairing as p using (child, n)
    left join taken as t on t.child = g.child and t.n = p.used
    union all
    select h.child, h.happened_at, h.moment, min(a.moment) as acceptance
    from hand_over as h left join acceptance as a on a.child = h.child and a.happened_at >= h.happened_at - {before}
    where h.child not in (select child from several)
    group by h.child, h.happened_at, h.moment;
    create or replace temp table surplus_acceptances as
        select a.child, a.happened_at, a.moment from acceptance as a
        anti join hand_overs as h on h.child = a.child and h.acceptance = a.moment
    """
