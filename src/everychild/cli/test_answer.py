"""How a refusal is said: every word of it, and its next step, on stderr."""

from __future__ import annotations

import json
import sys

import duckdb
import pytest
import typer

from everychild.cli.answer import number, refusals
from everychild.cli.main import main
from everychild.terms.refusals import Refused

REFUSAL = Refused("[columns] maps 'Stay' to 'stay'.", where="map.toml", do="Write it under [columns].")


def test_words_in_square_brackets_are_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as left, refusals(as_json=False):
        raise REFUSAL
    said = capsys.readouterr()
    assert left.value.exit_code == 1
    assert said.err == "Refused. map.toml: [columns] maps 'Stay' to 'stay'.\nWrite it under [columns].\n"
    assert said.out == ""


def test_as_json_it_is_one_object_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), refusals(as_json=True):
        raise REFUSAL
    assert json.loads(capsys.readouterr().out) == {
        "refused": {"what": REFUSAL.what, "where": "map.toml", "do": "Write it under [columns]."}
    }


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (PermissionError(13, "Permission denied", "/home/report"), "Refused. /home/report: Permission denied."),
        (duckdb.ConversionException("Conversion Error: 'Ana'"), "cannot be read (ConversionException)."),
        (duckdb.IOException('IO Error: Cannot open file "gaps.csv": File exists\n'), 'Cannot open file "gaps.csv"'),
    ],
)
def test_a_file_out_of_reach_is_refused(capsys: pytest.CaptureFixture[str], fault: Exception, words: str) -> None:
    with pytest.raises(typer.Exit) as left, refusals(as_json=False):
        raise fault
    assert left.value.exit_code == 1
    assert words in capsys.readouterr().err


def test_wrong_use_with_json_is_one_object_on_stdout(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["everychild", "figures", "--json"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert list(json.loads(capsys.readouterr().out)) == ["refused"]


@pytest.mark.parametrize(("cell", "words"), [(None, ""), (0, "0"), (1234567, "1,234,567"), (True, "True"), ("a", "a")])
def test_a_cell_in_words(cell: object, words: str) -> None:
    assert number(cell) == words
