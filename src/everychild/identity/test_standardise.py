from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from everychild.identity import kept
from everychild.identity.standardise import INITIALS, standardise

Person = dict[str, Any]
Standardised = Callable[..., list[Person]]
_PERSON = {
    "a_number": "varchar", "portal_id": "varchar", "surname": "varchar", "given": "varchar", "middle": "varchar",
    "full_name": "varchar", "dob": "date", "birth_year": "integer", "country": "varchar", "sex": "varchar",
    "zip": "varchar",
}  # fmt: skip
USUAL = (
    [{"feed": "ice_custody", "surname": "LOPEZ GARCIA", "given": "JUAN CARLOS"}] * 30
    + [{"feed": "ice_custody", "surname": "HERNANDEZ CRUZ", "given": "MARIA"}] * 30
    + [{"feed": "ice_custody", "surname": "RAMIREZ PENA", "given": "JOSE LUIS"}] * 30
)


@pytest.fixture
def standardised(con: duckdb.DuckDBPyConnection) -> Standardised:
    """What becomes of these rows, in their order, beside ninety others with usual names."""

    def make(*rows: Person, usual: bool = True) -> list[Person]:
        every = [*rows, *(USUAL if usual else [])]
        columns = ", ".join(f"{name} {kind}" for name, kind in _PERSON.items())
        con.execute("create or replace temp table records (record integer, feed varchar, record_key varchar)")
        con.execute(f"create or replace temp table persons (record integer, feed varchar, {columns})")
        for record, row in enumerate(every):
            con.execute("insert into records values (?, ?, ?)", [record, row["feed"], f"K{record}"])
            con.execute(
                f"insert into persons values (?, ?, {', '.join('?' * len(_PERSON))})",
                [record, row["feed"], *(row.get(name) for name in _PERSON)],
            )
        standardise(con)
        return people(con)[: len(rows)]

    return make


def people(con: duckdb.DuckDBPyConnection) -> list[Person]:
    texts = dict(con.execute("select token, text from identity_tokens").fetchall())
    found = con.execute("from identity_people order by record")
    named = [column for column, *_ in found.description]
    read = [dict(zip(named, row, strict=True)) for row in found.fetchall()]
    for person in read:
        for part, letter in (("surnames", "s"), ("givens", "g")):
            tokens = [person[f"{letter}{n}"] for n in (1, 2, 3)]
            person[part] = " ".join(texts[token] for token in tokens if token is not None)
    return read


@pytest.mark.parametrize(
    ("fields", "surnames", "givens"),
    [
        ({"surname": "López García", "given": "Juan"}, "LOPEZ GARCIA", "JUAN"),
        ({"surname": "LOPEZ-GARCIA", "given": "JUAN", "middle": "CARLOS"}, "LOPEZ GARCIA", "JUAN CARLOS"),
        ({"surname": "DE LA CRUZ LOPEZ", "given": "MARIA DE LOS ANGELES"}, "CRUZ LOPEZ", "MARIA ANGELES"),
        ({"surname": "De La", "given": "Maria"}, "DE LA", "MARIA"),
        ({"full_name": "LOPEZ GARCIA, JUAN CARLOS"}, "LOPEZ GARCIA", "JUAN CARLOS"),
        ({"full_name": "Juan Carlos López García"}, "LOPEZ GARCIA", "JUAN CARLOS"),
        ({"full_name": "Juan López García"}, "LOPEZ GARCIA", "JUAN"),
        ({"full_name": "Juan Carlos López"}, "LOPEZ", "JUAN CARLOS"),
        ({"full_name": "María López de la Cruz"}, "LOPEZ CRUZ", "MARIA"),
        ({"full_name": "Juan López García, Jr."}, "LOPEZ GARCIA", "JUAN"),
        ({"full_name": "Juan  López   García "}, "LOPEZ GARCIA", "JUAN"),
        ({"surname": "JUAN CARLOS", "given": "LOPEZ GARCIA"}, "LOPEZ GARCIA", "JUAN CARLOS"),
        ({"surname": "MARIA", "given": "HERNANDEZ"}, "HERNANDEZ", "MARIA"),
        ({"surname": "JOSE", "given": "RAMIREZ", "middle": "LUIS"}, "RAMIREZ", "JOSE LUIS"),
        ({"surname": "LOPEZGARCIA", "given": "JUAN"}, "LOPEZ GARCIA", "JUAN"),
        ({"surname": "RamÃ\xadrez PeÃ±a", "given": "JosÃ©"}, "RAMIREZ PENA", "JOSE"),
        ({"surname": "Ram?rez", "given": "Jos�"}, "RAMIREZ", "JOSE"),
    ],
)
def test_names_come_into_their_fields(standardised: Standardised, fields: Person, surnames: str, givens: str) -> None:
    (child,) = standardised({"feed": "orr_care", **fields})

    assert (child["surnames"], child["givens"]) == (surnames, givens)


@pytest.mark.parametrize(
    ("full_name", "surnames", "givens"),
    [
        ("Aa Bb", "BB", "AA"),
        ("Aa Bb Cc", "BB CC", "AA"),
        ("Aa Bb Cc Dd", "CC DD", "AA BB"),
        ("Aa Bb Cc Dd Ee", "DD EE", "AA BB CC"),
        ("Aa", "AA", ""),
    ],
)
def test_a_whole_name_of_which_nothing_is_known_is_cut_as_usual(
    standardised: Standardised, full_name: str, surnames: str, givens: str
) -> None:
    (child,) = standardised({"feed": "orr_care", "full_name": full_name}, usual=False)

    assert (child["surnames"], child["givens"]) == (surnames, givens)


def test_two_spellings_of_a_name_are_one_class(standardised: Standardised) -> None:
    one, other = standardised(
        {"feed": "ice_custody", "surname": "RAMIREZ", "given": "JOSE"},
        {"feed": "eoir_cases", "surname": "RAMIRES", "given": "CHEPE"},
    )

    assert one["s1"] != other["s1"]
    assert (one["sk1"], one["gk1"]) == (other["sk1"], other["gk1"])


def test_a_rare_name_weighs_more_than_a_usual_one(standardised: Standardised) -> None:
    usual, rare = standardised(
        {"feed": "ice_custody", "surname": "LOPEZ", "given": "JUAN"},
        {"feed": "ice_custody", "surname": "UMANZOR", "given": "JUAN"},
    )

    assert rare["ws1"] > usual["ws1"] > 0
    assert rare["wg1"] == usual["wg1"]


def test_an_initial_is_known_by_its_class(standardised: Standardised) -> None:
    (child,) = standardised({"feed": "ice_custody", "surname": "LOPEZ", "given": "JUAN", "middle": "C."})

    assert child["gk2"] in INITIALS
    assert child["gk1"] not in INITIALS


@pytest.mark.parametrize(
    ("written", "read"),
    [("200300401", 200300401), ("001234567", 1234567), ("000000000", None), ("999999999", None), ("123456789", None)],
)
def test_a_placeholder_is_no_a_number(standardised: Standardised, written: str, read: int | None) -> None:
    (child,) = standardised({"feed": "ice_custody", "surname": "LOPEZ", "given": "ANA", "a_number": written})

    assert child["a_number"] == read


def test_the_first_of_january_stands_for_a_year(standardised: Standardised) -> None:
    known, guessed, year, nothing = standardised(
        {"feed": "ice_custody", "surname": "LOPEZ", "dob": date(2009, 5, 14)},
        {"feed": "ice_custody", "surname": "LOPEZ", "dob": date(2009, 1, 1)},
        {"feed": "eoir_cases", "surname": "LOPEZ", "birth_year": 2009},
        {"feed": "eoir_cases", "surname": "LOPEZ"},
    )

    assert [child["born"] for child in (known, guessed, year, nothing)] == [2009, 2009, 2009, None]
    assert [child["jan1"] for child in (known, guessed, year)] == [False, True, None]


def test_every_agency_names_a_country_in_its_own_way(standardised: Standardised) -> None:
    children = standardised(
        {"feed": "ice_custody", "surname": "LOPEZ", "country": "EL SALVADOR"},
        {"feed": "orr_care", "surname": "LOPEZ", "country": "El Salvador"},
        {"feed": "eoir_cases", "surname": "LOPEZ", "country": "ES"},
    )

    assert {child["country"] for child in children} == {"SV"}


def test_a_record_without_a_name_is_no_person(standardised: Standardised) -> None:
    assert standardised({"feed": "orr_safety_calls", "portal_id": "P1"}, usual=False) == []
    assert standardised({"feed": "orr_care", "full_name": " - "}, usual=False) == []


def test_the_day_an_agency_first_saw_a_child(con: duckdb.DuckDBPyConnection, standardised: Standardised) -> None:
    con.execute("create temp table rows (record integer, feed varchar, entry_date varchar, nta_date varchar)")
    con.execute("insert into rows values (0, 'ice_custody', '2023-03-11', null), (1, 'ice_custody', 'unknown', null)")
    con.execute("insert into rows values (2, 'eoir_cases', null, '2023-05-01')")
    con.execute("create temp table events (record integer, feed varchar, kind varchar, on_date date)")
    con.execute("insert into events values (1, 'ice_custody', 'apprehended', '2023-03-12')")
    con.execute("insert into events values (1, 'ice_custody', 'handed_over', '2023-03-10')")

    children = standardised(
        {"feed": "ice_custody", "surname": "LOPEZ"},
        {"feed": "ice_custody", "surname": "LOPEZ"},
        {"feed": "eoir_cases", "surname": "LOPEZ"},
    )

    assert [child["seen_on"] for child in children] == [date(2023, 3, 11), date(2023, 3, 12), date(2023, 5, 1)]


def test_care_knows_where_the_sponsor_lives(con: duckdb.DuckDBPyConnection, standardised: Standardised) -> None:
    con.execute("create temp table places (record integer, sponsor_zip varchar)")
    con.execute("insert into places values (0, '77001-1234')")

    released, court = standardised(
        {"feed": "orr_care", "full_name": "Juan López"}, {"feed": "eoir_cases", "surname": "LOPEZ", "zip": "77001"}
    )

    assert released["zip"] == court["zip"] == "77001"


def test_a_name_means_the_same_in_a_later_run(
    con: duckdb.DuckDBPyConnection, standardised: Standardised, tmp_path: Path
) -> None:
    standardised()
    kept.write(con, kept.FREQUENCIES, tmp_path)
    before = people(con)
    con.execute("insert into records select 1000 + i, 'ice_custody', 'N' || i from range(500) t(i)")
    con.execute(
        "insert into persons (record, feed, surname, given)"
        " select 1000 + i, 'ice_custody', 'JUAN', 'MARIA' from range(500) t(i)"
    )

    standardise(con, tmp_path)

    assert people(con)[: len(before)] == before


def test_a_column_that_was_never_delivered_is_unknown(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("create temp table records as select 1 as record, 'orr_care' as feed, 'K' as record_key")
    con.execute("create temp table persons as select 1 as record, 'orr_care' as feed, 'Juan López' as full_name")

    standardise(con)

    (child,) = people(con)
    assert (child["surnames"], child["dob"], child["zip"], child["seen_on"]) == ("LOPEZ", None, None, None)
