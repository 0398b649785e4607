"""Which records become one child, given what each two of them weigh; what never can be; what is left in doubt."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everychild.identity.cluster import cluster
from everychild.identity.cluster.trial import (
    ARRIVED,
    CONFLICT,
    VETOED,
    Con,
    Row,
    children,
    everyone,
    invented,
    options,
    told,
    vetoed,
)

MADE = st.integers(0, 2**32)


@pytest.fixture
def con() -> Con:
    return duckdb.connect()


def test_records_that_agree_are_one_child_and_others_stay_apart(con: Con) -> None:
    told(con, [{}, {"feed": "orr_care", "portal_id": "P1"}, {"feed": "eoir_cases"}, {}], everyone(1, 2, 3))
    assert cluster(con) == []
    assert children(con) == [[1, 2, 3], [4]]
    assert options(con) == []


def test_twins_stay_apart_however_alike_the_rest_is(con: Con) -> None:
    """One surname, one birthday, one day of arrival, one address."""
    twins: list[Row] = [{}, {"feed": "orr_care", "portal_id": "P1"}, {}, {"feed": "orr_care", "portal_id": "P2"}]
    told(
        con,
        twins,
        [(1, 2, 25), (3, 4, 25), (1, 3, 14, VETOED), (2, 4, 16, VETOED), (1, 4, 12, VETOED), (2, 3, 12, VETOED)],
    )
    cluster(con)
    assert children(con) == [[1, 2], [3, 4]]


def test_a_record_between_two_siblings_goes_to_one_and_never_joins_them(con: Con) -> None:
    """The younger one's notice was written with the older one's A-number."""
    older, younger = [(1, 2, 20), (1, 5, 10), (2, 5, 10)], [(3, 4, 20), (3, 5, 18), (4, 5, 18)]
    told(con, [{}, {"feed": "orr_care"}, {}, {"feed": "orr_care"}, {}], [*older, *younger, (1, 3, 9, VETOED)])
    cluster(con)
    assert children(con) == [[1, 2], [3, 4, 5]]


def test_two_portal_ids_are_two_children(con: Con) -> None:
    told(con, [{"feed": "orr_care", "portal_id": "P1"}, {"feed": "orr_care", "portal_id": "P2"}], [(1, 2, 30)])
    cluster(con)
    assert children(con) == [[1], [2]]


def test_stays_under_one_portal_id_are_one_child_even_under_another_name(con: Con) -> None:
    told(con, [{"feed": "orr_care", "portal_id": "P1"}, {"feed": "orr_care", "portal_id": "P1"}], [])
    cluster(con)
    assert children(con) == [[1, 2]]


def test_a_filler_in_place_of_a_portal_id_joins_nothing(con: Con) -> None:
    told(con, [{"feed": "orr_care", "portal_id": "UNKNOWN"} for _ in range(60)], [])
    cluster(con)
    assert len(children(con)) == 60


@pytest.mark.parametrize("subjects", [("S1", "S2"), (None, None)])
def test_namesakes_seen_by_ice_within_days_are_two(con: Con, subjects: tuple[str | None, str | None]) -> None:
    """One name, one birth date, two A-numbers, three weeks between; with subject numbers and without."""

    def seen(subject: str | None, days: int) -> Row:
        return {"subject_id": subject, "seen_on": ARRIVED + timedelta(days=days)}

    told(con, [seen(subjects[0], 0), seen(subjects[1], 21)], [(1, 2, 19, CONFLICT)])
    cluster(con)
    assert children(con) == [[1], [2]]


def test_a_child_that_comes_again_under_a_second_number_is_one(con: Con) -> None:
    told(con, [{"subject_id": "S1", "seen_on": ARRIVED}, {"feed": "orr_care", "portal_id": "P1"},
               {"subject_id": "S2", "seen_on": ARRIVED + timedelta(days=200)}, {"feed": "orr_care", "portal_id": "P1"}],
         [(1, 2, 30), (3, 4, 30), (1, 3, 15, CONFLICT), (2, 4, 40, CONFLICT), (1, 4, 14), (2, 3, 14)])  # fmt: skip
    cluster(con)
    assert children(con) == [[1, 2, 3, 4]]


def test_a_second_court_case_needs_more_than_a_first(con: Con) -> None:
    first: Row = {"feed": "eoir_cases", "case_id": "E1"}
    second: Row = {"feed": "eoir_cases", "case_id": "E2"}
    told(con, [{}, {"feed": "orr_care"}, first, second], [*everyone(1, 2, 3), (1, 4, 2), (2, 4, 2)])
    cluster(con)
    assert children(con) == [[1, 2, 3], [4]]


def test_a_court_record_that_fits_one_child_only_is_that_childs(con: Con) -> None:
    told(con, [{}, {"feed": "orr_care"}, {"feed": "eoir_cases", "case_id": "E1"}], [(1, 2, 30), (1, 3, -1), (2, 3, -1)])
    cluster(con)
    assert children(con) == [[1, 2, 3]]


def test_but_not_where_half_of_the_court_has_no_child_here(con: Con) -> None:
    told(con, [{}, {"feed": "orr_care"}, {"feed": "eoir_cases", "case_id": "E1"}], [(1, 2, 30), (1, 3, -1), (2, 3, -1)])
    con.execute("update identity_alone set bits = -1")
    cluster(con)
    assert children(con) == [[1, 2], [3]]


def test_a_court_record_that_fits_two_children_is_nobodys_and_a_person_is_asked(con: Con) -> None:
    told(con, [{}, {"feed": "orr_care"}, {}, {"feed": "orr_care"}, {"feed": "eoir_cases", "case_id": "E1"}],
         [(1, 2, 30), (3, 4, 30), (1, 5, 4), (2, 5, 4), (3, 5, 4), (4, 5, 4)])  # fmt: skip
    cluster(con)
    assert children(con) == [[1, 2], [3, 4], [5]]
    assert con.execute("select a, b from identity_review").fetchall() == [(1, 5), (3, 5)]
    alone, *others = options(con)
    assert alone == (0.0, [[1, 2], [3, 4], [5]])
    assert sorted(others) == [(0.5, [[1, 2], [3, 4, 5]]), (0.5, [[1, 2, 5], [3, 4]])]


def test_a_joined_record_that_could_be_anothers_says_so(con: Con) -> None:
    told(con, [{}, {"feed": "orr_care"}, {}, {"feed": "orr_care"}, {"feed": "eoir_cases"}],
         [(1, 2, 30), (3, 4, 30), (1, 5, 5), (2, 5, 5), (3, 5, 1), (4, 5, 1)])  # fmt: skip
    cluster(con)
    assert children(con) == [[1, 2, 5], [3, 4]]
    assert options(con) == [(0.94, [[1, 2, 5], [3, 4]]), (0.06, [[1, 2], [3, 4, 5]])]
    assert con.execute("select a, b, because like 'joined%' from identity_review").fetchall()[0] == (1, 5, True)


def test_what_a_person_said_holds_against_the_numbers(con: Con) -> None:
    told(con, [{}, {}, {}, {}], [(1, 2, 40), (2, 3, -20)], [(1, 2, "different"), (2, 3, "same"), (3, 4, "unsure")])
    assert cluster(con) == []
    assert children(con) == [[1], [2, 3], [4]]


def test_a_different_splits_even_those_who_are_joined_through_a_third(con: Con) -> None:
    told(con, [{}, {}, {}], everyone(1, 2, 3, weight=30), [(1, 2, "different")])
    cluster(con)
    assert children(con) in ([[1, 3], [2]], [[1], [2, 3]])


def test_people_who_contradict_each_other_leave_the_records_apart(con: Con) -> None:
    told(con, [{}, {}, {}], [], [(1, 2, "same"), (1, 3, "different"), (2, 3, "same")])
    remarks = cluster(con)
    assert children(con) == [[1, 2], [3]]
    assert remarks == ["judgements: 1 of 'same' contradict a 'different'; those records stay apart"]


def test_a_chain_of_hundreds_is_cut_and_said(con: Con) -> None:
    """One A-number on three hundred records of one name: everything agrees, and no child has three hundred records."""
    links = [(n, m, 12) for n in range(1, 301) for m in (n + 1, n + 2) if m <= 300]
    told(con, [{"a_number": 212345678} for _ in range(300)], links)
    remarks = cluster(con)
    assert max(map(len, children(con))) == 1
    assert any("1 chains of more than 60" in remark for remark in remarks)


def test_an_a_number_on_five_hundred_people_joins_none_of_them(con: Con) -> None:
    told(con, [{"a_number": 212345678, "name": n} for n in range(500)], [(n, n + 1, 24, 1) for n in range(1, 500)])
    remarks = cluster(con)
    assert len(children(con)) == 500
    assert remarks == ["A-number: 1 held under more than 20 different names joined nothing (500 records)"]


def test_who_fits_too_many_is_joined_to_none(con: Con) -> None:
    told(con, [{} for _ in range(40)], everyone(*range(1, 41), weight=6))
    remarks = cluster(con)
    assert len(children(con)) == 40
    assert "more than 20 children" in remarks[0]


def test_calls_and_hearings_follow_their_number(con: Con) -> None:
    told(con, [{"feed": "orr_safety_calls", "portal_id": "P1", "nameless": True},
               {"feed": "orr_care", "portal_id": "P1"}, {"feed": "eoir_cases", "case_id": "E1"},
               {"feed": "eoir_hearings", "case_id": "E1", "nameless": True},
               {"feed": "separations", "child_record": "orr_care:K2", "nameless": True}], everyone(2, 3))  # fmt: skip
    cluster(con)
    assert children(con) == [[1, 2, 3, 4, 5]]
    assert con.execute("select distinct child from identity_clusters").fetchall() == [(1,)]


def test_a_contact_by_an_a_number_of_two_children_follows_neither(con: Con) -> None:
    contact = {"feed": "field_contacts", "a_number": 212345678, "nameless": True}
    told(con, [{"a_number": 212345678}, {"a_number": 212345678}, contact, contact], [])
    remarks = cluster(con)
    assert children(con) == [[1], [2], [3], [4]]
    assert remarks == ["1 numbers lie in two children's records; what carries only such a number follows neither"]


def test_nameless_records_on_a_number_known_nowhere_else_stay_together(con: Con) -> None:
    told(con, [{"feed": "orr_safety_calls", "portal_id": "P9", "nameless": True} for _ in range(3)], [])
    cluster(con)
    assert children(con) == [[1, 2, 3]]


def test_a_person_may_say_whose_call_it_was(con: Con) -> None:
    call = {"feed": "orr_safety_calls", "portal_id": "P1", "nameless": True}
    told(con, [{"feed": "orr_care", "portal_id": "P1"}, {"feed": "orr_care", "portal_id": "P2"}, call, call], [],
         [(2, 3, "same"), (1, 4, "different")])  # fmt: skip
    cluster(con)
    assert children(con) == [[1], [2, 3], [4]]


def test_hearings_go_with_the_court_record_that_is_in_doubt(con: Con) -> None:
    hearing = {"feed": "eoir_hearings", "case_id": "E1", "nameless": True}
    told(con, [{}, {"feed": "orr_care"}, {}, {"feed": "orr_care"}, {"feed": "eoir_cases", "case_id": "E1"}, hearing],
         [(1, 2, 30), (3, 4, 30), (1, 5, 4), (2, 5, 4), (3, 5, 4), (4, 5, 4)])  # fmt: skip
    cluster(con)
    assert all(
        [n for n in group if n > 4] == [5, 6] for _, groups in options(con) for group in groups if max(group) > 4
    )


def test_nothing_to_cluster(con: Con) -> None:
    told(con, [], [])
    assert cluster(con) == []
    assert children(con) == []


@settings(max_examples=40, deadline=None)
@given(MADE)
def test_no_constraint_is_ever_broken(seed: int) -> None:
    con = duckdb.connect()
    people, pairs, said = invented(seed)
    told(con, people, pairs, said)
    cluster(con)
    child = dict(con.execute("select record, child from identity_clusters").fetchall())
    assert set(child) == set(range(1, len(people) + 1))
    assert all(child[a] != child[b] for a, b, says in said if says == "different")
    portals = con.execute("select count(distinct portal_id) from identity_people join identity_clusters using (record)"
                          " group by child").fetchall()  # fmt: skip
    assert all(count <= 1 for (count,) in portals)
    assert all(child[pair[0]] != child[pair[1]] for pair in vetoed(pairs, people, said))
    total = con.execute("select sum(probability) from (select distinct component, option, probability"
                        " from identity_uncertain) group by component").fetchall()  # fmt: skip
    assert all(abs(each - 1) < 1e-9 for (each,) in total)
    moved = con.execute("select count(*) from identity_uncertain u join identity_clusters c using (record)"
                        " where option = 0 and c.child <> u.child").fetchall()  # fmt: skip
    assert moved == [(0,)]


@settings(max_examples=25, deadline=None)
@given(MADE)
def test_the_order_of_rows_decides_nothing(seed: int) -> None:
    people, pairs, said = invented(seed)
    outcomes = []
    for number in (1, -1):
        con = duckdb.connect()
        told(con, people, pairs[::number], said)
        con.execute(
            "create or replace temp table identity_people as from identity_people order by hash(record + ?)", [number]
        )
        cluster(con)
        outcomes.append((children(con), options(con)))
    assert outcomes[0] == outcomes[1]
