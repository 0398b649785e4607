"""A comma-separated file: its header, its usable rows, and what is wrong with the shape of the others."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from everychild.sources.encoding import Text
from everychild.sources.given import Given, Places, Reject, check_header
from everychild.sources.structure import RETURN, Bytes, Flags, Records, find_records
from everychild.terms import sql
from everychild.terms.refusals import Refused

_LONGEST = 1_000_000
"""Bytes in one record; the reader's own limit is twice that."""
_SHOWN = 200
"""Characters of a misshapen line kept with its rejection."""
_BOM = b"\xef\xbb\xbf"
_NO_LAST_END = "the last line has no line end: if the file was cut off there, its last cell is short"
_AGAIN = "Nothing was taken in; ask for the file again."


def read_delimited(text: Text, scratch: Path, name: str, remarks: tuple[str, ...]) -> Given:
    """Read the file; ``name`` is what a refusal calls it. Raises Refused."""
    file = _File.of(text, scratch, name)
    body = ~file.blank
    body[: file.head + 1] = False
    file.refuse_cut_off(body)
    good = body & (file.records.cells == len(file.header)) & (file.records.ends - file.records.starts <= _LONGEST)
    good &= ~file.stray
    places = np.flatnonzero(good)
    untouched = file.head == 0 and len(places) == len(good) - 1
    return Given(
        header=file.header,
        relation=file.reader(text.path, header=True) if untouched else file.only(places, "usable"),
        lines=file.records.lines[places],
        pick=lambda rows: file.only(places[rows], "picked"),
        space=file.records.space,
        rejects=tuple(file.reject(int(place)) for place in np.flatnonzero(body & ~good)),
        remarks=remarks if file.records.ended else (*remarks, _NO_LAST_END),
    )


@dataclass(frozen=True)
class _File:
    name: str
    scratch: Path
    data: Bytes
    records: Records
    blank: Flags
    stray: Flags
    head: int
    """Which record is the header."""
    header: tuple[str, ...]

    @staticmethod
    def of(text: Text, scratch: Path, name: str) -> _File:
        """Find the records and the header, or refuse a file that has none."""
        empty = Refused("The file is empty: it has no header.", where=name, do="Ask for the file again.")
        if not text.path.stat().st_size:
            raise empty
        data: Bytes = np.asarray(np.memmap(text.path, np.uint8, "r"))
        if data[: len(_BOM)].tobytes() == _BOM:
            data = data[len(_BOM) :]
        records = find_records(data)
        if records.open_line:
            raise Refused(
                f"A quotation mark on line {records.open_line} is never closed: the mark is wrong or the file cut off.",
                where=name,
                do=_AGAIN,
            )
        blank = _blank(data, records)
        if blank.all():
            raise empty
        head = int(np.argmin(blank))
        cells = next(csv.reader([data[records.starts[head] : records.ends[head]].tobytes().decode()]))
        header = check_header(tuple(cell.strip() for cell in cells), name)
        if len(header) > 1:
            for place in np.flatnonzero((records.cells == 1) & ~blank):
                blank[place] = not data[records.starts[place] : records.ends[place]].tobytes().strip()
        stray = np.zeros(len(blank), np.bool_)
        stray[records.stray] = True
        return _File(name, scratch, data, records, blank, stray, head, header)

    def refuse_cut_off(self, body: Flags) -> None:
        """Refuse a file whose last line has neither its end nor all its cells."""
        cells = int(self.records.cells[-1])
        if not self.records.ended and body[-1] and cells < len(self.header):
            raise Refused(
                f"Line {self.records.lines[-1]}, the last, breaks off after {cells} of {len(self.header)} cells.",
                where=self.name,
                do=_AGAIN,
            )

    def only(self, places: Places, name: str) -> str:
        """SQL that reads only the records at these places."""
        path = self.scratch / name
        breaks = np.flatnonzero(np.diff(places) != 1)
        with path.open("wb") as out:
            for first, last in zip(places[[0, *breaks + 1]], places[[*breaks, -1]], strict=True) if len(places) else ():
                out.write(self.data[self.records.starts[first] : self.records.ends[last]].data)
        return self.reader(path, header=False)

    def reader(self, path: Path, *, header: bool) -> str:
        """SQL that reads a file of records of the header's width, all as text."""
        columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(self.header)))
        return (
            f"read_csv({sql.text(str(path))}, auto_detect = false, header = {str(header).lower()}, delim = ',',"
            f" quote = '\"', escape = '\"', strict_mode = true, null_padding = false, columns = {{{columns}}})"
        )

    def reject(self, place: int) -> Reject:
        """What is wrong with the shape of the record at this place."""
        line, cells = int(self.records.lines[place]), int(self.records.cells[place])
        raw = self.data[self.records.starts[place] : self.records.ends[place]].tobytes()
        last = line + raw[:-1].count(b"\n")
        if len(raw) > _LONGEST:
            reason = f"is longer than {_LONGEST:,} bytes."
        elif self.stray[place]:
            reason = "has a quotation mark inside a cell; surround the whole cell with marks and double those inside."
        else:
            runs_on = f"; a quoted cell of it runs on to line {last}" if last > line else ""
            reason = f"has {cells} cell{'s' * (cells > 1)} where the header has {len(self.header)}{runs_on}."
        return Reject(line, "", raw[: 4 * _SHOWN].decode(errors="ignore").rstrip("\r\n")[:_SHOWN], reason)


def _blank(data: Bytes, records: Records) -> Flags:
    """Which records are a line end and nothing else."""
    lengths, first = records.ends - records.starts, data[records.starts]
    return np.asarray(((lengths == 1) & (first < 32)) | ((lengths == 2) & (first == RETURN)), np.bool_)
