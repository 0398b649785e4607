"""Cells: what is typed, what is rejected and why, and what a file lacks or has too much of."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import duckdb
import pytest

from everychild.sources.conftest import RECEIVED, STAYS, Load
from everychild.sources.given import Reject
from everychild.sources.language import Fact, Feed
from everychild.sources.load import load
from everychild.terms.authority import standard
from everychild.terms.events import accepted
from everychild.terms.refusals import Refused


def test_cells_are_trimmed_and_empty_is_unknown(give: Load) -> None:
    found = give('stay_id,sex,note\n  A1 , Male ,"  "\nA2,\t,\u00a0x\u00a0\n A3,,""\n')
    assert found.cells("record_key", "sex", "note") == [("A1", "M", None), ("A2", None, "x"), ("A3", None, None)]
    assert give('stay_id,note\nA1,b\nA2,"\n"\n').cells("note") == [("b",), (None,)]
    for end in ("\n", "\r\n"):
        found = give(f"stay_id,note{end} A1,b {end}A2,c{end}")
        assert found.cells("record_key", "note") == [("A1", "b"), ("A2", "c")]


@pytest.mark.parametrize(
    "cell", ["2023-03-12", "2023-03-12 00:00:00", "2023-03-12T00:00", "2023-03-12T00:00:00.000", "2023-03-12T00:00:00Z"]
)
def test_dates(give: Load, cell: str) -> None:
    assert give(f"stay_id,decided_on\nA1,{cell}\n").cells("decided_on") == [(date(2023, 3, 12),)]


@pytest.mark.parametrize(
    "cell",
    ["2023-02-30", "2023-3-12", "2023/03/12", "03/12/2023", "12023-3-01", "2023-03-12 08:00", "soon", "infinity"],
)
def test_dates_that_are_none(give: Load, cell: str) -> None:
    assert give(f"stay_id,decided_on\nA1,{cell}\n").rejects == [
        (2, "decided_on", cell, "is not a date of the calendar; write it as YYYY-MM-DD.")
    ]


@pytest.mark.parametrize(
    ("cell", "utc", "local"),
    [
        ("2023-03-11T23:30:00-06:00", "2023-03-12T05:30", "2023-03-11"),
        ("2023-03-11 23:30:00-06:00", "2023-03-12T05:30", "2023-03-11"),
        ("2023-03-11T23:30-0600", "2023-03-12T05:30", "2023-03-11"),
        ("2023-03-11 23:30-06", "2023-03-12T05:30", "2023-03-11"),
        ("2023-03-12T05:30:00Z", "2023-03-12T05:30", "2023-03-12"),
        ("2023-03-12T05:30:00.250+00:00", "2023-03-12T05:30:00.250", "2023-03-12"),
    ],
)
def test_instants(give: Load, cell: str, utc: str, local: str) -> None:
    found = give(f"stay_id,accepted_at\nA1,{cell}\n")
    assert found.cells("accepted_at", "accepted_at_local") == [(datetime.fromisoformat(utc), date.fromisoformat(local))]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2023-03-12", "is a date without a time; write it with its offset, as 2023-03-12T01:30:00-06:00."),
        (
            "2023-03-12T01:30:00",
            "has no offset from UTC; write it with its offset, as 2023-03-12T01:30:00-06:00.",
        ),
        *(
            (
                cell,
                "is not an instant of the calendar; write it with its offset, as 2023-03-12T01:30:00-06:00.",
            )
            for cell in (
                "2023-02-30T01:30:00-06:00",
                "2023-03-12T25:30:00-06:00",
                "2023-03-12T24:00:00-06:00",
                "2023-03-12T01:30:00-99:00",
                "2023/03/12 01:30:00-06:00",
                "2023-03-12 01:30 Asia/Omsk",
                "yesterday",
            )
        ),
    ],
)
def test_instants_that_are_none(give: Load, cell: str, reason: str) -> None:
    assert give(f"stay_id,accepted_at\nA1,{cell}\n").rejects == [(2, "accepted_at", cell, reason)]


def test_before_1900_and_after_receipt(give: Load) -> None:
    found = give(
        "stay_id,dob,accepted_at,due_on\n"
        "A1,1899-12-31,,\n"
        "A2,2024-06-02,,\n"
        "A3,2024-06-01,2024-06-01T12:00:00+00:00,2030-01-01\n"
        "A4,,2024-06-01T12:00:01+00:00,\n"
    )
    assert found.lines == [4]
    assert [(line, column, reason) for line, column, _, reason in found.rejects] == [
        (2, "dob", "is before 1900."),
        (3, "dob", "is after the file was received (2024-06-01)."),
        (5, "accepted_at", "is after the file was received (2024-06-01)."),
    ]


def test_the_day_of_receipt_is_the_later_of_utc_and_as_written(give: Load) -> None:
    received = datetime.fromisoformat("2024-06-01T01:00:00+09:00")
    found = give("stay_id,decided_on\nA1,2024-06-01\n")
    con = duckdb.connect()
    assert load(con, STAYS, found.staged.raw, received_at=received).rejected == 0
    assert (
        load(con, STAYS, found.staged.raw, received_at=datetime.fromisoformat("2024-05-31T21:00:00-04:00")).rejected
        == 0
    )
    assert (
        load(con, STAYS, found.staged.raw, received_at=datetime.fromisoformat("2024-05-31T12:00:00-04:00")).rejected
        == 1
    )


def test_codes(give: Load) -> None:
    found = give("stay_id,sex,outcome\nA1,Female,reached\nA2,X,reached\nA3,male,\nA4,,maybe\n")
    assert found.cells("line", "sex", "outcome") == [(2, "F", "reached")]
    assert found.rejects == [
        (3, "sex", "X", "is not one of Male, Female, Unknown."),
        (4, "sex", "male", "is not one of Male, Female, Unknown."),
        (5, "outcome", "maybe", "is not one of reached, refused."),
    ]


def test_rejects_read_well_aloud(give: Load) -> None:
    found = give("stay_id,sex\nA1,X\n,Male\nA2\n")
    assert [Reject(*reject).sentence for reject in found.rejects] == [
        "Line 2, column sex: 'X' is not one of Male, Female, Unknown.",
        "Line 3, column stay_id is empty; a row without its key cannot be kept.",
        "Line 4 has 1 cell where the header has 2.",
    ]


def test_years(give: Load) -> None:
    found = give("stay_id,born\nA1,2009\nA2,\nA3,09\nA4,1850\nA5,2025\n")
    assert found.cells("birth_year") == [(2009,), (None,)]
    assert [(line, reason) for line, _, _, reason in found.rejects] == [
        (line, "is not a year from 1900 to 2024.") for line in (4, 5, 6)
    ]


def test_a_numbers(give: Load) -> None:
    cells = ["A123456789", "123456789", "A123-456-789", "a 123 456 789", "12345678", ""]
    odd = ["A000000000", "00000000", "1111111111", "A1234567", "1234567890", "UNKNOWN", "A12345678X"]
    rows = "".join(f"K{place},{cell}\n" for place, cell in enumerate(cells + odd))
    found = give("stay_id,a_number\n" + rows)
    known = [("123456789",)] * 4 + [("012345678",), (None,)]
    assert found.cells("a_number") == known + [(None,)] * len(odd)
    assert found.staged.remarks == ("a_number: 3 placeholders and 4 of another length were taken as unknown",)


def test_every_problem_of_a_row_is_reported(give: Load) -> None:
    found = give("stay_id,dob,sex,outcome\n,2023-02-30,X,ok\nA2,,,\n")
    assert [(line, column) for line, column, *_ in found.rejects] == [
        (2, "stay_id"),
        (2, "dob"),
        (2, "sex"),
        (2, "outcome"),
    ]
    assert found.rejects[0][2:] == (None, "is empty; a row without its key cannot be kept.")
    assert found.staged.rejected == 1


def test_a_key_twice(give: Load) -> None:
    found = give(
        "stay_id,sex,note\nA1,Male,a\nA2,Male,b\nA1,Male,c\nA2,Male,b\n A2 ,Male,b\nA3,X,\nA3,X,\nA4,,\nA4,X,\n"
    )
    assert found.lines == [3]
    assert found.staged.repeated == 2
    twice = "with different content; which of them holds is not for us to guess."
    assert [(line, column, reason) for line, column, _, reason in found.rejects] == [
        (2, "stay_id", f"stands on lines 2, 4 {twice}"),
        (4, "stay_id", f"stands on lines 2, 4 {twice}"),
        (7, "sex", "is not one of Male, Female, Unknown."),
        (8, "sex", "is not one of Male, Female, Unknown."),
        (9, "stay_id", f"stands on lines 9, 10 {twice}"),
        (10, "sex", "is not one of Male, Female, Unknown."),
        (10, "stay_id", f"stands on lines 9, 10 {twice}"),
    ]


def test_columns_in_any_order_any_case_unread_and_absent(give: Load) -> None:
    found = give("Extra, SEX ,Stay_ID,,street\nx,Male,A1,y,\n").staged
    assert found.unread == ("Extra", "column 4 (no name)")
    assert set(found.told) == {"stay_id", "sex", "street"}
    assert found.present == ("sex", "street")
    assert "note" in found.absent
    assert "sector" in found.absent
    assert "recorded_at" not in found.absent


def test_an_empty_cell_may_say_something(give: Load) -> None:
    assert give("stay_id,street\nA1,\nA2,Main St\n").cells("street") == [("",), ("Main St",)]
    assert give("stay_id,note\nA1,x\n").cells("street") == [(None,)]


def test_recorded_at_is_optional_everywhere(give: Load) -> None:
    found = give("stay_id,recorded_at\nA1,2024-01-02T03:04:05+00:00\n")
    assert found.cells("recorded_at") == [(datetime(2024, 1, 2, 3, 4, 5),)]
    assert found.staged.unread == ()


def test_the_hash_is_of_the_file_as_given(give: Load) -> None:
    data = b"\xef\xbb\xbfstay_id,note\r\nA1,x\r\n"
    assert give(data).staged.raw_sha256 == hashlib.sha256(data).hexdigest()


def test_insertion_order_is_kept_and_left_as_found(give: Load) -> None:
    found = give("stay_id,note\n" + "".join(f"A{row},{row}\n" for row in range(3000)))
    found.con.execute("set preserve_insertion_order = false")
    load(found.con, STAYS, found.staged.raw, received_at=RECEIVED)
    assert found.con.execute("select bool_and(line = note::integer + 2) from staged").fetchall() == [(True,)]
    assert found.con.execute("select current_setting('preserve_insertion_order')").fetchall() == [(False,)]


def test_refusals_hold_no_cell(give: Load) -> None:
    with pytest.raises(Refused) as refused:
        give('stay_id,note\nA1,secret\nA2,"secret')
    assert "secret" not in str(refused.value)


def declared(**changes: object) -> Feed:
    given = {name: getattr(STAYS, name) for name in STAYS.__dataclass_fields__}
    return Feed(**(given | changes))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"unused": {"sector": "x"}}, "street: neither read nor listed unused"),
        ({"unused": {"street": "x", "sector": ""}}, "sector: unused without a reason"),
        ({"unused": {"street": "x", "note": "x"}}, "note: both read and listed unused"),
        ({"facts": (Fact(accepted, at="nowhere"),)}, "nowhere: read by a fact and not declared"),
        ({"columns": (*STAYS.columns, STAYS.columns[0])}, "a_number: declared twice"),
        ({"retention": ""}, "say how the feed is forgotten"),
        ({"authority": standard("x"), "columns": ()}, "read by a fact and not declared"),
    ],
)
def test_a_declaration_leaves_nothing_unread(changes: dict[str, object], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        declared(**changes)
