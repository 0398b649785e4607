"""The unattended pass: its exit code says whether a file was refused, with --json as without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from everychild.cli.passes import run


@pytest.mark.parametrize("as_json", [False, True])
def test_a_refused_file_is_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "no_feed.csv").write_text("a,b\n1,2\n")
    with pytest.raises(typer.Exit) as left:
        run(home=tmp_path, as_json=as_json)
    assert left.value.exit_code == 1
    said = capsys.readouterr().out
    assert json.loads(said)["files"][0]["refused"] if as_json else "begins with no feed's name" in said
