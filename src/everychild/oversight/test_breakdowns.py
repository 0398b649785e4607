"""By fiscal year, state and age: every child of the cohort in one line of each, and every line adds up."""

from datetime import date

import duckdb

from everychild.accounting.account import account
from everychild.oversight import catalog, compute
from everychild.oversight.breakdowns import BREAKDOWNS, in_order
from everychild.oversight.cohort import Cohort
from everychild.oversight.examples import Example, lay_out
from everychild.oversight.results import FIELDS, Result, Tally

Row = dict[str, str]


def row(child: str, happened: str, event: str, **more: str) -> Row:
    return {"child": child, "happened": happened, "event": event, **more}


def released(child: str, on: str, state: str, **more: str) -> list[Row]:
    return [row(child, on, "released: 1", **more), row(child, on, "release address: ok", state=state)]


def figures(rows: list[Row], cohort: Cohort | None = None) -> dict[str, Result]:
    con = duckdb.connect()
    lay_out(con, Example("Some children", rows))
    account(con, date(2024, 9, 30), also=catalog.conditions())
    return {result.id: result for result in compute(con, date(2024, 9, 30), cohort)}


def children_by(breakdown: str, rows: list[Row], cohort: Cohort | None = None) -> dict[str, object]:
    return {line: tally.count for line, tally in figures(rows, cohort)["children_handed_to_hhs"].by[breakdown].items()}


def test_the_state_is_the_sponsors_at_the_latest_release() -> None:
    rows = []
    for child in ("Ana", "Ben", "Cid", "Dia"):
        rows += [row(child, "2022-03-01 10:00", "handed over", who="ORR"), row(child, "2022-03-01 12:00", "accepted")]
    rows += released("Ana", "2022-04-01 10:00", "TX")
    rows += released("Ben", "2022-04-01 10:00", "new york ")
    rows += [row("Ben", "2022-05-01 10:00", "apprehended", who="CBP")]
    rows += [row("Ben", "2022-05-02 10:00", "handed over", who="ORR"), *released("Ben", "2022-06-01 10:00", "ca")]
    rows += released("Cid", "2022-04-01 10:00", "see the letter")
    assert children_by("state", rows) == {"CA": 1, "TX": 1, "not_released": 1, "not_stated": 1}


def test_a_release_outside_the_cohort_is_not_its_state() -> None:
    rows = [row("Ana", "2021-03-01 10:00", "handed over", who="ORR"), *released("Ana", "2021-04-01 10:00", "TX")]
    rows += [row("Ana", "2022-05-01 10:00", "apprehended", who="CBP")]
    rows += [row("Ana", "2022-05-02 10:00", "handed over", who="ORR"), *released("Ana", "2022-06-01 10:00", "CA")]
    assert children_by("state", rows, Cohort(2021, 2021)) == {"TX": 1}
    assert children_by("state", rows) == {"CA": 1}


def test_the_age_is_that_of_the_first_hand_over_in_full_years() -> None:
    born = {
        "2010-03-02": "0-12", "2009-03-02": "13-14", "2009-03-03": "0-12", "2007-03-02": "15-16", "2005-03-02": "17",
        "2004-03-02": "18+", "2004-03-03": "17", "-": "not_known", "2023-01-01": "not_known",
    }  # fmt: skip
    for birthday, line in born.items():
        rows = [row("Ana", "2022-03-02 10:00", "handed over", who="ORR", born=birthday)]
        rows += [row("Ana", "2023-03-02 10:00", "handed over", who="ORR")]
        assert children_by("age", rows) == {line: 1}, birthday


def test_every_breakdown_adds_up_to_the_total() -> None:
    rows = []
    for number in range(30):
        child, year = f"child {number}", 2021 + number % 3
        rows.append(row(child, f"{year}-03-01 10:00", "handed over", who="ORR", born=f"{2003 + number % 9}-07-01"))
        if number % 5:
            rows.append(row(child, f"{year}-03-01 12:00", "accepted"))
            rows += released(child, f"{year}-05-01 12:00", ("TX", "CA", "")[number % 3])
    for result in figures(rows).values():
        assert set(result.by) in (set(BREAKDOWNS), set())
        for lines in result.by.values():
            added = (sum(getattr(tally, part) for tally in lines.values()) for part in FIELDS)
            assert Tally(*added) == result.total


def test_lines_stand_as_a_table_reads_them() -> None:
    assert in_order("age", {"18+", "0-12", "not_known", "17"}) == ["0-12", "17", "18+", "not_known"]
    assert in_order("state", {"TX", "not_stated", "CA", "not_released"}) == ["CA", "TX", "not_released", "not_stated"]
