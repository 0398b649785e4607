"""The account: one plan over the whole population, or over one child, as of a date and as known by an instant.

Reads what the ledger and identity left in the connection: ``events``, ``told``, ``links`` and ``children``.
Leaves: ``history``, ``hand_overs``, ``surplus_acceptances``, ``lives``, ``entries``, ``verdicts``, ``whereabouts``,
``proceedings``, ``protection`` and ``signals``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

import duckdb

from everychild.accounting import catalog, compile, custody, moments, picks  # noqa: A004  the room's own word
from everychild.accounting.compile import Context
from everychild.accounting.language import Duty, Pick
from everychild.terms import sql

Step = tuple[str, str]


def account(
    con: duckdb.DuckDBPyConnection,
    as_of: date,
    *,
    also: Iterable[Pick] = (),
    step: Callable[[str], None] = lambda name: None,
) -> None:
    """Run the plan. ``also`` adds picks that figures need to ``entries``; ``step`` hears the name of each stage."""
    told = {f"{feed}.{name}" for feed, name in con.execute('select feed, "column" from told').fetchall()}
    for name, statement in plan(as_of, told, also):
        step(name)
        con.execute(statement)


def plan(as_of: date, told: set[str], also: Iterable[Pick] = ()) -> Iterator[Step]:
    """The whole computation as named SQL statements, in order."""
    context = Context(sql.day(as_of), told)
    duties, standings = catalog.duties(), catalog.all_standings()
    signals = catalog.all_signals()
    once = {name: duty for name, duty in duties.items() if duty.per is None}
    each = {name: duty for name, duty in duties.items() if duty.per is not None}

    wanted = set(also)
    parts: dict[Pick, set[str]] = {}
    for duty in duties.values():
        wanted |= compile.duty_picks(duty)
        _merge(parts, compile.duty_parts(duty))
    for standing in standings.values():
        wanted |= compile.standing_picks(standing)
        _merge(parts, {pick: {"detail"} for pick in picks.detailed(value.when for value in standing.values)})
    for signal in signals.values():
        wanted |= picks.asked([signal.when]) | {signal.because}
    for pick in also:
        parts.setdefault(pick, set()).add("detail")

    yield "custody", custody.custody_facts("events", "links")
    yield "entries", custody.later_entries()
    yield "history", history(context)
    yield "bounds", bounds()
    yield "hand-overs", custody.hand_overs()
    yield "lives", table("lives", _of(wanted, "ever"), parts, "child", "history", "children", context)
    both = "(select child, entry from bounds)"
    scopes = (("entry", "history", both), ("since_entry", "history_since", "entries_so_far"))
    for scope, source, base in scopes:
        name = "entries_so_far" if scope == "entry" else "entries"
        yield f"facts of {scope}", table(name, _of(wanted, scope), parts, "child, entry", source, base, context)

    yield "verdicts", "create or replace temp table verdicts as" + " union all ".join(
        compile.verdicts_of(name, duty, context, picks.column, ENTRY_FACTS) for name, duty in once.items()
    )
    for name, duty in each.items():
        yield name, instances(duty, parts, context)
        source = f"(select * from instances left join {ENTRY_FACTS_WITHOUT_INSTANCE} using (child, entry))"
        yield name, f"insert into verdicts {compile.verdicts_of(name, duty, context, picks.column, source)}"
    for name, standing in standings.items():
        chosen = compile.standing_of(standing, context, picks.column, "lives")
        yield name, f"create or replace temp table {name} as {chosen}"
    made = " union all ".join(
        compile.signal_of(name, signal, context, picks.column, "lives") for name, signal in signals.items()
    )
    yield "signals", f"create or replace temp table signals as {made}"


ENTRY_FACTS_WITHOUT_INSTANCE = "(select * from entries left join lives using (child))"
ENTRY_FACTS = "(select *, 1 as instance from entries left join lives using (child))"


def history(context: Context) -> str:
    """Temp table ``history``: the as-of events of every child, each in its entry, each with its moment."""
    made = moments.moment("e.happened_at", "e.on_date", "e.dated", "k.number", "e.record")
    numbers = ", ".join(f"('{kind}', {number})" for kind, number in moments.NUMBER.items())
    holding = f"(e.ends_on is null or e.ends_on > {context.as_of})"
    return f"""
    create or replace temp table history as
    select l.child, coalesce(s.entry, 1)::integer as entry, e.kind, {made} as moment, e.on_date,
           e.who, e.detail, e.ends_on, coalesce(e.kind = 'adjourned' and e.about_on < t.last_setting, false) as set_again
    from events as e
    join links as l on l.record = e.record and l.is_child
    join (values {numbers}) as k(kind, number) on k.kind = e.kind
    left join later_entries as s on s.child = l.child
        and case when e.dated then e.on_date >= s.starts_on else e.happened_at >= s.starts_at end
        and case when e.dated then s.next_on is null or e.on_date < s.next_on
                 else s.next_at is null or e.happened_at < s.next_at end
    left join (select l.child, max(e.about_on) as last_setting from events as e join links as l using (record)
               where e.kind = 'hearing_set' and {holding} group by l.child) as t
        on t.child = l.child and e.kind = 'adjourned'
    """


def bounds() -> str:
    """``bounds``(child, entry, from_on): every entry and the local date of its apprehension; ``history_since``."""
    return """
    create or replace temp table bounds as
    select child, entry, starts_on as from_on from later_entries
    union all
    select c.child, 1 as entry, a.from_on from children as c
    left join (select f.child, arg_min(f.on_date, f.happened_at) as from_on from custody_facts as f
               left join (select child, min(starts_at) as starts_at from later_entries group by child) as s using (child)
               where f.kind = 'apprehended' and (s.starts_at is null or f.happened_at < s.starts_at) group by f.child) as a
        using (child);
    create or replace temp view history_since as
    select b.child, b.entry, h.kind, h.moment, h.who, h.detail, h.ends_on, h.set_again
    from history as h join bounds as b on b.child = h.child and (b.from_on is null or h.on_date >= b.from_on)
    """


def table(
    name: str, wanted: set[Pick], parts: dict[Pick, set[str]], keys: str, source: str, base: str, context: Context
) -> str:
    """Statement that makes one table of picks. Acceptances that answer a hand-over are joined by the hand-over."""
    plain = {pick for pick in wanted if not pick.matched} | {replace(p, matched=False) for p in wanted if p.matched}
    made = picks.gathered(plain, parts, keys, source, base, context.as_of)
    for number, pick in enumerate(sorted((p for p in wanted if p.matched), key=picks.column)):
        given = picks.column(replace(pick, matched=False))
        made = f"""select g{number}.*, a{number}.acceptance as {picks.column(pick)} from ({made}) as g{number}
            left join hand_overs as a{number} on a{number}.child = g{number}.child
                and a{number}.moment = g{number}.{given}"""
    return f"create or replace temp table {name} as {made}"


def instances(duty: Duty, parts: dict[Pick, set[str]], context: Context) -> str:
    """Temp table ``instances``: one row for each fact that starts the duty, with what followed and preceded it."""
    assert duty.per is not None  # noqa: S101  the caller has chosen
    start = picks.column(duty.starts)
    around = sorted(_of(compile.duty_picks(duty), "after_start", "before_start"), key=picks.column)
    made = []
    for pick in around:
        late = f" and {moments.on('h.moment')} >= {moments.on('i.start')} + {pick.from_day}" if pick.from_day else ""
        when = moments.after("moment", "i.start") if pick.scope == "after_start" else "moment <= i.start"
        also = f" and ({when}){late}"
        made += picks.aggregates(pick, picks.column(pick), context.as_of, sorted(parts.get(pick, ())), also)
    kinds = sql.listed(sorted({kind.id for pick in around for kind in pick.kinds}))
    return f"""
    create or replace temp table instances as
    with i as (select child, entry, moment as start,
                      row_number() over (partition by child, entry order by moment)::integer as instance
               from history where kind = '{duty.per.id}')
    select i.child, i.entry, i.instance, i.start as {start}, {', '.join(made)}
    from i left join history as h on h.child = i.child and h.kind in {kinds}
    group by i.child, i.entry, i.instance, i.start
    """


def _of(wanted: set[Pick], *scopes: str) -> set[Pick]:
    return {pick for pick in wanted if pick.scope in scopes}


def _merge(parts: dict[Pick, set[str]], more: dict[Pick, set[str]]) -> None:
    for pick, names in more.items():
        parts.setdefault(pick, set()).update(names)
