"""Every figure against the examples beside it, through the real account and the real plan."""

from functools import cache
from pathlib import Path

import duckdb
import pytest

from everychild.accounting import catalog as accounting
from everychild.accounting.account import account
from everychild.accounting.language import ALWAYS
from everychild.oversight import catalog, examples
from everychild.oversight.compile import compute
from everychild.oversight.examples import Example
from everychild.oversight.figure import findings_of
from everychild.oversight.results import FIELDS, Result, Tally

HERE = Path(__file__).parent


def file_of(name: str) -> Path:
    return HERE / f"{name}.examples.md"


EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example.title}")
    for name in catalog.figures()
    if file_of(name).exists()
    for example in examples.read(file_of(name))
]


@cache
def computed(name: str, title: str, number: int) -> dict[str, Result]:
    example = next(example for example in examples.read(file_of(name)) if example.title == title)
    answer = example.answers[number]
    con = duckdb.connect()
    examples.lay_out(con, example)
    # The ledger lets through only what had happened; the examples may tell of later days.
    con.execute("delete from events where on_date > ?", [answer.as_of])
    account(con, answer.as_of, also=catalog.conditions())
    return {result.id: result for result in compute(con, answer.as_of, answer.cohort)}


def number(tally: Tally, part: str) -> int:
    exact: int = getattr(tally, part)
    return exact


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_answers_its_examples(name: str, example: Example) -> None:
    assert example.answers, "an example needs an answer"
    for place, answer in enumerate(example.answers):
        result = computed(name, example.title, place)[name]
        assert result.total == Tally(*answer.total), (answer.as_of, answer.cohort)
        for year, numbers in answer.by_year.items():
            assert result.by_year[year] == Tally(*numbers), year


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_years_add_up_and_what_lies_within_agrees(name: str, example: Example) -> None:
    for place in range(len(example.answers)):
        results = computed(name, example.title, place)
        for result in results.values():
            if result.by_year:
                total = [sum(number(tally, part) for tally in result.by_year.values()) for part in FIELDS]
                assert Tally(*total) == result.total
        for inner, figure in catalog.of_children().items():
            if figure.within:
                assert results[inner].total.of == results[figure.within].total.count
        splitting = {inner: figure.within for inner, figure in catalog.of_children().items() if figure.splits}
        for outer in splitting.values():
            parts = [results[inner] for inner, within in splitting.items() if within == outer]
            counted = sum(number(part.total, "count") for part in parts)
            assert counted + number(parts[0].total, "cannot_tell") == parts[0].total.of
            assert len({part.total.cannot_tell for part in parts}) == 1


@pytest.mark.parametrize("name", catalog.figures())
def test_has_examples_and_reads_known_duties(name: str) -> None:
    assert file_of(name).exists(), f"write {file_of(name).name}"
    figure = catalog.figures()[name]
    assert figure.asks.endswith("?")
    for text in (figure.of_whom, figure.counted_when, figure.unclear_when, figure.caution):
        assert text.endswith("."), text
    if name in catalog.of_children():
        declared = catalog.of_children()[name]
        for condition in (declared.of, declared.counts, declared.cannot_tell):
            assert {finding.duty for finding in findings_of(condition)} <= accounting.duties().keys()
        assert declared.within is None or declared.within in catalog.of_children()
        assert declared.within is None or declared.of is ALWAYS


def test_every_examples_file_belongs_to_a_figure() -> None:
    assert {path.name.removesuffix(".examples.md") for path in HERE.glob("*.examples.md")} == catalog.figures().keys()
