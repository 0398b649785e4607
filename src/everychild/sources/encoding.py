"""A text file as UTF-8 without NULs and with one kind of line end, rewritten only where it is not so already."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from everychild.terms.refusals import Refused

_CHUNK = 1 << 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Text:
    """A UTF-8 file on disk, and what was done to make it so."""

    path: Path
    remarks: tuple[str, ...]


@dataclass
class _Survey:
    nuls: int = 0
    returns: int = 0
    pairs: int = 0
    utf8: bool = True


def as_utf8(path: Path, scratch: Path, name: str) -> Text:
    """The file as UTF-8. ``name`` is what a refusal calls it. Raises Refused."""
    with path.open("rb") as file:
        if file.read(2) in _UTF_16:
            return _rewritten(path, scratch, name, _survey(path))
    survey = _survey(path)
    if survey.nuls * 3 > path.stat().st_size:
        raise Refused("The file seems to be UTF-16 without its mark.", where=name, do="Save it as UTF-8.")
    even_ends = not survey.returns or survey.returns == survey.pairs == _line_ends(path)
    if survey.utf8 and even_ends and not survey.nuls:
        return Text(path, ())
    return _rewritten(path, scratch, name, survey)


def _survey(path: Path) -> _Survey:
    seen = _Survey()
    decoder = codecs.getincrementaldecoder("utf-8")()
    return_before = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.nuls += chunk.count(b"\0")
            if return_before or b"\r" in chunk:
                seen.returns += chunk.count(b"\r")
                seen.pairs += chunk.count(b"\r\n") + (return_before and chunk[:1] == b"\n")
            return_before = chunk.endswith(b"\r")
            if seen.utf8 and not (chunk.isascii() and decoder.getstate()[0] == b""):
                seen.utf8 = _decodes(decoder, chunk, final=False)
    seen.utf8 = seen.utf8 and _decodes(decoder, b"", final=True)
    return seen


def _line_ends(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(path: Path, scratch: Path, name: str, survey: _Survey) -> Text:
    data = path.read_bytes()
    remarks = []
    if data[:2] in _UTF_16:
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise Refused("The file is marked as UTF-16 and is not.", where=name, do="Save it as UTF-8.") from None
        remarks.append("read as UTF-16")
    elif survey.nuls:
        data = data.replace(b"\0", b"")
        remarks.append(f"{survey.nuls:,} embedded NUL{'s were' if survey.nuls > 1 else ' was'} deleted")
    try:
        data.decode()
    except UnicodeDecodeError as fault:
        data = _from_windows_1252(data, data.count(b"\n", 0, fault.start) + 1, name)
        remarks.append("read as Windows-1252")
    out = scratch / "utf8"
    out.write_bytes(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return Text(out, tuple(remarks))


def _from_windows_1252(data: bytes, line: int, name: str) -> bytes:
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.decode(errors="ignore").isascii():
        raise Refused(
            f"The file mixes UTF-8 with another encoding: line {line} is not UTF-8 and other text is.",
            where=name,
            do="Save the whole file as UTF-8.",
        )
    try:
        return data.decode("cp1252").encode()
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise Refused(
            f"Line {line} is neither UTF-8 nor Windows-1252.", where=name, do="Save the whole file as UTF-8."
        ) from None
