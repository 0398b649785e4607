"""The compiled plan against the naive oracle, on random histories: late knowledge, corrections and gaps included."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from everychild.api import Account, Home
from everychild.oversight.cohort import fiscal_years
from everychild.terms.time import AsOf
from tests import oracle
from tests.histories import History, as_csv, histories
from tests.oracle.account import account

FEW = 60
EXAMPLES = int(os.environ.get("EVERYCHILD_EXAMPLES", FEW))
THOROUGH = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == FEW,  # the same histories for everyone; more of them are drawn anew each time
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each history takes a second or two: too long to shrink
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
PARTS = ("verdict", "started_on", "due_on", "met_on", "explained", "ended_by")


def opened(history: History, folder: Path) -> Account:
    """Deliver the history's files to a fresh home and open the account asked for."""
    home = Home(folder / "home")
    for number, delivery in enumerate(history.deliveries):
        file = folder / f"{number}-{delivery.feed}.csv"
        file.write_text(as_csv(delivery), encoding="utf-8", newline="")
        home.deliver(delivery.feed, file, received_at=delivery.received_at, full=delivery.full, again=delivery.again)
    return home.account(AsOf(history.happened_by, history.known_by))


def rows(account_: Account, query: str) -> Iterator[dict[str, Any]]:
    """The rows of a query as dicts."""
    found = account_.con.execute(query)
    names = [column[0] for column in found.description or []]
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())


@given(histories())
@THOROUGH
def test_plan_and_oracle_agree(history: History) -> None:
    with TemporaryDirectory() as scratch:
        compiled = opened(history, Path(scratch))
        # Which records are one child is for the tests of identity; here both account for the same children.
        named = "select r.feed || ':' || r.record_key, l.child from links l join records r using (record)"
        linked = dict(compiled.con.execute(named).fetchall())
        naive = account(history.deliveries, history.happened_by, history.known_by, history.cohort, linked)
        compare_children(compiled, naive)
        compare_verdicts(compiled, naive)
        compare_standings(compiled, naive)
        compare_figures(compiled, naive, history)


def compare_children(compiled: Account, naive: oracle.account.Account) -> None:
    """The same records are the same children, under the same ids."""
    found = rows(
        compiled,
        """select c.child_id, list_sort(list(r.feed || ':' || r.record_key)) as records
           from children as c join links as l using (child) join records as r using (record) group by c.child_id""",
    )
    assert {row["child_id"]: row["records"] for row in found} == {
        row["child_id"]: row["records"] for row in naive.children
    }


def compare_verdicts(compiled: Account, naive: oracle.account.Account) -> None:
    """Every duty gives the same verdict with the same dates for the same reasons."""
    found = rows(compiled, "select c.child_id, v.* from verdicts as v join children as c using (child)")
    assert {key(row): parts(row) for row in found} == {key(row): parts(row) for row in naive.verdicts}


def parts(row: dict[str, Any]) -> dict[str, Any]:
    """What is compared of a verdict; when it was met only where that is the answer."""
    return {part: row[part] for part in PARTS if part != "met_on" or row["verdict"] in ("met", "met_late")}


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    """What names one verdict."""
    return row["child_id"], row["duty"], row["entry"], row["instance"]


def compare_standings(compiled: Account, naive: oracle.account.Account) -> None:
    """Every standing has the same value, last confirmed on the same instant."""
    ours: dict[tuple[str, str], tuple[Any, ...]] = {}
    for question in ("whereabouts", "proceedings", "protection"):
        found = rows(compiled, f"select c.child_id, s.* from {question} as s join children as c using (child)")
        ours |= {(row["child_id"], question): answer(question, row) for row in found}
    theirs = {(row["child_id"], row["question"]): answer(row["question"], row) for row in naive.standings}
    assert ours == theirs


def answer(question: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """What is compared of a standing: its value, and of the whereabouts the last confirmation too."""
    return (row["value"], row["confirmed_at"]) if question == "whereabouts" else (row["value"],)


def compare_figures(compiled: Account, naive: oracle.account.Account, history: History) -> None:
    """Every figure counts the same children of the same, in total and by year."""
    results = compiled.figures(fiscal_years(*history.cohort) if history.cohort else None)
    for name, expected in naive.figures.items():
        got = results[name].as_json()
        assert {part: got[part] for part in ("count", "of", "cannot_tell")} == {
            part: expected[part] for part in ("count", "of", "cannot_tell")
        }, name
        assert got["by_year"] == expected["by_year"], name
    assert results["notices_without_a_child"].total.count == naive.notices_without_a_child
    assert results["cases_without_a_child"].total.count == naive.cases_without_a_child
