"""From picks to columns: each fact that some declaration asks for becomes one column.

``entries`` has one row per child and entry; a duty that runs once per fact has a table of its own with one row per
such fact. Every feed's facts are read once per scope, whatever the number of picks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from everychild.accounting import moments
from everychild.accounting.custody import TO_HHS
from everychild.accounting.language import Condition, Pick
from everychild.terms import sql
from everychild.terms.events import Kind


def column(pick: Pick) -> str:
    """The column name of a pick: its declaration in short, so that the compiled SQL can be read."""
    kinds = "+".join(
        kind.id + (f":{kind.detail}" if kind.detail else "") + (f":not {kind.but_not}" if kind.but_not else "")
        for kind in pick.kinds
    )
    marks = [pick.which, kinds, pick.scope]
    marks += ["hhs"] * pick.to_hhs + ["answered"] * pick.matched
    marks += [] if pick.holding is None else ["holding" if pick.holding else "not holding"]
    marks += [f"from day {pick.from_day}"] if pick.from_day else []
    return sql.name(" ".join(marks))


def part(name: str, suffix: str) -> str:
    """The column beside a pick's own that holds its ``detail`` or its ``who``."""
    return f'{name[:-1]}.{suffix}"'


def asked(conditions: Iterable[Condition | None]) -> set[Pick]:
    """Every pick that some condition mentions."""
    return {pick for condition in conditions if condition for pick in condition.picks}


def detailed(conditions: Iterable[Condition | None]) -> set[Pick]:
    """The picks whose detail some condition looks at."""
    found = set()
    for condition in conditions:
        if condition:
            found |= {pick for number, pick in enumerate(condition.picks) if f"{{{number}}}.detail" in condition.sql}
    return found


def _is_kind(kind: Kind) -> str:
    test = f"kind = {moments.NUMBER[kind.id]}"
    if kind.detail:
        return f"({test} and detail = {sql.text(kind.detail)})"
    if kind.but_not:
        return f"({test} and detail is distinct from {sql.text(kind.but_not)})"
    return test


def admits(pick: Pick, as_of: str) -> str:
    """SQL: an event of the history may be the one picked."""
    tests = ["(" + " or ".join(_is_kind(kind) for kind in pick.kinds) + ")"]
    if pick.to_hhs:
        tests.append(TO_HHS)
    if pick.holding is True:
        tests.append(f"(ends_on is null or ends_on > {as_of})")
    if pick.holding is False:
        tests.append(f"ends_on <= {as_of}")
    return " and ".join(tests)


def aggregates(pick: Pick, name: str, as_of: str, parts: Iterable[str], also: str = "") -> list[str]:
    """The aggregate columns that yield a pick, and its detail or who when asked for."""
    least, extreme = ("min", "arg_min") if pick.which == "first" else ("max", "arg_max")
    test = admits(pick, as_of) + also
    made = [f"{least}(moment) filter (where {test}) as {name}"]
    # An empty cell must win when its fact does: these aggregates pass over null.
    return made + [
        f"nullif({extreme}(coalesce({each}, ''), moment) filter (where {test}), '') as {part(name, each)}"
        for each in parts
    ]


def numbers(picks: Iterable[Pick]) -> str:
    """The kinds of these picks, as a parenthesised list of numbers."""
    found = sorted({moments.NUMBER[kind.id] for pick in picks for kind in pick.kinds})
    return f"({', '.join(map(str, found))})"


def gathered(
    scope: str, picks: set[Pick], parts: dict[Pick, set[str]], keys: str, source: str, as_of: str
) -> tuple[list[str], list[str]]:
    """The columns of these picks and the joins that supply them: one grouped reading of ``source`` for each feed.

    A pick over several feeds is split by feed and put together again with least or greatest.
    """
    by_feed: dict[str, list[tuple[Pick, str, set[str]]]] = {}
    columns: list[str] = []
    for pick in sorted(picks, key=column):
        name, wanted = column(pick), parts.get(pick, set())
        pieces = []
        for feed, told in _by_feed(pick).items():
            piece = name if len(_by_feed(pick)) == 1 else sql.name(f"{name[1:-1]} in {feed}")
            by_feed.setdefault(feed, []).append((replace(pick, kinds=told), piece, wanted))
            pieces.append(piece)
        whole = name
        if len(pieces) > 1:
            whole = f"{'least' if pick.which == 'first' else 'greatest'}({', '.join(pieces)})"
        columns.append(whole if whole == name else f"{whole} as {name}")
        for each in sorted(wanted):
            cases = " ".join(f"when {piece} then {part(piece, each)}" for piece in pieces)
            columns.append(f"case {whole} {cases} end as {part(name, each)}")
    joins = []
    for number, (_, here) in enumerate(sorted(by_feed.items())):
        made = [line for pick, name, wanted in here for line in aggregates(pick, name, as_of, sorted(wanted))]
        kinds = numbers(pick for pick, _, _ in here)
        joins.append(
            f"left join (select {keys}, {', '.join(made)} from {source} where kind in {kinds} group by {keys})"
            f" as {scope}_{number} using ({keys})"
        )
    return columns, joins


def _by_feed(pick: Pick) -> dict[str, tuple[Kind, ...]]:
    found: dict[str, tuple[Kind, ...]] = {}
    for kind in pick.kinds:
        feed = "+".join(sorted({told.split(".")[0] for told in kind.told_by}))
        found[feed] = (*found.get(feed, ()), kind)
    return found
