"""Which records become one child, what stays apart, and what the three tables say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everychild.identity import Linked, link

Con = duckdb.DuckDBPyConnection
Row = dict[str, object]
History = Callable[..., None]

NOW = datetime(2024, 1, 1, tzinfo=UTC)
DOB = date(2008, 3, 14)


def groups(con: Con) -> list[list[int]]:
    """The clusters, each a sorted list of record numbers."""
    rows = con.execute("select list(record order by record) from links group by child order by child").fetchall()
    return [row[0] for row in rows]


def linked(con: Con) -> Linked:
    return link(con, None, NOW)


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ({"feed": "ice_custody", "a_number": "212345678"}, {"feed": "eoir_cases", "a_number": "212345678"}, "A-number"),
        ({"feed": "orr_care", "portal_id": "P1"}, {"feed": "orr_safety_calls", "portal_id": "P1"}, "portal id"),
        ({"feed": "ice_custody", "subject_id": "S1"}, {"feed": "ice_notices", "subject_id": "S1"}, "subject number"),
        ({"feed": "eoir_cases", "case_id": "E1"}, {"feed": "eoir_hearings", "case_id": "E1"}, "case id"),
        ({"feed": "orr_care", "key": "ORR:9"}, {"feed": "separations", "child_record": "orr_care:ORR:9"}, "reference"),
        ({"feed": "separations", "child_record": "orr_care:ORR-9"}, {"feed": "orr_care", "key": "ORR-9"}, "reference"),
    ],
)
def test_one_value_in_common_makes_one_child(con: Con, history: History, one: Row, other: Row, because: str) -> None:
    history(one, other, {"feed": "ice_custody", "a_number": "299999999", "portal_id": "P9"})
    linked(con)
    assert groups(con) == [[1, 2], [3]]
    rows = con.execute('select a, b, says, "by", j.at, because, weight from judgements j').fetchall()
    assert [row[:5] for row in rows] == [(1, 2, "same", "everychild identity 2", datetime(2023, 1, 2, 12))]
    assert because in rows[0][5]
    assert rows[0][6] is None


@pytest.mark.parametrize(
    "other",
    [
        {"full_name": "GARCIA LOPEZ, MARIA JOSE"},
        {"given": "maría", "middle": "josé", "surname": "garcía-lópez"},
        {"surname": "María José", "given": "García López"},
        {"full_name": " López  María. José García "},
        {"full_name": "María García López"},
    ],
)
def test_nearly_the_same_name_and_the_birth_date_join(con: Con, history: History, other: Row) -> None:
    history(
        {"feed": "orr_care", "full_name": "María José García López", "dob": DOB},
        {"feed": "uscis_relief", "dob": DOB, **other},
    )
    linked(con)
    assert groups(con) == [[1, 2]]


@pytest.mark.parametrize(
    "other",
    [
        {"full_name": "Lucía Méndez Xol", "dob": DOB},
        {"full_name": "María José García López", "dob": date(2011, 9, 27)},
        {"full_name": "María José García López"},
        {"dob": DOB},
    ],
)
def test_another_name_or_birth_date_or_none_does_not(con: Con, history: History, other: Row) -> None:
    history({"feed": "orr_care", "full_name": "María José García López", "dob": DOB}, {"feed": "uscis_relief", **other})
    linked(con)
    assert groups(con) == [[1], [2]]


def test_an_apostrophe_joins_and_a_hyphen_parts(con: Con, history: History) -> None:
    history(
        {"feed": "orr_care", "full_name": "Ana K'iche' Tzul-Caal", "dob": DOB},
        {"feed": "ice_custody", "full_name": "ANA KICHE TZUL CAAL", "dob": DOB},
    )
    linked(con)
    assert groups(con) == [[1, 2]]


def test_a_birth_date_without_a_name_joins_nothing(con: Con, history: History) -> None:
    history(*({"feed": "ice_custody", "given": " ", "surname": "-", "dob": DOB} for _ in range(3)))
    linked(con)
    assert groups(con) == [[1], [2], [3]]


def test_two_separations_may_name_a_record_that_is_not_here(con: Con, history: History) -> None:
    history(*({"feed": "separations", "child_record": "orr_care:unknown"} for _ in range(2)), {"feed": "orr_care"})
    linked(con)
    assert groups(con) == [[1, 2], [3]]


def test_records_join_through_others_and_a_call_may_come_first(con: Con, history: History) -> None:
    history(
        {"feed": "orr_safety_calls", "key": "CALL-1", "portal_id": "P1"},
        {"feed": "ice_custody", "a_number": "212345678", "given": "Ana Luz", "surname": "Pop", "dob": DOB},
        {"feed": "orr_care", "portal_id": "P1", "full_name": "Ana Luz Pop", "dob": DOB},
        {"feed": "eoir_cases", "a_number": "212345678", "case_id": "E1"},
        {"feed": "eoir_hearings", "case_id": "E1"},
    )
    linked(con)
    assert groups(con) == [[1, 2, 3, 4, 5]]
    assert con.execute("select child, child_id, dob from children").fetchall() == [
        (1, "C" + con.execute("select left(md5('orr_safety_calls:CALL-1'), 14)").fetchall()[0][0], DOB)
    ]


def test_only_custody_care_or_a_separation_makes_a_child(con: Con, history: History) -> None:
    history(
        {"feed": "ice_notices", "a_number": "212345678"},
        {"feed": "eoir_cases", "a_number": "212345678", "case_id": "E1"},
        {"feed": "eoir_hearings", "case_id": "E1"},
        {"feed": "separations"},
        {"feed": "orr_care"},
    )
    found = linked(con)
    assert con.execute("select record, is_child from links").fetchall() == [
        (1, False), (2, False), (3, False), (4, True), (5, True),
    ]  # fmt: skip
    assert con.execute("select child from children").fetchall() == [(4,), (5,)]
    assert (found.records, found.children) == (5, 2)
    assert found.without_a_child == {"eoir_cases": 1, "eoir_hearings": 1, "ice_notices": 1}


def test_the_birth_date_in_force_is_the_newest_of_care_then_of_custody(con: Con, history: History) -> None:
    def record(feed: str, a_number: str, year: int | None) -> Row:
        return {"feed": feed, "a_number": a_number, "dob": date(year, 1, 1) if year else None}

    history(
        record("orr_care", "211111112", 2006),
        record("orr_care", "211111112", 2007),
        record("orr_care", "211111112", None),
        record("ice_custody", "211111112", 2005),
        record("uscis_relief", "222222223", 2001),
        record("ice_custody", "222222223", 2002),
        record("ice_notices", "222222223", 2003),
        record("ice_custody", "233333334", None),
        record("eoir_cases", "233333334", 2001),
    )
    linked(con)
    assert [row[0] for row in con.execute("select dob from children order by child").fetchall()] == [
        date(2007, 1, 1), date(2002, 1, 1), None,
    ]  # fmt: skip


def test_nothing_to_link(con: Con, history: History) -> None:
    history()
    assert linked(con) == Linked(0, 0, {}, ())
    history({"feed": "ice_custody"})
    assert linked(con).children == 1
    assert con.execute("select count(*) from judgements").fetchall() == [(0,)]


def test_an_a_number_shared_by_hundreds_joins_nothing_and_is_said(con: Con, history: History) -> None:
    shared = [{"feed": "ice_custody", "a_number": "212345678", "subject_id": f"S{n}"} for n in range(60)]
    history({"feed": "orr_care", "key": "ORR-1", "a_number": "212345678", "portal_id": "P1"}, *shared)
    found = linked(con)
    assert found.children == 61
    assert "more than 50" in found.remarks[0]
    assert "orr_care:ORR-1" in found.remarks[0]
    assert "212345678" not in found.remarks[0]


def test_many_attempts_to_reach_one_child_are_no_crowd(con: Con, history: History) -> None:
    contacts = [{"feed": "field_contacts", "a_number": "212345678"} for _ in range(80)]
    history({"feed": "orr_care", "a_number": "212345678", "portal_id": "P1"}, *contacts)
    assert linked(con).children == 1
    assert len(groups(con)) == 1


@pytest.mark.parametrize("numbered", [True, False])
def test_a_name_of_too_many_joins_nothing(con: Con, history: History, numbered: bool) -> None:
    def one(n: int) -> Row:
        number = {"a_number": f"2{n:08}"} if numbered else {}
        return {"feed": "ice_custody", "given": "Unknown", "surname": "Unknown", "dob": date(2008, 1, 1), **number}

    history(*map(one, range(300)))
    (*_, remark) = linked(con).remarks
    assert "held by more than 200 records made no pairs" in remark
    assert len(groups(con)) == 300


def test_a_filler_in_place_of_a_portal_id_joins_nothing(con: Con, history: History) -> None:
    history(*({"feed": "orr_care", "portal_id": "UNKNOWN", "a_number": f"2{n:08}"} for n in range(60)))
    assert linked(con).children == 60


values = st.sampled_from([None, "1", "2", "3", "4", "5", "6"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(values, values, values, values), max_size=25))
def test_the_clusters_are_the_connected_components(rows: list[tuple[str | None, ...]]) -> None:
    con = duckdb.connect()
    con.execute("create temp table records (record integer, feed varchar, record_key varchar, known_at timestamp)")
    con.execute("create temp table persons (record integer, a_number varchar, portal_id varchar, subject_id varchar,"
                " case_id varchar)")  # fmt: skip
    expected = {number: number for number in range(len(rows))}
    for number, row in enumerate(rows):
        con.execute("insert into records values (?, 'ice_custody', ?, timestamp '2023-01-01')", [number, str(number)])
        con.execute("insert into persons values (?, ?, ?, ?, ?)", [number, *row])
        for before, other in enumerate(rows[:number]):
            if any(mine is not None and mine == theirs for mine, theirs in zip(row, other, strict=True)):
                low, high = sorted((expected[before], expected[number]))
                expected = {record: low if child == high else child for record, child in expected.items()}
    linked(con)
    assert dict(con.execute("select record, child from links").fetchall()) == expected


def test_a_long_chain_is_one_child(con: Con, history: History) -> None:
    chain = [{"feed": "ice_custody", "portal_id": f"P{n // 2}", "subject_id": f"S{(n + 1) // 2}"} for n in range(120)]
    history(*chain)
    linked(con)
    assert len(groups(con)) == 1
