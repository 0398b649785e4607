"""A zip or gz of a file, known by its first bytes and not by its name."""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from pathlib import Path

from everychild.terms.refusals import Refused

_GZIP, _ZIP, _OLD_EXCEL = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0"
_BESIDE = "__MACOSX/"
"""Where an Apple computer puts what it knows of each file; no file of its own."""
_CUT_OFF = "The archive is damaged or cut off; nothing was taken in."
_AGAIN = "Ask for the file again."
_AS_CSV = "Save the sheet as CSV (UTF-8) and deliver that."


def unpack(path: Path, scratch: Path) -> tuple[Path, tuple[str, ...]]:
    """The file itself, unpacked into ``scratch`` if need be, and a remark saying so. Raises Refused."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise Refused("The file is empty.", where=path.name, do=_AGAIN)
    if start == _OLD_EXCEL:
        raise Refused("This is an Excel workbook.", where=path.name, do=_AS_CSV)
    if start.startswith(_GZIP):
        return _gunzip(path, scratch), ("read from a gz archive",)
    if start in _ZIP:
        return _unzip(path, scratch), ("read from a zip archive",)
    return path, ()


def _gunzip(path: Path, scratch: Path) -> Path:
    out = scratch / "unpacked"
    try:
        with gzip.open(path) as packed, out.open("wb") as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise Refused(_CUT_OFF, where=path.name, do=_AGAIN) from None
    return _not_empty(out, path)


def _unzip(path: Path, scratch: Path) -> Path:
    out = scratch / "unpacked"
    try:
        with zipfile.ZipFile(path) as archive:
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir() and not member.filename.startswith(_BESIDE)
            ]
            if any(member.filename == "[Content_Types].xml" for member in members):
                raise Refused("This is an Excel workbook.", where=path.name, do=_AS_CSV)
            if len(members) != 1:
                raise Refused(
                    f"The zip archive holds {len(members)} files; which one is meant is not for us to guess.",
                    where=path.name,
                    do="Deliver a zip of one file.",
                )
            with archive.open(members[0]) as packed, out.open("wb") as plain:
                shutil.copyfileobj(packed, plain, 1 << 20)
    except (zipfile.BadZipFile, EOFError, zlib.error):
        raise Refused(_CUT_OFF, where=path.name, do=_AGAIN) from None
    except (RuntimeError, NotImplementedError):
        raise Refused(
            "The zip archive is encrypted or packed in a way that cannot be read.",
            where=path.name,
            do="Unpack it first.",
        ) from None
    return _not_empty(out, path)


def _not_empty(out: Path, path: Path) -> Path:
    if not out.stat().st_size:
        raise Refused("The file in the archive is empty.", where=path.name, do=_AGAIN)
    return out
