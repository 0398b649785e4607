"""Verifying the ledger: every byte against its seal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from everychild.ledger import chain, disk


def verify(ledger: Path) -> list[str]:
    """Every problem, in words: altered, missing and extra files, a broken chain, a lost end. Empty when sound.

    What a crash can leave (an entry being built, a HEAD one entry behind) is no problem: the next write clears it up.
    """
    problems: list[str] = []
    seals, last = {0: ""}, 0
    for folder in chain.folders(ledger):
        number = int(folder.name[:6])
        if number > last + 1:
            problems.append(f"entries {last + 1:06d} to {number - 1:06d} are missing before {folder.name}")
        elif number <= last:
            problems.append(f"{folder.name}: there are two entries of this number")
        found, seals[number] = _entry(folder, seals.get(number - 1))
        problems += found
        last = number
    return problems + _head(ledger, seals) + _strangers(ledger)


def _entry(folder: Path, previous: str | None) -> tuple[list[str], str]:
    """Problems of one entry, and its seal. ``previous`` is the seal before it, None where that entry is missing."""
    try:
        content = (folder / chain.MANIFEST).read_bytes()
    except OSError:
        return [f"{folder.name}: manifest.json is missing or cannot be read"], ""
    seal = chain.seal_of(content)
    try:
        manifest = json.loads(content)
        problems = _manifest(folder, manifest, content, previous)
        return problems + _files(folder, manifest["files"]), seal
    except (ValueError, KeyError, TypeError, AttributeError):
        return [f"{folder.name}: manifest.json is altered: it can no longer be read"], seal


def _manifest(folder: Path, manifest: Mapping[str, Any], content: bytes, previous: str | None) -> list[str]:
    problems = []
    if chain.canonical(manifest) != content:
        problems.append(f"{folder.name}: manifest.json is altered: it is not as the ledger writes it")
    if manifest["id"] != folder.name or manifest["number"] != int(folder.name[:6]):
        problems.append(f"{folder.name}: manifest.json is of another entry, or the folder was renamed")
    if previous is not None and manifest["previous"] != previous:
        problems.append(f"{folder.name}: the chain breaks: the entry before it is not the one that it was sealed after")
    return problems


def _files(folder: Path, sealed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    problems = []
    for name, expected in sealed.items():
        if wrong := _wrong(folder / name, expected):
            problems.append(f"{folder.name}: {name} {wrong}")
    extra = sorted(path.name for path in folder.iterdir() if path.name not in {*sealed, chain.MANIFEST})
    return problems + [f"{folder.name}: {name} was not delivered with it" for name in extra]


def _wrong(path: Path, expected: Mapping[str, Any]) -> str:
    if not path.is_file() or path.is_symlink():
        return "is missing"
    try:
        sound = path.stat().st_size == expected["size"] and disk.sha256(path) == expected["sha256"]
    except OSError:
        return "cannot be read"
    return "" if sound else "is altered"


def _head(ledger: Path, seals: Mapping[int, str]) -> list[str]:
    last = max(seals)
    head = chain.read_head(ledger)
    if head is None:
        return ["HEAD is missing or altered: it cannot be told whether the end of the ledger is there"]
    number, seal = head
    if number > last:
        return [f"entries {last + 1:06d} to {number:06d} are missing: HEAD names {number:06d} as the last"]
    if number < last - 1 or seal != seals.get(number):
        return [f"HEAD does not match entry {number:06d}: HEAD, or that entry's manifest, is altered"]
    if (ledger / chain.HEAD).exists() and (ledger / chain.HEAD).read_bytes() != chain.head_bytes(number, seal):
        return ["HEAD is altered: it is not as the ledger writes it"]
    return []


def _strangers(ledger: Path) -> list[str]:
    known = {chain.HEAD, disk.LOCK, *(folder.name for folder in chain.folders(ledger))}
    found = sorted(path.name for path in ledger.iterdir()) if ledger.is_dir() else []
    return [
        f"{name} does not belong in the ledger"
        for name in found
        if name not in known and not name.startswith(chain.INCOMING)
    ]
