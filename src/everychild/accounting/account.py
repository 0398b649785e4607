"""The account: one plan over the whole population, or over one child, as of a date and as known by an instant.

Reads what the ledger and identity left in the connection: ``events``, ``told``, ``links`` and ``children``. Leaves,
with ``moment`` as moments.py writes it, instants in UTC, dates as written and ``child`` the number in ``children``:

``history``              child, kind (moments.NUMBER), moment, who, detail, ends_on, about_on: a row per fact.
``later_entries``        child, entry, starts_at, starts_on, next_at, next_on: a row per entry but the first.
``hand_overs``           child, happened_at, moment, acceptance (a moment, null where none answers): to HHS only.
``surplus_acceptances``  child, happened_at, moment: of the acceptances that answer no hand-over.
``entries``              child, entry, dob and a moment for every picked fact (picks.column): a row per entry.
``verdicts``             a row for every time a duty is owed: see verdicts.verdicts_of.
``whereabouts``, ``proceedings``, ``protection``  a row per child: see compile.standing_of.
``signals``              child, signal, owner, since, record: a row per signal raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

import duckdb

from everychild.accounting import catalog, compile, custody, moments, picks, verdicts  # noqa: A004  the room's own word
from everychild.accounting.compile import Context
from everychild.accounting.language import Condition, Duty, Pick, Scope
from everychild.terms import sql

Step = tuple[str, str]


def account(
    con: duckdb.DuckDBPyConnection,
    as_of: date,
    *,
    also: Iterable[Condition] = (),
    step: Callable[[str], None] = lambda name: None,
) -> None:
    """Run the plan. ``also`` adds the facts of other conditions to ``entries``; ``step`` hears each stage's name."""
    told = {f"{feed}.{name}" for feed, name in con.execute('select feed, "column" from told').fetchall()}
    for name, statement in plan(as_of, told, also):
        step(name)
        con.execute(statement)


def plan(as_of: date, told: set[str], also: Iterable[Condition] = ()) -> Iterator[Step]:
    """The whole computation as named SQL statements, in order."""
    context = Context(sql.day(as_of), told)
    duties, standings = catalog.duties(), catalog.all_standings()
    signals = catalog.all_signals()
    once = {name: duty for name, duty in duties.items() if duty.per is None}
    each = {name: duty for name, duty in duties.items() if duty.per is not None}

    also = tuple(also)
    wanted = picks.asked(also)
    parts: dict[Pick, set[str]] = {pick: {"detail"} for pick in picks.detailed(also)}
    for duty in duties.values():
        wanted |= verdicts.duty_picks(duty)
        _merge(parts, verdicts.duty_parts(duty))
    if any(context.untold(duty.starts) for duty in once.values()):
        wanted.add(verdicts.BEGUN)
    for standing in standings.values():
        wanted |= compile.standing_picks(standing)
        _merge(parts, {pick: {"detail"} for pick in picks.detailed(value.when for value in standing.values)})
    for signal in signals.values():
        wanted |= picks.asked([signal.when]) | {signal.because}

    yield "history", history(context)
    yield "history", set_again(context)
    yield "entries", custody.later_entries()
    yield "entries", custody.by_entry()
    yield "bounds", custody.bounds()
    yield "hand-overs", custody.hand_overs()
    yield "facts", entries(wanted, parts, context)
    yield (
        "verdicts",
        "create or replace temp table verdicts as"
        + " union all ".join(
            verdicts.verdicts_of(name, duty, context, picks.column, "(select *, 1 as instance from entries)")
            for name, duty in once.items()
        ),
    )
    for name, duty in each.items():
        yield name, instances(duty, parts, context)
        source = "(select * from instances join entries using (child, entry))"
        yield name, f"insert into verdicts {verdicts.verdicts_of(name, duty, context, picks.column, source)}"
    for name, standing in standings.items():
        chosen = compile.standing_of(standing, context, picks.column, "(from entries where entry = 1)")
        yield name, f"create or replace temp table {name} as {chosen}"
    made = " union all ".join(
        compile.signal_of(name, signal, context, picks.column, "(from entries where entry = 1)")
        for name, signal in signals.items()
    )
    yield "signals", f"create or replace temp table signals as {made}"


def history(context: Context) -> str:
    """Temp table ``history``: the as-of events of every child, each with its kind's number and its moment."""
    made = moments.moment("e.happened_at", "e.on_date", "e.dated", "k.number", "e.record")
    numbers = ", ".join(f"('{kind}', {number}::utinyint)" for kind, number in moments.NUMBER.items())
    return f"""
    create or replace temp table history as
    select l.child, k.number as kind, {made} as moment, e.who, e.detail, e.ends_on, e.about_on
    from events as e
    join links as l on l.record = e.record and l.is_child
    join (values {numbers}) as k(kind, number) on k.kind = e.kind
    """


def set_again(context: Context) -> str:
    """Adds a fact ``set_again`` for each adjourned hearing of a child for whom a later one is set and holds."""
    adjourned, hearing, again = (moments.NUMBER[kind] for kind in ("adjourned", "hearing_set", "set_again"))
    return f"""
    insert into history
    select h.child, {again} as kind, h.moment, h.who, h.detail, h.ends_on, h.about_on
    from history as h
    join (select child, max(about_on) as last_setting from history
          where kind = {hearing} and (ends_on is null or ends_on > {context.as_of}) group by child) as t using (child)
    where h.kind = {adjourned} and h.about_on < t.last_setting
    """


def entries(wanted: set[Pick], parts: dict[Pick, set[str]], context: Context) -> str:
    """Temp table ``entries``: one row per child and entry with every picked fact, those of the whole life included."""
    plain = {pick for pick in wanted if not pick.matched} | {replace(p, matched=False) for p in wanted if p.matched}
    columns, joins = ["b.child", "b.entry", "c.dob"], ["join children as c using (child)"]
    for scope, keys, source in SCOPES:
        more, joined = picks.gathered(scope, _of(plain, scope), parts, keys, source, context.as_of)
        columns += more
        joins += joined
    made = f"select {', '.join(columns)} from bounds as b {' '.join(joins)}"
    for number, pick in enumerate(sorted((p for p in wanted if p.matched), key=picks.column)):
        given = picks.column(replace(pick, matched=False))
        made = f"""select g{number}.*, a{number}.acceptance as {picks.column(pick)} from ({made}) as g{number}
            left join hand_overs as a{number} on a{number}.child = g{number}.child
                and a{number}.happened_at = {moments.at(f"g{number}.{given}")}"""
    return f"create or replace temp table entries as {made}"


SCOPES: tuple[tuple[Scope, str, str], ...] = (
    ("ever", "child", "history"),
    ("entry", "child, entry", "facts_by_entry"),
    ("since_entry", "child, entry", "facts_since"),
)
"""Where the picks of each scope are read, and by what they are grouped."""


def instances(duty: Duty, parts: dict[Pick, set[str]], context: Context) -> str:
    """Temp table ``instances``: one row for each fact that starts the duty, with what followed and preceded it."""
    assert duty.per is not None  # noqa: S101  the caller has chosen
    start = picks.column(duty.starts)
    around = sorted(_of(verdicts.duty_picks(duty), "after_start", "before_start"), key=picks.column)
    made = []
    for pick in around:
        late = f" and {moments.on('h.moment')} >= {moments.on('i.start')} + {pick.from_day}" if pick.from_day else ""
        when = moments.after("moment", "i.start") if pick.scope == "after_start" else "moment <= i.start"
        also = f" and ({when}){late}"
        made += picks.aggregates(pick, picks.column(pick), context.as_of, sorted(parts.get(pick, ())), also)
    return f"""
    create or replace temp table instances as
    with i as (select child, entry, moment as start,
                      row_number() over (partition by child, entry order by moment)::integer as instance
               from facts_by_entry where kind = {moments.NUMBER[duty.per.id]})
    select i.child, i.entry, i.instance, i.start as {start}, {", ".join(made)}
    from i left join history as h on h.child = i.child and h.kind in {picks.numbers(around)}
    group by i.child, i.entry, i.instance, i.start
    """


def _of(wanted: set[Pick], *scopes: str) -> set[Pick]:
    return {pick for pick in wanted if pick.scope in scopes}


def _merge(parts: dict[Pick, set[str]], more: dict[Pick, set[str]]) -> None:
    for pick, names in more.items():
        parts.setdefault(pick, set()).update(names)
