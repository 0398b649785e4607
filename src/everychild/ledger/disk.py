"""The few things the ledger does to a disk. Each is durable when it returns."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from everychild.terms.refusals import Refused

BLOCK = 1 << 20
"""Bytes read at a time: large enough that the calls cost nothing beside the hashing."""

LOCK = ".lock"


def sync(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, content: bytes) -> None:
    """Write a small file and wait until it is on the disk."""
    path.write_bytes(content)
    sync(path)


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return _read(path, None)


def copy(source: Path, target: Path) -> str:
    """Copy a file byte for byte and return the SHA-256 of what was copied. Not yet synced: see ``sync``."""
    with target.open("xb", buffering=0) as out:
        return _read(source, out.fileno())


def _read(path: Path, copy_to: int | None) -> str:
    digest, block = hashlib.sha256(), bytearray(BLOCK)
    view = memoryview(block)
    with path.open("rb", buffering=0) as source:
        while size := source.readinto(block):
            digest.update(view[:size])
            written = 0
            while copy_to is not None and written < size:
                written += os.write(copy_to, view[written:size])
    return digest.hexdigest()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the ledger for writing. Raises Refused while someone else holds it; a crash lets go of it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                "Another delivery or withdrawal is being written.",
                where=str(folder),
                do="Try again when it has finished.",
            ) from None
        yield
    finally:
        os.close(handle)
