"""Why two records are held for one child, or not: what each comparison added or took, in bits."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from everychild.identity import model, scoring

_VALUES = {
    "a_number": "lpad(a_number::varchar, 9, '0')",
    "given": "given",
    "surname": "surname",
    "born": "coalesce(dob::varchar, born::varchar)",
    "sex": "sex",
    "country": "country",
    "seen_on": "seen_on::varchar",
    "zip": "zip",
    "ids": "concat_ws(', ', subject_id, portal_id, case_id)",
}
"""SQL of what a record says, per comparison, as it was compared."""


@dataclass(frozen=True)
class Step:
    """One comparison: what was compared, how the two stand to each other, and the bits it gave.

    ``values`` are the two records' own words, for those who may see them; without leave there are none.
    """

    comparison: str
    words: str
    level: str
    bits: float
    values: tuple[str | None, str | None] | None = None


@dataclass(frozen=True)
class Explained:
    """The waterfall of two records: from what is likely of any two to what is likely of these.

    ``prior`` is the weight before anything is compared, ``weight`` the sum, ``probability`` that the two are one child
    if nothing else is known of either. ``vetoed``: they are never joined on this evidence, whatever the sum.
    """

    prior: float
    prior_words: str
    steps: tuple[Step, ...]
    weight: float
    probability: float
    vetoed: bool


def explain(con: duckdb.DuckDBPyConnection, a: int, b: int, *, values: bool = False) -> Explained | None:
    """Why the records ``a`` and ``b`` weigh what they weigh; None where one of them names nobody.

    Reads ``identity_people`` and ``identity_tokens``. Only a caller that may see the persons asks for ``values``.
    """
    one, other = min(a, b), max(a, b)
    con.execute("create or replace temp table identity_asked as select ?::integer as l, ?::integer as r", [one, other])
    scoring.score_pairs(con, "identity_asked", "identity_explained", by_comparison=True)
    found = con.execute("select * from identity_explained")
    row = found.fetchone()
    if row is None:
        return None
    told = dict(zip((name for name, *_ in found.description), row, strict=True))
    con.execute("drop table identity_asked")
    con.execute("drop table identity_explained")
    said = _values(con, a, b) if values else {}
    steps = []
    for comparison in model.current().comparisons:
        level = comparison.level(told[comparison.name])
        steps.append(
            Step(
                comparison.name,
                comparison.words,
                level.words if level else "one of the two does not say, or it does not count",
                round(told[f"{comparison.name}_gave"], 2),
                said.get(comparison.name),
            )
        )
    weight = told["weight"]
    return Explained(
        round(scoring.prior(con), 2),
        model.current().partners_words,
        tuple(steps),
        round(weight, 2),
        1 / (1 + 2**-weight),
        told["vetoed"],
    )


def _values(con: duckdb.DuckDBPyConnection, a: int, b: int) -> dict[str, tuple[str | None, str | None]]:
    """Per comparison, what each of the two records says."""
    names = ", ".join(
        f"(select string_agg(t.text, ' ' order by n.place) from (values (1, {role}1), (2, {role}2), (3, {role}3))"
        f" n(place, token) join identity_tokens t on t.token = n.token) as {name}"
        for name, role in (("given", "g"), ("surname", "s"))
    )
    select = f"select {', '.join(_VALUES.values())} from (select *, {names} from identity_people where record = ?)"
    of_a, of_b = (con.execute(select, [record]).fetchone() or (None,) * len(_VALUES) for record in (a, b))
    return {name: (left, right) for name, left, right in zip(_VALUES, of_a, of_b, strict=True)}
