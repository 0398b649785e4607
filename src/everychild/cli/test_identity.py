"""Evaluating from the command line: what is said where the truth cannot be used, and what a home gives."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from everychild.api import open_home
from everychild.cli.main import main
from everychild.synthetic import deliveries, synthesise


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["everychild", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


def test_a_truth_file_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    truth = tmp_path / "truth.csv"
    left = _run(monkeypatch, "identity", "evaluate", "--truth", str(truth), "--home", str(tmp_path), "--json")
    assert left == 1
    assert json.loads(capsys.readouterr().out)["refused"]["what"] == "There is no such file."


def test_an_evaluation_as_one_object(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    synthesise(300, 1, tmp_path / "files")
    home = open_home(tmp_path / "home")
    for each in deliveries(tmp_path / "files"):
        home.deliver(each.feed, each.file, received_at=each.received_at, full=each.full)
    truth = tmp_path / "files" / "truth.csv"
    assert _run(monkeypatch, "identity", "evaluate", "--truth", str(truth), "--home", str(home.path), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {"precision", "recall", "f1", "perfect", "merged", "by_pair", "by_kind", "seconds", "peak_mb"} <= set(told)
    assert told["f1"] > 0.95
    assert told["by_kind"]["indigenous"]["children"] > 0
    assert "eoir_cases-ice_custody" in told["by_pair"]
    assert not (home.path / "identity").exists()  # evaluating keeps nothing


def test_a_pair_is_drawn_only_into_a_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    to = tmp_path / "model.toml"
    left = _run(monkeypatch, "identity", "train", "--to", str(to), "--pair", "a:1", "b:2", "--home", str(tmp_path))
    assert left == 1
    assert "--charts" in capsys.readouterr().err
    assert not to.exists()
