"""What people have judged of two records: appended, signed, dated, kept; withdrawn by a further line, never removed.

One JSON object a line in HOME/identity/judgements.jsonl. Each line's id is taken over its content and the id before
it, so that an altered or missing line shows. Records are named ``feed:key``; no personal data belongs in ``because``.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, cast, get_args

from everychild.terms.refusals import Refused

Says = Literal["same", "different", "unsure"]


@dataclass(frozen=True)
class Judgement:
    """One person's word on two records. ``at`` is when it was signed, and from then on it is known."""

    id: str
    a: str
    b: str
    says: Says
    by: str
    at: datetime
    because: str


class Judgements:
    """The judgements of one home."""

    def __init__(self, home: Path) -> None:
        self.path = home / "identity" / "judgements.jsonl"

    def judge(self, a: str, b: str, says: Says, by: str, because: str, at: datetime) -> str:
        """Append a judgement on two records (``feed:key``) and return its id. Raises Refused."""
        for record in (a, b):
            feed, _, key = record.partition(":")
            if not (feed and key):
                raise Refused(f"'{record}' does not name a record.", do="Write feed:key, for example orr_care:ORR-1.")
        if a == b:
            raise Refused("A judgement needs two different records.", where=a)
        if says not in get_args(Says):
            raise Refused(f"'{says}' is not a judgement.", do=f"Say one of {', '.join(get_args(Says))}.")
        return self._append({"a": a, "b": b, "says": says}, by, because, at)

    def withdraw(self, judgement: str, by: str, because: str, at: datetime) -> str:
        """Take a judgement back from ``at`` on; until then it stood. Returns the line's id. Raises Refused."""
        return self._append({"withdraws": judgement}, by, because, at)

    def as_known(self, known_by: datetime) -> list[Judgement]:
        """The judgements in force at an instant, oldest first: one a pair, the latest that nobody has withdrawn.

        An 'unsure' takes the place of what was said of the pair before. Raises Refused if the file was altered.
        """
        lines = [line for line in self._lines() if datetime.fromisoformat(line["at"]) <= known_by]
        withdrawn = {line["withdraws"] for line in lines if "withdraws" in line}
        latest: dict[frozenset[str], Judgement] = {}
        for line in lines:
            if "withdraws" in line or line["id"] in withdrawn:
                continue
            pair = frozenset((line["a"], line["b"]))
            latest.pop(pair, None)
            latest[pair] = _read(line)
        return list(latest.values())

    def _append(self, said: dict[str, str], by: str, because: str, at: datetime) -> str:
        if not (by.strip() and because.strip()):
            raise Refused("A judgement is signed and gives its reason.", do="State by whom and because of what.")
        if at.tzinfo is None:
            raise ValueError("at needs a time zone")
        at = at.astimezone(UTC)
        with self._locked() as file:
            lines = self._lines()
            if lines and at < datetime.fromisoformat(lines[-1]["at"]):
                raise Refused(
                    "A judgement cannot be dated before the last one.",
                    do="What was known in the past must stay as it was: sign it with the present instant.",
                )
            if "withdraws" in said:
                _check_can_withdraw(lines, said["withdraws"])
            line = {**said, "by": by.strip(), "at": at.isoformat(), "because": because.strip()}
            line = {"id": _id(line, lines[-1]["id"] if lines else ""), **line}
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return line["id"]

    @contextmanager
    def _locked(self) -> Iterator[BinaryIO]:
        """The file, open for appending by one writer, without the torn line that a crash may have left at its end."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            yield file

    def _lines(self) -> list[dict[str, str]]:
        """Every whole line, checked against the chain. A last line without its end was never acknowledged."""
        try:
            whole, _, _ = self.path.read_bytes().rpartition(b"\n")
        except FileNotFoundError:
            return []
        lines: list[dict[str, str]] = []
        for number, text in enumerate(whole.split(b"\n") if whole else [], start=1):
            try:
                line = json.loads(text)
                content = {key: value for key, value in line.items() if key != "id"}
                sound = line["id"] == _id(content, lines[-1]["id"] if lines else "")
            except (ValueError, KeyError, AttributeError):
                sound = False
            if not sound:
                raise Refused(
                    "The line is not as it was written.",
                    where=f"{self.path.name}, line {number}",
                    do="Restore the file from a backup; judgements are only ever appended.",
                )
            lines.append(line)
        return lines


def _check_can_withdraw(lines: list[dict[str, str]], judgement: str) -> None:
    if not any(line["id"] == judgement and "withdraws" not in line for line in lines):
        raise Refused(f"There is no judgement '{judgement}'.")
    if any(line.get("withdraws") == judgement for line in lines):
        raise Refused(f"Judgement '{judgement}' is withdrawn already.")


def _id(content: dict[str, str], before: str) -> str:
    written = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{before}\n{written}".encode()).hexdigest()[:16]


def _read(line: dict[str, str]) -> Judgement:
    says, at = cast(Says, line["says"]), datetime.fromisoformat(line["at"])
    return Judgement(line["id"], line["a"], line["b"], says, line["by"], at, line["because"])
