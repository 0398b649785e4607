"""Mapping files: an agency's own names and codes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from everychild.sources.conftest import STAYS, Load
from everychild.sources.mapping import read_mapping
from everychild.terms.refusals import Refused

GOOD = """
[columns]
"Stay Number" = "stay_id"
Gender = "sex"

[codes.sex]
"1" = "Male"
"2" = "Female"
"""


def test_their_names_and_codes(give: Load) -> None:
    found = give("STAY NUMBER,gender,note\nA1,1,\nA2,Female,x\nA3,3,\n", mapping=GOOD)
    assert found.cells("record_key", "sex", "note") == [("A1", "M", None), ("A2", "F", "x")]
    assert found.rejects == [(4, "sex", "3", "is not one of Male, Female, Unknown.")]
    assert found.staged.mapping_sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


def test_no_mapping_no_hash(give: Load) -> None:
    assert give("stay_id,note\nA1,\n").staged.mapping_sha256 == ""


def test_two_columns_of_the_file_for_one_of_ours(give: Load) -> None:
    with pytest.raises(Refused, match="'stay_id' and 'Stay Number' both mean 'stay_id'"):
        give("stay_id,Stay Number\nA1,A1\n", mapping=GOOD)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns = ", "is not TOML"),
        ("[column]\na = 'b'", r"no section \[column\]"),
        ("columns = 3", r"\[columns\] must give one text"),
        ("codes = 3", r"\[codes\] names no column"),
        ("[columns]\nX = 'stayid'", "maps 'X' to 'stayid', which is no column of stays. Did you mean 'stay_id'?"),
        ("[columns]\nX = 'sex'\nY = 'sex'", "maps both 'X' and 'Y' to 'sex'"),
        ("[codes.note]\na = 'b'", "stays has no column 'note' with a list of codes. Choose one of: sex, outcome."),
        ("[codes.sex]\na = 'Mal'", "maps 'a' to 'Mal', which is not one of Male, Female, Unknown."),
        ("[codes.sex]\na = 1", "must give one text"),
    ],
)
def test_mistakes_in_a_mapping_are_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(Refused, match=told.replace("?", r"\?") if "Did" in told else told):
        read_mapping(path, STAYS)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="mapping file cannot be read"):
        read_mapping(tmp_path / "none.toml", STAYS)
