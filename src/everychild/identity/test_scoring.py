"""Two records beside each other: which level each comparison gives, and what is never joined on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from everychild.identity import blocking, comparing, model, scoring
from everychild.identity.explaining import explain
from everychild.identity.standardise import standardise

Row = dict[str, object]
ANA: Row = {
    "feed": "ice_custody", "a_number": "900123456", "surname": "LOPEZ GARCIA", "given": "ANA MARIA",
    "dob": date(2008, 5, 17), "country": "GUATEMALA", "sex": "F",
}  # fmt: skip
"""A child as ICE wrote her down. Invented."""
_TYPES = {"dob": "date", "birth_year": "integer"}
_COLUMNS = ("a_number", "portal_id", "subject_id", "case_id", "surname", "given", "middle", "full_name", "dob",
            "birth_year", "country", "sex", "zip")  # fmt: skip


def told(*rows: Row) -> duckdb.DuckDBPyConnection:
    """A database with the people of these rows; the records are numbered from 1."""
    con = duckdb.connect()
    con.execute("create temp table records (record integer, feed varchar, record_key varchar, known_at timestamp,"
                " delivery integer)")  # fmt: skip
    columns = ", ".join(f"{column} {_TYPES.get(column, 'varchar')}" for column in _COLUMNS)
    con.execute(f"create temp table persons (record integer, feed varchar, {columns})")
    con.execute("create temp table rows (record integer, feed varchar, issued_on date, nta_date varchar)")
    con.execute("create temp table events (record integer, feed varchar, kind varchar, on_date date)")
    con.execute("create temp table places (record integer, feed varchar, sponsor_zip varchar)")
    for number, row in enumerate(rows, start=1):
        con.execute(
            "insert into records values (?, ?, ?, '2023-01-01', 1)", [number, row["feed"], row.get("key", f"K{number}")]
        )
        con.execute(
            f"insert into persons values ({', '.join('?' * (2 + len(_COLUMNS)))})",
            [number, row["feed"], *(row.get(column) for column in _COLUMNS)],
        )
        if "apprehended" in row:
            con.execute("insert into events values (?, ?, 'apprehended', ?)", [number, row["feed"], row["apprehended"]])
    standardise(con)
    return con


def level(comparison: str, **differs: object) -> str:
    """The level of one comparison between Ana's record and the same with some of it written differently."""
    con = told(ANA, {**ANA, "feed": "uscis_relief", **differs})
    con.execute("create temp table pairs as select 1 as l, 2 as r")
    scoring.score_pairs(con, "pairs", "scored")
    row = con.execute(f"select {comparison} from scored").fetchone()
    assert row is not None
    found = next(one for one in model.current().comparisons if one.name == comparison).level(row[0])
    return found.name if found else "not said"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("900123456", "same"),
        ("900123457", "consecutive"),
        ("900123465", "transposed"),
        ("900723456", "one_edit"),
        ("090012345", "one_edit"),
        ("987654321", "conflict"),
        (None, "not said"),
    ],
)
def test_a_numbers(number: str | None, expected: str) -> None:
    assert level("a_number", a_number=number) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Ana María", "same"),
        ("Ana", "same"),
        ("Ana Sofia", "some"),
        ("Annna", "alike"),
        ("A", "initial"),
        ("Rigoberto", "conflict"),
        (None, "not said"),
    ],
)
def test_given_names(given: str | None, expected: str) -> None:
    assert level("given", given=given) == expected


@pytest.mark.parametrize(
    ("surname", "expected"),
    [
        ("López García", "same"),
        ("GARCIA LOPEZ", "swapped"),
        ("LOPEZ", "missing"),
        ("LOPES GARSIA", "alike"),
        ("LOPEZ CHICAS", "some"),
        ("LOPEEZX", "near"),
        ("MENJIVAR", "conflict"),
    ],
)
def test_surnames(surname: str, expected: str) -> None:
    assert level("surname", surname=surname) == expected


@pytest.mark.parametrize(
    ("dob", "expected"),
    [
        (date(2008, 5, 17), "same"),
        (date(2009, 5, 17), "year_off"),
        (date(2008, 5, 18), "part"),
        (date(2001, 11, 3), "conflict"),
        (date(2008, 1, 1), "same_year"),
        (date(2009, 1, 1), "next_year"),
        (date(2004, 1, 1), "other_year"),
    ],
)
def test_birth_dates(dob: date, expected: str) -> None:
    assert level("born", dob=dob) == expected


def test_a_day_that_may_be_a_month() -> None:
    con = told({**ANA, "dob": date(2008, 5, 7)}, {**ANA, "feed": "uscis_relief", "dob": date(2008, 7, 5)})
    scoring.score(con)
    assert steps(con)["born"] == "day and month changed places"


def steps(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """How the first two records stand to each other, in words."""
    explained = explain(con, 1, 2)
    assert explained is not None
    return {step.comparison: step.level for step in explained.steps}


def vetoed(con: duckdb.DuckDBPyConnection) -> bool:
    explained = explain(con, 1, 2)
    assert explained is not None
    return explained.vetoed


def test_twins_are_never_joined() -> None:
    twin = {**ANA, "given": "ROSA", "a_number": "900123457"}
    assert vetoed(told(ANA, twin))


def test_a_sibling_who_got_the_same_number_by_mistake_is_not_joined_either() -> None:
    entered = date(2021, 3, 1)
    sister = {**ANA, "given": "ROSA", "dob": date(2010, 2, 2), "apprehended": entered}
    assert vetoed(told({**ANA, "apprehended": entered}, sister))


def test_two_portal_ids_are_two_children() -> None:
    stays = ({**ANA, "feed": "orr_care", "portal_id": portal} for portal in ("P1", "P2"))
    assert vetoed(told(*stays))


def test_a_familys_address_counts_only_where_the_given_names_agree() -> None:
    at_home = {**ANA, "feed": "uscis_relief", "zip": "77001"}
    assert steps(told(at_home, {**at_home}))["zip"] == "one ZIP code, and the given names agree"
    assert "does not count" in steps(told(at_home, {**at_home, "given": "ROSA"}))["zip"]


def crowd(*others: Row) -> list[Row]:
    """The rows, and two hundred children who have nothing to do with them."""
    syllables = ("BA", "DE", "FI", "LO", "MU", "NA", "PE", "RI", "SO", "TU")
    made = [
        {
            "feed": "ice_custody", "a_number": str(910_000_000 + 977_131 * n), "sex": "M", "country": "HONDURAS",
            "surname": f"{syllables[n % 10]}{syllables[n // 10 % 10]}MAR",
            "given": f"{syllables[n // 20]}{syllables[n % 7]}N",
            "dob": date(2003 + n % 10, 1 + n % 12, 2 + n % 26),
        }
        for n in range(200)
    ]  # fmt: skip
    return [*others, *made]


def weight(con: duckdb.DuckDBPyConnection) -> float:
    """The weight of the first two records in what was scored."""
    row = con.execute("select weight from identity_scored where l = 1 and r = 2").fetchone()
    assert row is not None, "the two were not compared"
    return float(row[0])


def test_a_court_record_without_birth_date_sex_or_number_is_found() -> None:
    court = {"feed": "eoir_cases", "surname": "LOPEZ", "given": "ANA", "birth_year": 2008, "country": "GT"}
    con = told(*crowd(ANA, court))
    scoring.score(con)
    assert weight(con) > 0


def test_a_mistyped_number_in_the_middle_is_found() -> None:
    con = told(*crowd(ANA, {**ANA, "feed": "eoir_cases", "a_number": "900132456", "dob": None, "surname": "LOPEZ"}))
    scoring.score(con)
    assert weight(con) > 0


def test_one_name_for_many_children_makes_no_explosion_and_a_remark() -> None:
    many = [{**ANA, "a_number": None, "dob": None, "sex": None, "key": f"N{n}"} for n in range(300)]
    con = told(*many)
    remarks = scoring.score(con)
    pairs = con.execute("select count(*) from identity_scored").fetchone()
    assert pairs == (0,)
    assert any("made no pairs (300 records)" in remark for remark in remarks)
    assert not any("LOPEZ" in remark for remark in remarks)


def test_pairs_that_the_rules_missed_are_counted_by_feeds() -> None:
    con = told(*crowd(ANA, {"feed": "uscis_relief", "surname": "CHICAS", "given": "ROSA"}))
    scoring.score(con)
    con.execute("create temp table truth as select unnest([1, 2]) as record, 'one child' as child")
    assert blocking.missed(con, "truth") == [blocking.Missed(("ice_custody", "uscis_relief"), 1, 1)]


def test_the_waterfall_adds_up_and_shows_values_only_when_asked() -> None:
    con = told(*crowd(ANA, {**ANA, "feed": "orr_care", "given": "ANA"}))
    plain, shown = explain(con, 2, 1), explain(con, 2, 1, values=True)
    assert plain is not None
    assert shown is not None
    assert plain.prior + sum(step.bits for step in plain.steps) == pytest.approx(plain.weight, abs=0.1)
    assert plain.probability > 0.99
    assert all(step.values is None for step in plain.steps)
    assert next(step for step in shown.steps if step.comparison == "given").values == ("ANA", "ANA MARIA")


def test_the_result_is_the_same_whichever_record_comes_first() -> None:
    other = {**ANA, "feed": "eoir_cases", "given": "ANITA", "surname": "GARCIA", "dob": None, "birth_year": 2009}
    one, back = told(*crowd(ANA, other)), told(*crowd(other, ANA))
    assert steps(one) == steps(back)


def test_every_level_can_be_written_over_the_columns_alone() -> None:
    names = {*comparing.FEATURES, *comparing.SPELLING, "given_agrees"}
    for levels in comparing.levels().values():
        for condition in levels.values():
            assert not any(name in condition for name in names)


def test_a_model_whose_levels_cannot_be_told_apart_is_refused(tmp_path: Path) -> None:
    text = model.FILE.read_text(encoding="utf-8").replace('name = "transposed"', 'name = "mirrored"')
    file = tmp_path / "model.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(model.ModelError, match="a_number"):
        model.read(file)
