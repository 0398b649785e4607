"""Standings and signals compiled to SQL: each declaration becomes one SELECT over the picked facts of each child."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from everychild.accounting import moments, picks
from everychild.accounting.language import Condition, Pick, Signal, Standing, Value
from everychild.terms import sql
from everychild.terms.events import accepted


@dataclass(frozen=True)
class Context:
    """What a compilation needs to know besides the declarations: the date, and which columns were ever delivered."""

    as_of: str
    told: Collection[str]

    def untold(self, pick: Pick) -> str | None:
        """The first column that a pick needs and nobody ever delivered, if any: then its absence says nothing."""
        kinds = (accepted,) if pick.matched else pick.kinds
        return next((name for kind in kinds for name in kind.told_by if name not in self.told), None)


def cases(pairs: Iterable[tuple[str, str]], otherwise: str = "null") -> str:
    """A CASE expression: the first test that holds decides."""
    made = " ".join(f"when {test} then {value}" for test, value in pairs)
    return f"case {made} else {otherwise} end" if made else otherwise


def standing_picks(standing: Standing) -> set[Pick]:
    """Every pick of a standing."""
    found = picks.asked(value.when for value in standing.values)
    for value in standing.values:
        if isinstance(value.since, Standing):
            found |= standing_picks(value.since)
        elif value.since:
            found.add(value.since)
    found |= {pick for _, pick in standing.latest_of}
    return found | ({standing.confirmed_by} if standing.confirmed_by else set())


def standing_of(standing: Standing, context: Context, where: Callable[[Pick], str], source: str) -> str:
    """SELECT of one standing, a row per child: child, value, since (local date) and record of the fact that says so.

    And of the latest confirmation confirmed_at (UTC), confirmed_on, confirmed_kind (moments.NUMBER), confirmed_record.
    """
    if standing.latest_of:
        names, columns = zip(*((name, where(pick)) for name, pick in standing.latest_of), strict=True)
        keys = (f"({moments.on(each)} - date '1900-01-01') * 64 + {rank}" for rank, each in enumerate(columns))
        which = f"greatest({', '.join(keys)}) % 64"
    else:
        names = tuple(item.name for item in standing.values)
        columns = tuple(_since(item, context, where) for item in standing.values)
        tests = (item.when.write(where, context.as_of) for item in standing.values)
        which = cases((test, str(rank)) for rank, test in enumerate(tests))
    value = cases((f"which = {rank}", sql.text(name)) for rank, name in enumerate(names))
    since = cases((f"which = {rank}", each) for rank, each in enumerate(columns))
    seen = where(standing.confirmed_by) if standing.confirmed_by else "null::hugeint"
    return f"""
    select child, coalesce(value, {sql.text(standing.otherwise)}) as value, {moments.on("since")} as since,
           {moments.record("since")} as record, {moments.at("seen")} as confirmed_at,
           {moments.on("seen")} as confirmed_on, {moments.kind_number("seen")} as confirmed_kind,
           {moments.record("seen")} as confirmed_record
    from (select child, {value} as value, {since} as since, {seen} as seen
          from (select *, {which} as which from {source}))"""


def _since(value: Value, context: Context, where: Callable[[Pick], str]) -> str:
    """The fact since which a value holds; with a standing there, the one since which that standing's value holds."""
    if isinstance(value.since, Standing):
        theirs = value.since.values
        return cases((each.when.write(where, context.as_of), _since(each, context, where)) for each in theirs)
    return where(value.since) if value.since else "null::hugeint"


def signal_of(name: str, signal: Signal, context: Context, where: Callable[[Pick], str], source: str) -> str:
    """SELECT of the children for whom a signal asks a person to look."""
    because = where(signal.because)
    test: Condition = signal.when
    return f"""
    select child, {sql.text(name)} as signal, {sql.text(signal.owner)} as owner, {moments.on(because)} as since,
           {moments.record(because)} as record
    from {source} where {test.write(where, context.as_of)}"""
