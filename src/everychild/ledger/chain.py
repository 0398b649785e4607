"""The chain: every sealed entry in order, each naming the seal of the one before it.

The seal of an entry is the SHA-256 of its ``manifest.json``, so ``sha256sum manifest.json`` shows it. ``HEAD`` repeats
the number and the seal of the last entry, so that the loss of the last folder is noticed. Whoever can write to the disk
could rewrite the whole chain; a seal published elsewhere (in a receipt) is what shows that.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from everychild.ledger import disk
from everychild.terms.refusals import Refused
from everychild.terms.staged import Stored

FORMAT = 1
"""Version of the folders and the manifest. A reader refuses another."""
MANIFEST, HEAD = "manifest.json", "HEAD"
INCOMING = ".incoming-"
"""What begins so is being built, or is what a crash left behind. It is no part of the ledger."""
FOLDER = re.compile(r"\d{6}-[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Entry:
    """One sealed entry: a delivery or a withdrawal. ``received_at`` is aware, in UTC."""

    folder: Path
    manifest: Mapping[str, Any]
    seal: str

    @property
    def number(self) -> int:
        """Place in the chain, from 1."""
        return int(self.manifest["number"])

    @property
    def id(self) -> str:
        """Name of its folder."""
        return str(self.manifest["id"])

    @property
    def withdraws(self) -> str | None:
        """Id of the delivery that this entry withdraws; None for a delivery."""
        return self.manifest.get("withdraws")

    @property
    def feed(self) -> str:
        """The feed of a delivery."""
        return str(self.manifest["feed"])

    @property
    def received_at(self) -> datetime:
        """When we were told."""
        return datetime.fromisoformat(self.manifest["received_at"])

    @property
    def counts(self) -> Mapping[str, int]:
        """Counts of a delivery: rows, accepted, new, changed, records and so on."""
        return dict(self.manifest["counts"])

    @property
    def present(self) -> tuple[str, ...]:
        """Stored columns that the file had."""
        return tuple(self.manifest["present"])

    @property
    def stored(self) -> dict[str, Stored]:
        """Every column kept, by name."""
        return {name: Stored(kept["room"], kept["type"]) for name, kept in self.manifest["stored"].items()}

    def file(self, name: str) -> Path | None:
        """One of its sealed files, if it has it."""
        return self.folder / name if name in self.manifest["files"] else None


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one way a manifest is written: UTF-8 JSON, keys sorted, one space of indent, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def seal_of(manifest: bytes) -> str:
    """The seal of an entry whose manifest has these bytes."""
    return hashlib.sha256(manifest).hexdigest()


def in_utc(instant: datetime) -> datetime:
    """An aware instant, in UTC."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC)


def folders(ledger: Path) -> list[Path]:
    """Folders of the sealed entries, in order."""
    return sorted(path for path in ledger.glob("[0-9]*") if FOLDER.fullmatch(path.name)) if ledger.is_dir() else []


def read_head(ledger: Path) -> tuple[int, str] | None:
    """Number and seal that HEAD holds; (0, "") before the first entry; None where it cannot be read."""
    try:
        head = json.loads((ledger / HEAD).read_bytes())
        return int(head["number"]), str(head["seal"])
    except FileNotFoundError:
        return None if folders(ledger) else (0, "")
    except (ValueError, KeyError, TypeError):
        return None


def head_bytes(number: int, seal: str) -> bytes:
    """What HEAD holds."""
    return canonical({"number": number, "seal": seal})


def read(ledger: Path) -> list[Entry]:
    """Every sealed entry, in order.

    Raises Refused where the chain is broken: figures must never be computed on it unawares. Only manifests are read
    here; ``verify`` reads every byte.
    """
    for _ in range(20):
        head = read_head(ledger)
        try:
            entries = [_entry(folder) for folder in folders(ledger)]
            seals = ["", *(entry.seal for entry in entries)]
            links = [(entry.number, entry.id, entry.manifest["previous"]) for entry in entries]
        except (OSError, ValueError, KeyError, TypeError):
            raise _broken(ledger, "A manifest cannot be read.") from None
        if head == read_head(ledger):
            break  # otherwise an entry was added while we read
    for place, (entry, link) in enumerate(zip(entries, links, strict=True)):
        if link != (place + 1, entry.folder.name, seals[place]):
            raise _broken(ledger, f"The chain breaks at {entry.folder.name}.")
    last = len(entries)
    if head not in {(number, seals[number]) for number in (max(last - 1, 0), last)}:
        raise _broken(ledger, "HEAD does not name the last entry.")
    for entry in entries:
        if entry.manifest["format"] != FORMAT:
            raise Refused("This entry was written by another version.", where=entry.id, do="Use a later version.")
    return entries


def _entry(folder: Path) -> Entry:
    content = (folder / MANIFEST).read_bytes()
    return Entry(folder, json.loads(content), seal_of(content))


def _broken(ledger: Path, what: str) -> Refused:
    return Refused(what, where=str(ledger), do="Run 'everychild ledger verify' to see all that is wrong.")


@contextmanager
def writing(ledger: Path) -> Iterator[list[Entry]]:
    """Hold the ledger for writing, put right what a crash left, and give its entries. Raises Refused."""
    with disk.locked(ledger):
        for left in ledger.glob(INCOMING + "*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        entries = read(ledger)
        last = (entries[-1].number, entries[-1].seal) if entries else (0, "")
        if not (ledger / HEAD).exists() or read_head(ledger) != last:
            _replace_head(ledger, _next_head(ledger, *last))
        try:
            yield entries
        finally:
            for left in ledger.glob(INCOMING + "*"):
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def refuse_earlier(entries: list[Entry], instant: datetime) -> None:
    """The chain runs forward in time. Raises Refused for an instant before its last entry."""
    if entries and instant < entries[-1].received_at:
        raise Refused(
            f"{instant.isoformat()} is before the last sealed entry ({entries[-1].received_at.isoformat()}).",
            where=entries[-1].id,
            do="What was known before stays as it was known: give the instant at which this was really received.",
        )


def append(ledger: Path, entries: list[Entry], built: Path, content: Mapping[str, Any]) -> Entry:
    """Seal the folder ``built`` as the next entry. One rename makes it exist; HEAD follows.

    Every file in ``built`` must be on the disk already. Raises OSError with nothing added.
    """
    manifest = canonical(
        {
            **content,
            "format": FORMAT,
            "number": len(entries) + 1,
            "previous": entries[-1].seal if entries else "",
            "files": {
                path.name: {"sha256": disk.sha256(path), "size": path.stat().st_size}
                for path in sorted(built.iterdir())
            },
        }
    )
    disk.write(built / MANIFEST, manifest)
    disk.sync(built)
    number, final = len(entries) + 1, ledger / content["id"]
    head = _next_head(ledger, number, seal_of(manifest))
    os.rename(built, final)
    try:
        disk.sync(ledger)  # the folder must outlive a power cut before HEAD names it
        _replace_head(ledger, head)
    except OSError:
        os.rename(final, built)
        raise
    return Entry(final, json.loads(manifest), seal_of(manifest))


def _next_head(ledger: Path, number: int, seal: str) -> Path:
    """A HEAD in waiting, written beforehand so that a full disk is met before the rename and not after it."""
    waiting = ledger / f"{INCOMING}HEAD"
    disk.write(waiting, head_bytes(number, seal))
    return waiting


def _replace_head(ledger: Path, waiting: Path) -> None:
    os.replace(waiting, ledger / HEAD)
