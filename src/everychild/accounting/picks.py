"""From picks to columns: each fact that some declaration asks for becomes one column of one of three tables.

``lives`` has one row per child, ``entries`` one per child and entry, and each duty that runs once per fact has a table
of its own with one row per such fact. Every feed's facts are read once per table, whatever the number of picks.
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
    marks += ["hhs"] * pick.to_hhs + ["answered"] * pick.matched + ["set again"] * pick.reset
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


def _feeds(kind: Kind) -> set[str]:
    return {told.split(".")[0] for told in kind.told_by}


def _is_kind(kind: Kind) -> str:
    if kind.detail:
        return f"(kind = '{kind.id}' and detail = {sql.text(kind.detail)})"
    if kind.but_not:
        return f"(kind = '{kind.id}' and detail is distinct from {sql.text(kind.but_not)})"
    return f"kind = '{kind.id}'"


def admits(pick: Pick, as_of: str) -> str:
    """SQL: an event of the history may be the one picked."""
    tests = ["(" + " or ".join(_is_kind(kind) for kind in pick.kinds) + ")"]
    if pick.to_hhs:
        tests.append(TO_HHS)
    if pick.holding is True:
        tests.append(f"(ends_on is null or ends_on > {as_of})")
    if pick.holding is False:
        tests.append(f"ends_on <= {as_of}")
    if pick.reset:
        tests.append("set_again")
    return " and ".join(tests)


def aggregates(pick: Pick, name: str, as_of: str, parts: Iterable[str], also: str = "") -> list[str]:
    """The aggregate columns that yield a pick, and its detail or who when asked for."""
    least, extreme = ("min", "arg_min") if pick.which == "first" else ("max", "arg_max")
    test = admits(pick, as_of) + also
    made = [f"{least}(moment) filter (where {test}) as {name}"]
    return made + [f"{extreme}({each}, moment) filter (where {test}) as {part(name, each)}" for each in parts]


def _kinds(picks: Iterable[Pick]) -> str:
    return sql.listed(sorted({kind.id for pick in picks for kind in pick.kinds}))


def gathered(picks: set[Pick], parts: dict[Pick, set[str]], keys: str, source: str, base: str, as_of: str) -> str:
    """SQL that adds the picks' columns to ``base``: one grouped reading of ``source`` for each feed, then joined.

    A pick over several feeds is split by feed and put together again with least or greatest.
    """
    by_feed: dict[str, list[tuple[Pick, str, set[str]]]] = {}
    columns: list[str] = []
    for pick in sorted(picks, key=column):
        name, wanted = column(pick), parts.get(pick, set())
        feeds: dict[str, list[Kind]] = {}
        for kind in pick.kinds:
            for feed in sorted(_feeds(kind)):
                feeds.setdefault(feed if len(_feeds(kind)) == 1 else "+".join(sorted(_feeds(kind))), []).append(kind)
        pieces = []
        for feed, kinds in feeds.items():
            unique = tuple(dict.fromkeys(kinds))
            piece = name if len(feeds) == 1 else sql.name(f"{name[1:-1]} in {feed}")
            by_feed.setdefault(feed, []).append((replace(pick, kinds=unique), piece, wanted))
            pieces.append(piece)
        if len(pieces) > 1:
            choose = "least" if pick.which == "first" else "greatest"
            whole = f"{choose}({', '.join(pieces)})"
            columns.append(f"{whole} as {name}")
            for each in sorted(wanted):
                cases = " ".join(f"when {piece} then {part(piece, each)}" for piece in pieces)
                columns.append(f"case {whole} {cases} end as {part(name, each)}")
        else:
            columns.append(name)
            columns += [part(name, each) for each in sorted(wanted)]
    joins = ""
    for number, (_, wanted_here) in enumerate(sorted(by_feed.items())):
        made = [line for pick, name, parts_ in wanted_here for line in aggregates(pick, name, as_of, sorted(parts_))]
        kinds = _kinds(pick for pick, _, _ in wanted_here)
        joins += (
            f"\nleft join (select {keys}, {', '.join(made)} from {source} where kind in {kinds} group by {keys})"
            f" as f{number} using ({keys})"
        )
    chosen = ", ".join(["b.*", *columns])
    return f"select {chosen} from {base} as b{joins}"
