"""A few dozen invented children, accounted for, to publish in tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb
import pytest

from everychild.accounting.account import account
from everychild.oversight import Cohort, catalog, compute, make_receipt, suppress
from everychild.oversight.examples import Example, lay_out
from everychild.oversight.receipt import Receipt
from everychild.oversight.results import Result
from everychild.terms.time import AsOf

AS_OF = AsOf(date(2023, 9, 30), datetime(2023, 10, 2, 8, tzinfo=UTC))
COHORT = Cohort(2021, 2022)


@dataclass
class Computed:
    """An account of invented children with its figures, exact and suppressed, and their receipt."""

    con: duckdb.DuckDBPyConnection
    exact: list[Result]
    results: list[Result]
    receipt: Receipt


def history() -> Example:
    """Forty children in two fiscal years: some never accepted, some served, some who missed a hearing."""
    rows = []

    def fact(child: int, happened: str, event: str, who: str = "") -> None:
        rows.append({"child": f"child {child}", "happened": happened, "event": event, "who": who})

    for child in range(40):
        year = 2021 + child % 2
        fact(child, f"{year}-03-01 10:00", "apprehended", "CBP")
        fact(child, f"{year}-03-03 12:00", "handed over: CBP" if child % 4 else "handed over: ICE", "ORR")
        if child % 10 == 3:
            continue
        fact(child, f"{year}-03-03 15:00", "accepted")
        fact(child, f"{year}-05-03 15:00", "released: 1")
        fact(child, f"{year}-05-03 15:00", "release address: defective" if child < 14 else "release address: ok")
        if child % 3:
            fact(child, f"{year}-06-04 15:00", "safety call: reached_child")
        if child % 2:
            fact(child, f"{year}-08-01", "notice served", "child")
            fact(child, f"{year}-11-01 15:00", "failed to appear" if child % 5 == 0 else "appeared")
    rows.append({"child": "no child", "happened": "2022-01-01", "event": "notice issued", "who": ""})
    return Example("Forty children", rows)


@pytest.fixture(scope="session")
def computed() -> Computed:
    """The forty children, accounted for."""
    con = duckdb.connect()
    lay_out(con, history())
    account(con, AS_OF.happened_by, also=catalog.conditions())
    exact = compute(con, AS_OF.happened_by, COHORT)
    results = suppress(exact)
    return Computed(con, exact, results, receipt_of(results))


def receipt_of(results: list[Result], **changed: str) -> Receipt:
    """A receipt of these results; ``seal`` and ``links`` may be others."""
    return make_receipt(
        results,
        as_of=AS_OF,
        cohort=COHORT,
        suppressed_below=11,
        head=(1, changed.get("seal", "aa")),
        deliveries=[("d1", changed.get("seal", "aa"))],
        links_digest=changed.get("links", "bb"),
    )
