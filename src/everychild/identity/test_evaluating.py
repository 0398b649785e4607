"""What an evaluation counts, on five invented records of three children.

Ana's two records are together. Luis's notice was put with his sister Eva's custody and taken from his own.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from everychild.identity.conftest import History
from everychild.identity.evaluating import evaluate
from everychild.identity.evaluation import Evaluation
from everychild.terms.refusals import Refused

TRUTH = """feed,record_key,child
ice_custody,C1,ana
orr_care,O1,ana
ice_custody,C2,luis
ice_notices,N2,luis
ice_custody,C3,eva
ice_custody,C9,nobody we know
orr_safety_calls,T1,ana
"""
WHO = """child,kind,sibling_of,indigenous
ana,ordinary,,Y
luis,sibling,eva,N
eva,sibling,,N
"""


@pytest.fixture
def found(con: duckdb.DuckDBPyConnection, history: History, tmp_path: Path) -> Evaluation:
    """The evaluation of those links."""
    _linked(con, history)
    (tmp_path / "truth.csv").write_text(TRUTH)
    (tmp_path / "who.csv").write_text(WHO)
    return evaluate(con, tmp_path / "truth.csv", tmp_path / "who.csv")


def _linked(con: duckdb.DuckDBPyConnection, history: History) -> None:
    history(
        {"feed": "ice_custody", "key": "C1", "surname": "Sol", "given": "Ana", "a_number": "900000001"},
        {"feed": "orr_care", "key": "O1", "full_name": "Ana Sol", "a_number": "900000001"},
        {"feed": "ice_custody", "key": "C2", "surname": "Mar", "given": "Luis", "a_number": "900000002"},
        {"feed": "ice_notices", "key": "N2", "surname": "Mar", "given": "Luis"},
        {"feed": "ice_custody", "key": "C3", "surname": "Mar", "given": "Eva", "a_number": "900000003"},
        {"feed": "orr_safety_calls", "key": "T1", "portal_id": "P1"},
    )
    con.execute(
        "create temp table links as select * from (values (1, 1, true), (2, 1, true), (3, 3, true), (4, 5, true),"
        " (5, 5, true), (6, 6, false)) t(record, child, is_child)"
    )


def test_pairs_of_records_of_feeds_that_name_a_person(found: Evaluation) -> None:
    assert (found.records, found.missing) == (5, 1)
    assert (found.pairs.true, found.pairs.linked, found.pairs.both) == (2, 2, 1)
    assert (found.pairs.precision, found.pairs.recall, found.pairs.f1) == (0.5, 0.5, 0.5)


def test_pairs_by_their_two_feeds(found: Evaluation) -> None:
    assert {name: (pairs.true, pairs.linked, pairs.both) for name, pairs in found.by_pair.items()} == {
        "ice_custody-ice_notices": (1, 1, 0),
        "ice_custody-orr_care": (1, 1, 1),
    }


def test_a_child_is_perfect_merged_or_neither(found: Evaluation) -> None:
    assert found.children.children == 3
    assert found.children.perfect == pytest.approx(1 / 3)
    assert found.children.merged == pytest.approx(2 / 3)


def test_kinds_of_children_from_the_file_and_from_their_records(found: Evaluation) -> None:
    counted = {name: (kind.children, kind.perfect, kind.merged, kind.recall) for name, kind in found.by_kind.items()}
    assert counted == {
        "indigenous": (1, 1.0, 0.0, 1.0),
        "missing_a_number": (1, 0.0, 1.0, 0.0),
        "no_court_record": (3, pytest.approx(1 / 3), pytest.approx(2 / 3), 0.5),
        "ordinary": (1, 1.0, 0.0, 1.0),
        "sibling": (2, 0.0, 1.0, 0.0),
    }


def test_the_file_of_kinds_beside_the_truth_is_found(
    con: duckdb.DuckDBPyConnection, history: History, tmp_path: Path
) -> None:
    _linked(con, history)
    (tmp_path / "truth.csv").write_text(TRUTH)
    (tmp_path / "truth_children.csv").write_text(WHO)
    assert "indigenous" in evaluate(con, tmp_path / "truth.csv", None).by_kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feed,record_key\nice_custody,C1\n", "not a truth file"),
        ("feed,record_key,child\nice_custody,C1,ana\nice_custody,C1,eva\n", "1 records are named more than once"),
        ("feed,record_key,child\nice_custody,C8,ana\n", "No record of the truth file is known"),
    ],
)
def test_a_truth_that_cannot_be_used_is_refused(
    con: duckdb.DuckDBPyConnection, history: History, tmp_path: Path, text: str, words: str
) -> None:
    _linked(con, history)
    (tmp_path / "truth.csv").write_text(text)
    with pytest.raises(Refused, match=words):
        evaluate(con, tmp_path / "truth.csv", None)
