"""Every pair worth comparing with the level of each comparison and its weight: ``identity_scored``."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from everychild.identity import blocking, comparing, model

LEAST = -6.0
"""Pairs of this weight and below are not kept: they are hardly ever one child, and no cluster needs them."""
FOUND = 4.0
"""A record without a pair above this weight has found no partner, and is looked for more widely."""

_FAMILY = ("seen_on", "zip")
"""Comparisons that count only where the given names agree, and are therefore made after them."""


def score(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_scored`` from ``identity_people``: block, compare and weigh, then again for the lonely.

    One row per pair (l, r), l < r, above ``LEAST``: the level of each comparison (0 where one does not say), the weight
    in bits with the prior, and whether the pair is vetoed. Returns remarks, without personal data.
    """
    remarks = blocking.block(con)
    levels = ", ".join(f"{comparison.name} utinyint" for comparison in model.current().comparisons)
    con.execute(
        f"create or replace temp table identity_scored"
        f" (l integer, r integer, {levels}, weight float, vetoed boolean, wide boolean)"
    )
    score_candidates(con, wide=False)
    remarks += blocking.block_lonely(con, FOUND)
    score_candidates(con, wide=True)
    return remarks


def score_pairs(con: duckdb.DuckDBPyConnection, pairs: str, into: str, *, by_comparison: bool = False) -> None:
    """Make the table ``into``, like ``identity_scored``, of the pairs (l, r), l < r, in another, whatever their weight.

    ``by_comparison`` adds what each comparison gave: a column <comparison>_gave, in bits.
    """
    also = "".join(f", ({bits})::float as {name}_gave" for name, bits in contributions().items())
    scored = _scored(con, _with_texts(pairs), comparing.SPELLING, also if by_comparison else "")
    con.execute(f"create or replace temp table {into} as {scored}")


def score_candidates(con: duckdb.DuckDBPyConnection, *, wide: bool) -> None:
    """Score ``identity_candidates`` into ``identity_scored``; ``wide`` marks the pairs of the second pass.

    How names are spelled takes long to compare, so it is first taken for near, and then made only for the pairs for
    which that leaves enough.
    """
    near = " or ".join(f"{name} = {_numbers(name, ('near',))[0]}" for name in ("given", "surname"))
    first = _scored(con, _plain("identity_candidates"), comparing.SPELLED_ALIKE)
    con.execute(
        f"create or replace temp table identity_first as"
        f" select *, {near} as undecided from ({first})"
        f" where weight > {LEAST} - case when {near} then {_later()} else 0 end"
    )
    con.execute(
        f"insert into identity_scored select * exclude (undecided), {wide} from identity_first where not undecided"
    )
    con.execute("create or replace temp table identity_candidates as select l, r from identity_first where undecided")
    second = _scored(con, _with_texts("identity_candidates"), comparing.SPELLING)
    con.execute(f"insert into identity_scored select *, {wide} from ({second}) where weight > {LEAST}")
    con.execute("drop table identity_first")
    con.execute("drop table identity_candidates")


def _later() -> float:
    """By how many bits a level of the names tried after "near" may give more than it."""
    more = 0.0
    for comparison in model.current().comparisons:
        if comparison.name in ("given", "surname"):
            near = _numbers(comparison.name, ("near",))[0]
            more += max(level.bits - comparison.levels[near - 1].bits for level in comparison.levels[near - 1 :])
    return more


def _columns(side: str, alias: str) -> str:
    wanted = comparing.COLUMNS + (comparing.BITS if side == "l" else ())
    return ", ".join(f"{alias}.{column} as {column}_{side}" for column in wanted)


def _plain(pairs: str) -> str:
    return (
        f"select l, r, {_columns('l', 'x')}, {_columns('r', 'y')} from {pairs}"
        " join identity_people x on x.record = l join identity_people y on y.record = r"
    )


def _with_texts(pairs: str) -> str:
    texts, joins = [], []
    for side, alias in (("l", "x"), ("r", "y")):
        for text in comparing.TEXTS:
            name = text.removesuffix("_text")
            texts.append(f"{name}{side}.text as {text}_{side}")
            joins.append(f"left join identity_tokens {name}{side} on {name}{side}.token = {alias}.{name}")
    return (
        f"select l, r, {_columns('l', 'x')}, {_columns('r', 'y')}, {', '.join(texts)} from {pairs}"
        f" join identity_people x on x.record = l join identity_people y on y.record = r {' '.join(joins)}"
    )


def _scored(con: duckdb.DuckDBPyConnection, pairs: str, spelling: dict[str, str], also: str = "") -> str:
    """SELECT of the scored pairs, from a SELECT of pairs with their columns and what the measures of spelling are."""
    one = model.current()
    weight = " + ".join([repr(prior(con)), *contributions().values()])
    measures = ", ".join(f"{told} as {name}" for name, told in (comparing.FEATURES | spelling).items())
    levels = {c.name: _level(c) for c in one.comparisons}
    early = ", ".join(f"{told} as {name}" for name, told in levels.items() if name not in _FAMILY)
    late = ", ".join(f"{told} as {name}" for name, told in levels.items() if name in _FAMILY)
    names = [c.name for c in one.comparisons]
    return f"""
        select l, r, {", ".join(names)}, ({weight})::float as weight, coalesce({_vetoed()}, false) as vetoed{also}
        from (select *, {late} from (select *, {early} from (select *, {measures} from ({pairs}))))
    """


def _level(comparison: model.Comparison) -> str:
    agrees = "given in (" + ", ".join(str(n) for n in _numbers("given", comparing.AGREEING)) + ")"
    tried = " ".join(
        f"when {comparing.CONDITIONS[comparison.name][level.name].replace('given_agrees', agrees)} then {level.number}"
        for level in comparison.levels
    )
    return f"(case {tried} else 0 end)::utinyint"


def _numbers(comparison: str, levels: Iterable[str]) -> list[int]:
    one = next(c for c in model.current().comparisons if c.name == comparison)
    return [level.number for level in one.levels if level.name in levels]


def prior(con: duckdb.DuckDBPyConnection) -> float:
    """The weight in bits of any pair before anything is compared, from the number of records."""
    row = con.execute("select log2(? / greatest(people, 2)) from identity_size", [model.current().partners]).fetchone()
    return float(row[0]) if row else 0.0


def contributions() -> dict[str, str]:
    """Per comparison, SQL of the bits that its level gives, over the levels and the rarity of the agreeing names."""
    told = {}
    for comparison in model.current().comparisons:
        levels = " ".join(
            f"when {level.number} then {level.bits}"
            + (f" + {level.frequency} * {comparison.name}_bits" if level.frequency else "")
            for level in comparison.levels
        )
        told[comparison.name] = f"case {comparison.name} {levels} else 0 end"
    return told


def _vetoed() -> str:
    """SQL: the two are most likely siblings or twins (other given name, one family), or hold two portal ids."""

    def is_one_of(comparison: str, *levels: str) -> str:
        return f"{comparison} in ({', '.join(map(str, _numbers(comparison, levels)))})"

    family = " or ".join(
        (is_one_of("born", "same"), is_one_of("a_number", "consecutive"), "days_apart <= 2", "zip_l = zip_r")
    )
    surnames = is_one_of("surname", "same", "swapped", "missing", "alike", "some")
    return f"({is_one_of('given', 'conflict')} and {surnames} and ({family})) or {is_one_of('ids', 'conflict')}"
