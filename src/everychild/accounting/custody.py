"""Custody as double entry: entries, and the matching of each hand-over with the acceptance that answers it.

An *entry* begins with an apprehension after the child left custody: after a discharge other than back to DHS, or, if
HHS never accepted the child, 30 days after the last fact of a DHS stay. Duties run per entry.

A *hand-over* to HHS is answered by the first unused acceptance from 24 hours before it until the next hand-over.
What is left over on either side is an imbalance.
"""

from __future__ import annotations

from everychild.accounting import moments
from everychild.terms.events import accepted, apprehended, determined_unaccompanied, handed_over, hhs_notified
from everychild.terms.events import discharged as left_otherwise
from everychild.terms.events import released as left_to_sponsor

TO_HHS = "(who is null or upper(who) like 'ORR%' or upper(who) like 'HHS%')"
"""A receiver named ORR or HHS, or none named, is HHS."""

ACCEPTED_AT_MOST_HOURS_BEFORE = 24
"""An acceptance may be written down up to so long before the hand-over that it answers."""

DAYS_WITHOUT_CUSTODY = 30
"""A child never accepted who is apprehended again so long after the last DHS stay begins a new entry."""

CUSTODY = (apprehended, determined_unaccompanied, hhs_notified, handed_over, accepted, left_to_sponsor, left_otherwise)


def _kinds(*kinds: object) -> str:
    return ", ".join(f"'{getattr(kind, 'id')}'" for kind in kinds)  # noqa: B009


def custody_facts(events: str, links: str) -> str:
    """Temp table ``custody_facts``(child, kind, happened_at, on_date, who, detail, record): all changes of custody."""
    return f"""
    create or replace temp table custody_facts as
    select l.child, e.kind, e.happened_at, e.on_date, e.who, e.detail, e.record
    from {events} as e join {links} as l on l.record = e.record
    where e.kind in ({_kinds(*CUSTODY)}) and l.is_child
    """


def later_entries() -> str:
    """Temp table ``later_entries``(child, entry, starts_at, starts_on, next_at, next_on): every entry but the first.

    Only children who might have a second entry are looked at closely; that is a small share of any population.
    """
    left = f"(kind = '{left_to_sponsor.id}' or (kind = '{left_otherwise.id}' and detail is distinct from 'transferred_to_dhs'))"
    dhs = f"kind in ({_kinds(apprehended, determined_unaccompanied, hhs_notified, handed_over)})"
    taken = f"kind = '{apprehended.id}'"
    return f"""
    create or replace temp table later_entries as
    with candidate as (
        select child from custody_facts group by child
        having max(happened_at) filter ({taken}) >= min(happened_at) filter ({left})
            or max(on_date) filter ({taken}) - min(on_date) filter ({dhs}) >= {DAYS_WITHOUT_CUSTODY}
    ), step as (
        select child, happened_at, on_date, {taken} as taken, {left} as left_custody, kind = '{accepted.id}' as accepted,
               {dhs} as dhs, record,
               max(case when {left} then happened_at end) over before_this as last_left,
               max(case when {taken} then happened_at end) over before_this as last_taken,
               max(case when {dhs} then on_date end) over before_this as last_dhs_on,
               max(case when kind = '{accepted.id}' then happened_at end) over before_this as last_accepted
        from custody_facts where child in (select child from candidate)
        window before_this as (
            partition by child
            order by happened_at, case when {left} then 0 when {taken} then 1 else 2 end, record
            rows between unbounded preceding and 1 preceding)
    ), after_leaving as (
        select *, taken and last_left is not null and (last_taken is null or last_left > last_taken) as again
        from step
    ), stretch as (
        select *, max(case when again then happened_at end) over (
            partition by child order by happened_at, case when left_custody then 0 when taken then 1 else 2 end, record
            rows between unbounded preceding and current row) as stretch_starts
        from after_leaving
    ), start as (
        select child, happened_at, min(on_date) as on_date
        from stretch
        where again or (taken and last_dhs_on is not null and on_date - last_dhs_on >= {DAYS_WITHOUT_CUSTODY}
                        and (last_accepted is null or last_accepted < stretch_starts))
        group by child, happened_at
    )
    select child, (1 + row_number() over each_child)::integer as entry, happened_at as starts_at, on_date as starts_on,
           lead(happened_at) over each_child as next_at, lead(on_date) over each_child as next_on
    from start window each_child as (partition by child order by happened_at)
    """


def entry_of(alias: str) -> str:
    """SQL join condition: this event falls in this later entry; a fact with only a date goes by its date."""
    return f"""s.child = {alias}.child
        and case when {alias}.dated then {alias}.on_date >= s.starts_on else {alias}.happened_at >= s.starts_at end
        and case when {alias}.dated then s.next_on is null or {alias}.on_date < s.next_on
                 else s.next_at is null or {alias}.happened_at < s.next_at end"""


def hand_overs() -> str:
    """Temp table ``hand_overs``(child, n, moment, next_at, acceptance): each hand-over to HHS with its acceptance.

    The matching goes hand-over by hand-over, because an acceptance once used is not free for the next; the recursion
    runs once for each hand-over in turn over all children together, and few children have more than one.
    """
    before = f"interval {ACCEPTED_AT_MOST_HOURS_BEFORE} hour"
    given = moments.moment("happened_at", "on_date", "false", str(moments.NUMBER[handed_over.id]), "record")
    taken = moments.moment("happened_at", "on_date", "false", str(moments.NUMBER[accepted.id]), "record")
    return f"""
    create or replace temp table hand_over as
        select child, row_number() over each_child as n, happened_at, lead(happened_at) over each_child as next_at, moment
        from (select child, happened_at, min({given}) as moment from custody_facts
              where kind = '{handed_over.id}' and {TO_HHS} group by child, happened_at)
        window each_child as (partition by child order by happened_at);
    create or replace temp table acceptance as
        select child, row_number() over (partition by child order by happened_at) as n, happened_at, moment
        from (select child, happened_at, min({taken}) as moment from custody_facts
              where kind = '{accepted.id}' group by child, happened_at);
    create or replace temp table hand_overs as
    with recursive pairing as (
        select h.child, h.n, min(a.n) filter (h.next_at is null or a.happened_at < h.next_at) as used, 0::bigint as used_before
        from hand_over as h left join acceptance as a on a.child = h.child and a.happened_at >= h.happened_at - {before}
        where h.n = 1 group by h.child, h.n
        union all
        select h.child, h.n, min(a.n) filter (h.next_at is null or a.happened_at < h.next_at),
               coalesce(p.used, p.used_before)
        from pairing as p
        join hand_over as h on h.child = p.child and h.n = p.n + 1
        left join acceptance as a on a.child = h.child and a.happened_at >= h.happened_at - {before}
                                  and a.n > coalesce(p.used, p.used_before)
        group by h.child, h.n, coalesce(p.used, p.used_before)
    )
    select h.child, h.n::integer as n, h.happened_at, h.moment, a.moment as acceptance
    from hand_over as h left join pairing as p on p.child = h.child and p.n = h.n
    left join acceptance as a on a.child = h.child and a.n = p.used;
    create or replace temp table surplus_acceptances as
        select a.child, a.happened_at, a.moment from acceptance as a
        anti join hand_overs as h on h.child = a.child and h.acceptance = a.moment
    """
