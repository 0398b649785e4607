"""Public counts on the command line: words, one JSON object, or a refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from everychild.cli.public import public_counts
from everychild.cohorts import hhs_daily_counts as daily

SAMPLE = Path(daily.__file__).parent / "sample.csv"


def test_the_command_answers_in_words_and_as_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    public_counts(SAMPLE, tmp_path)
    said = capsys.readouterr().out
    assert (
        "Of 3 days that follow a published day, 1 balance within 5 children and 1 do not; of 1 it cannot be told."
        in said
    )
    assert "twelve" in said
    public_counts(SAMPLE, tmp_path, as_json=True)
    answer = json.loads(capsys.readouterr().out)
    assert (answer["balance"]["pairs"], answer["days"], answer["rejected"]) == (3, 5, 5)
    with pytest.raises(typer.Exit) as left:
        public_counts(tmp_path / "absent.csv", tmp_path, as_json=True)
    assert left.value.exit_code == 1
    assert json.loads(capsys.readouterr().out)["refused"]["what"] == "There is no such file."
