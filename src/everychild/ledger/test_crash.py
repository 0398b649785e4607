"""A crash, or a full disk, at every step of a write leaves the whole entry or none of it, and a retry succeeds.

The steps are killed in forks of a fresh process (``main``), which itself never opens DuckDB: a DuckDB that is carried
through a fork hangs.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from everychild.ledger import Ledger
from everychild.ledger.invented import Desk, noon, stage
from everychild.terms.refusals import Refused

FIRST = "visit | surname | street | seen_on\nA | Rivera | Elm Street | 2023-05-01\nB | Flores | . | 2023-05-02"
SECOND = "visit | surname | street | seen_on\nA | Rivera | Elm Street | 2023-05-09\nC | Castillo | . | 2023-05-03"
KILLED = 99
STEPS = ("mkdir", "write", "fsync", "rename", "replace", "unlink")


class Steps:
    """Counts what is done to the disk, and stops before one step: dead on the spot, or told that the disk is full."""

    def __init__(self, stop_at: int, full_disk: bool) -> None:
        self.stop_at, self.full_disk, self.done = stop_at, full_disk, 0
        for name in STEPS:
            setattr(os, name, self.watched(getattr(os, name)))
        self.write_whole = Path.write_bytes
        Path.write_bytes = lambda path, content: self.write_in_two(path, content)  # type: ignore

    def step(self) -> None:
        self.done += 1
        if self.done == self.stop_at:
            if self.full_disk:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os._exit(KILLED)

    def watched(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            self.step()
            return call(*given, **named)

        return watched

    def write_in_two(self, path: Path, content: bytes) -> int:
        self.write_whole(path, content[: len(content) // 2])
        self.step()
        return self.write_whole(path, content)


class Watched:
    """A connection whose COPY statements are steps too: before each, and with its file half written."""

    def __init__(self, con: Any, steps: Steps) -> None:
        self.con, self.steps = con, steps

    def execute(self, statement: str) -> Any:
        if statement.startswith("copy"):
            self.steps.step()
        answer = self.con.execute(statement)
        if statement.startswith("copy"):
            self.steps.step()
        return answer


def write(what: str, home: Path, stop_at: int = 0, full_disk: bool = False) -> int:
    """Do one write, stopped before the given step (0: not stopped). Returns how many steps there are."""
    table, day = (FIRST, "2024-01-01") if what == "first" else (SECOND, "2024-02-01")
    desk = Desk(home)
    staged = stage(desk.con, home / "in" / f"{day}.csv", table, rejected=1)
    steps = Steps(stop_at, full_disk)
    if what == "withdrawal":
        desk.ledger.withdraw(desk.ledger.deliveries()[0].id, "sent by mistake", noon("2024-03-01"))
    else:
        con: Any = Watched(desk.con, steps)
        desk.ledger.record(con, staged, received_at=noon(day), full=True)
    return steps.done


def in_a_fork(what: Callable[[], object], answer: Path) -> int:
    """Do it in a fork and leave its answer in a file. The exit code: 0 done, 1 refused, 2 failed, or KILLED."""
    child = os.fork()
    if child == 0:
        try:
            answered = json.dumps(what()).encode()
            with answer.open("wb") as file:
                file.write(answered)
            os._exit(0)
        except Refused:
            os._exit(1)
        except BaseException:  # a fork must never return into the process it was made from
            traceback.print_exc()
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(what: str, full_disk: bool) -> None:
    """Stop the write before each of its steps in turn, and say each time what was left and how a retry ends."""
    with TemporaryDirectory() as folder:
        clean, answer = Path(folder) / "clean", Path(folder) / "answer"
        clean.mkdir()
        if what != "first":
            in_a_fork(lambda: write("first", clean), answer)
        shutil.copytree(clean, Path(folder) / "0")
        in_a_fork(lambda: write(what, Path(folder) / "0"), answer)
        for stop_at in range(1, json.loads(answer.read_text()) + 1):
            home = Path(folder) / f"{stop_at}"
            shutil.copytree(clean, home)
            sys.stdout.write(json.dumps(stop(what, home, stop_at, full_disk, answer)) + "\n")


def stop(what: str, home: Path, stop_at: int, full_disk: bool, answer: Path) -> dict[str, Any]:
    ledger = Ledger(home / "data")
    ended = in_a_fork(lambda: write(what, home, stop_at, full_disk), answer)
    left = {"step": stop_at, "ended": ended, "problems": ledger.verify(), "entries": ledger.head()[0]}
    in_a_fork(lambda: retry(what, home), answer)
    return left | {
        "problems_after": ledger.verify(),
        "entries_after": ledger.head()[0],
        "leftovers": [path.name for path in ledger.folder.glob(".incoming*")],
        **json.loads(answer.read_text()),
    }


def retry(what: str, home: Path) -> dict[str, Any]:
    try:
        write(what, home)
        return {"refused": False, "facts": Desk(home).facts("2024-03-31")}
    except Refused:
        return {"refused": True, "facts": Desk(home).facts("2024-03-31")}


EXPECTED = {
    "first": (0, ["A seen 2023-05-01 -, told 2024-01-01", "B seen 2023-05-02 -, told 2024-01-01"]),
    "second": (
        1,
        [
            "A seen 2023-05-09 -, told 2024-02-01",
            "B seen 2023-05-02 -, told 2024-01-01",
            "C seen 2023-05-03 -, told 2024-02-01",
        ],
    ),
    "withdrawal": (1, []),
}


def stopped_everywhere(what: str, *, full_disk: bool) -> list[dict[str, Any]]:
    program = f"from everychild.ledger.test_crash import main; main({what!r}, {full_disk})"
    ended = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    stopped = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(stopped) >= 10
    return stopped


@pytest.mark.parametrize("what", EXPECTED)
def test_a_crash_leaves_the_whole_entry_or_none(what: str) -> None:
    before, facts = EXPECTED[what]
    killed = stopped_everywhere(what, full_disk=False)
    assert {left["ended"] for left in killed} == {KILLED}
    assert {left["entries"] for left in killed} == {before, before + 1}
    for left in killed:
        assert left["problems"] == left["problems_after"] == left["leftovers"] == [], left
        whole = left["entries"] == before + 1
        # the same bytes again are a no-op; a withdrawal cannot be made twice
        assert left["refused"] == (whole and what == "withdrawal"), left
        assert (left["entries_after"], left["facts"]) == (before + 1, facts), left


@pytest.mark.parametrize("what", ["first", "withdrawal"])
def test_a_full_disk_is_refused_with_nothing_recorded(what: str) -> None:
    before, facts = EXPECTED[what]
    for left in stopped_everywhere(what, full_disk=True):
        assert left["ended"] in (0, 1), left  # 0: a step that could be done without, as making a folder that exists
        assert left["entries"] == (before if left["ended"] else before + 1), left
        assert left["problems"] == left["problems_after"] == left["leftovers"] == [], left
        assert (left["entries_after"], left["facts"]) == (before + 1, facts), left
