"""People's judgements: how they are kept, and what they do to the links."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from everychild.identity import Judgements, link
from everychild.identity.judgements import Says
from everychild.terms.refusals import Refused

Con = duckdb.DuckDBPyConnection
History = Callable[..., None]

SIGNED = datetime(2023, 6, 1, 9, tzinfo=UTC)
A, B, C = "ice_custody:ICE-1", "orr_care:ORR-1", "eoir_cases:EOIR-1"
MARIA = {"given": "María", "surname": "García López", "dob": date(2008, 3, 14), "a_number": "212345678"}
ANA = {"given": "Ana", "surname": "Pop Caal", "dob": date(2006, 7, 2)}


def later(days: int) -> datetime:
    return SIGNED + timedelta(days=days)


def three(history: History) -> None:
    """Three records of one name and A-number, which would be one child."""
    history(
        {"feed": "ice_custody", "key": "ICE-1", **MARIA},
        {"feed": "orr_care", "key": "ORR-1", **MARIA},
        {"feed": "eoir_cases", "key": "EOIR-1", **MARIA},
    )


def groups(con: Con) -> list[list[int]]:
    rows = con.execute("select list(record order by record) from links group by child order by child").fetchall()
    return [row[0] for row in rows]


def test_what_is_judged_is_known_from_its_signing(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    assert judgements.as_known(SIGNED) == []
    made = judgements.judge(A, B, "same", "R. Reviewer", "one photograph", SIGNED)
    (judgement,) = judgements.as_known(SIGNED)
    assert (judgement.id, judgement.a, judgement.b, judgement.says) == (made, A, B, "same")
    assert (judgement.by, judgement.at, judgement.because) == ("R. Reviewer", SIGNED, "one photograph")
    assert judgements.as_known(SIGNED - timedelta(seconds=1)) == []


def test_a_withdrawal_is_a_new_dated_line(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    made = judgements.judge(A, B, "same", "R. Reviewer", "one photograph", SIGNED)
    before = judgements.path.read_bytes()
    judgements.withdraw(made, "S. Supervisor", "another photograph", later(2))
    assert judgements.path.read_bytes().startswith(before)
    assert judgements.as_known(later(2)) == []
    assert [judgement.id for judgement in judgements.as_known(later(1))] == [made]


def test_the_latest_of_a_pair_stands_and_the_one_before_returns_when_it_is_withdrawn(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    judgements.judge(A, B, "same", "R. Reviewer", "one photograph", SIGNED)
    second = judgements.judge(B, A, "unsure", "S. Supervisor", "a twin is known", later(1))
    assert [judgement.says for judgement in judgements.as_known(later(1))] == ["unsure"]
    judgements.withdraw(second, "S. Supervisor", "the twin is another's", later(2))
    assert [judgement.says for judgement in judgements.as_known(later(2))] == ["same"]


@pytest.mark.parametrize(
    ("a", "b", "says", "by", "because", "at"),
    [
        (A, A, "same", "R. Reviewer", "why", later(1)),
        (A, "orr_care", "same", "R. Reviewer", "why", later(1)),
        (A, B, "perhaps", "R. Reviewer", "why", later(1)),
        (A, B, "same", " ", "why", later(1)),
        (A, B, "same", "R. Reviewer", "", later(1)),
        (A, B, "same", "R. Reviewer", "why", later(-1)),
    ],
)
def test_what_is_not_a_judgement_is_refused(
    tmp_path: Path, a: str, b: str, says: Says, by: str, because: str, at: datetime
) -> None:
    judgements = Judgements(tmp_path)
    judgements.judge(A, C, "same", "R. Reviewer", "one photograph", SIGNED)
    before = judgements.path.read_bytes()
    with pytest.raises(Refused):
        judgements.judge(a, b, says, by, because, at)
    assert judgements.path.read_bytes() == before


def test_only_a_standing_judgement_can_be_withdrawn(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    made = judgements.judge(A, B, "same", "R. Reviewer", "one photograph", SIGNED)
    line = judgements.withdraw(made, "R. Reviewer", "mistaken", later(1))
    for id_ in (made, line, "0000"):
        with pytest.raises(Refused):
            judgements.withdraw(id_, "R. Reviewer", "mistaken", later(2))


@pytest.mark.parametrize("change", ["alter", "drop"])
def test_an_altered_or_missing_line_is_found(tmp_path: Path, change: str) -> None:
    judgements = Judgements(tmp_path)
    judgements.judge(A, B, "different", "R. Reviewer", "two photographs", SIGNED)
    judgements.judge(A, C, "same", "R. Reviewer", "one photograph", SIGNED)
    lines = judgements.path.read_text().splitlines(keepends=True)
    judgements.path.write_text(lines[0].replace("different", "same") + lines[1] if change == "alter" else lines[1])
    with pytest.raises(Refused, match=r"judgements\.jsonl, line 1"):
        judgements.as_known(later(9))


def test_a_line_torn_by_a_crash_was_never_given(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    judgements.judge(A, B, "same", "R. Reviewer", "one photograph", SIGNED)
    whole = judgements.path.read_bytes()
    judgements.path.write_bytes(whole + b'{"id": "12')
    assert len(judgements.as_known(SIGNED)) == 1
    judgements.judge(A, C, "same", "R. Reviewer", "one photograph", SIGNED)
    assert len(judgements.as_known(SIGNED)) == 2
    assert [json.loads(line)["b"] for line in judgements.path.read_text().splitlines()] == [B, C]


def test_a_same_joins_from_its_signing_until_it_is_withdrawn(tmp_path: Path, con: Con, history: History) -> None:
    history(
        {"feed": "ice_custody", "key": "ICE-1", **MARIA},
        {"feed": "orr_care", "key": "ORR-1", **ANA},
        {"feed": "orr_care"},
    )
    judgements = Judgements(tmp_path)
    made = judgements.judge(B, A, "same", "R. Reviewer", "one photograph", SIGNED)
    judgements.withdraw(made, "R. Reviewer", "mistaken", later(2))
    link(con, tmp_path, later(-1))
    assert groups(con) == [[1], [2], [3]]
    link(con, tmp_path, later(1))
    assert groups(con) == [[1, 2], [3]]
    assert con.execute('select a, b, says, "by", j.at, because from judgements j').fetchall() == [
        (1, 2, "same", "R. Reviewer", SIGNED.replace(tzinfo=None), "one photograph")
    ]
    link(con, tmp_path, later(3))
    assert groups(con) == [[1], [2], [3]]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [((A, B), [[1, 3], [2]]), ((A, C), [[1, 2], [3]]), ((B, C), [[1, 2], [3]])],
)
def test_a_different_parts_the_two_even_where_a_third_would_join_them(
    tmp_path: Path, con: Con, history: History, pair: tuple[str, str], expected: list[list[int]]
) -> None:
    three(history)
    Judgements(tmp_path).judge(*pair, "different", "R. Reviewer", "twins", SIGNED)
    assert link(con, tmp_path, later(1)).remarks == ()
    assert groups(con) == expected
    (apart,) = (group[0] for group in expected if len(group) == 1)
    assert con.execute("select distinct says from judgements order by says").fetchall() == [("different",), ("same",)]
    assert con.execute("select count(*) from judgements where says = 'same' and ? in (a, b)", [apart]).fetchall() == [
        (0,)
    ]


def test_a_different_does_not_part_the_stays_of_one_portal_id(tmp_path: Path, con: Con, history: History) -> None:
    history(
        {"feed": "ice_custody", "key": "ICE-1", **MARIA},
        {"feed": "orr_care", "key": "ORR-1", **MARIA, "portal_id": "P1"},
        {"feed": "orr_care", "key": "ORR-2", **MARIA, "portal_id": "P1"},
    )
    Judgements(tmp_path).judge(A, B, "different", "R. Reviewer", "a sister's number", SIGNED)
    link(con, tmp_path, later(1))
    assert groups(con) == [[1], [2, 3]]


def test_unsure_changes_nothing_but_is_kept(tmp_path: Path, con: Con, history: History) -> None:
    three(history)
    Judgements(tmp_path).judge(A, B, "unsure", "R. Reviewer", "a blurred photograph", SIGNED)
    link(con, tmp_path, later(1))
    assert groups(con) == [[1, 2, 3]]
    assert {row[0] for row in con.execute("select says from judgements").fetchall()} == {"same", "unsure"}


def test_people_who_contradict_each_other_leave_the_records_apart(tmp_path: Path, con: Con, history: History) -> None:
    three(history)
    judgements = Judgements(tmp_path)
    judgements.judge(A, C, "same", "R. Reviewer", "one photograph", SIGNED)
    judgements.judge(B, C, "same", "R. Reviewer", "one photograph", later(1))
    judgements.judge(A, B, "different", "S. Supervisor", "twins", later(2))
    assert link(con, tmp_path, later(1)).remarks == ()
    remarks = link(con, tmp_path, later(2)).remarks
    assert groups(con) == [[1, 3], [2]]
    assert "contradict" in remarks[0]


def test_a_judgement_on_a_record_that_is_not_known_is_said(tmp_path: Path, con: Con, history: History) -> None:
    history({"feed": "ice_custody", "key": "ICE-1"})
    Judgements(tmp_path).judge(A, B, "same", "R. Reviewer", "one photograph", SIGNED)
    assert "1 name a record that is not known" in link(con, tmp_path, later(1)).remarks[0]
