"""Where each record of a delimited file begins and ends, found without reading any cell.

DuckDB's reader forgives some rows silently (extra empty cells, stray quotation marks, blank lines), so the file's shape
is judged here, exactly, on whole arrays of bytes, and the reader is given only records of the right shape.

A record ends at a line end outside quotation marks. Quotation marks surround a whole cell and are doubled inside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everychild.sources.given import Places, Space

COMMA, QUOTE, LINE_END, RETURN, BLANK = 44, 34, 10, 13, 32
_TAB, _NO_BREAK, _FIRST_BEYOND_ASCII = 9, (0xC2, 0xA0), 0x80
_CHUNK = 1 << 18

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
_NONE = np.empty(0, np.int64)
_BORDERS = np.isin(np.arange(256), (COMMA, LINE_END, RETURN, QUOTE))
"""The bytes beside which a quotation mark may open or close."""


@dataclass(frozen=True)
class Records:
    """The records of a file in order, one array element each."""

    starts: Places
    ends: Places
    """One past the last byte, line end included."""
    cells: Places
    """How many cells the record has."""
    lines: Places
    """Physical line on which it begins; the first line of the file is 1."""
    stray: Places
    """Which records (by place) hold a quotation mark that no rule of the format explains."""
    open_line: int | None
    """Line of a quotation mark that is never closed."""
    ended: bool
    """Does the last record have its line end?"""
    space: Space
    """What stands around some cell's text. Trimming where there is nothing to trim would cost a third of a load."""


def find_records(data: Bytes) -> Records:
    """The records of a file's bytes."""
    scan = _scan(data)
    stray = _stray_marks(data, scan.marks, scan.line_ends)
    if len(stray):
        data = data.copy()
        data[stray] = 0
        scan = _scan(data)
    ends, marks = scan.ends, scan.marks
    open_line = int(np.searchsorted(scan.line_ends, marks[-1])) + 1 if len(marks) % 2 else None
    ended = not len(data) or (len(ends) > 0 and int(ends[-1]) == len(data))
    if not ended:
        ends = np.append(ends, len(data))
    starts = np.concatenate([np.zeros(min(1, len(ends)), np.int64), ends[:-1]])
    one_line_each = len(scan.line_ends) == len(scan.ends)
    lines = np.arange(len(ends)) if one_line_each else np.searchsorted(scan.line_ends, starts)
    holding = np.unique(np.searchsorted(ends, stray, side="right"))
    space: Space = "none"
    if scan.spaced or _white_at_borders(data, starts, ends, marks):
        space = "blanks" if one_line_each and not _holds_other_white(data) else "any"
    return Records(starts, ends, scan.cells, lines + 1, holding, open_line, ended, space)


@dataclass(frozen=True)
class _Scan:
    marks: Places
    line_ends: Places
    ends: Places
    cells: Places
    spaced: bool
    """Does white space stand beside some comma between cells?"""


def _scan(data: Bytes) -> _Scan:
    """Every quotation mark and line end, where each ended record ends, and the cells of every record.

    Only marks and line ends are looked up one by one; commas, being many, are only counted between them.
    """
    marks, line_ends, ends, counts = [_NONE], [_NONE], [_NONE], [_NONE]
    inside, carried = 0, 0
    spaced = False
    for base in range(0, len(data), _CHUNK):
        chunk = data[base : base + _CHUNK]
        commas = chunk == COMMA
        places = np.flatnonzero((chunk == LINE_END) | (chunk == QUOTE))
        quotes = np.take(chunk, places) == QUOTE
        within = (np.cumsum(quotes, dtype=np.uint8) + inside) & 1
        state = np.append(np.uint8(inside), within)
        passed = np.add.reduceat(commas.view(np.uint8), np.append(0, places), dtype=np.uint32)
        passed = np.cumsum(np.where(state, 0, passed), dtype=np.int64)
        beside = _beside_white(data, base, commas)
        spaced = spaced or not state[np.searchsorted(places, beside)].all()
        line_ends.append(places[~quotes] + base)
        marks.append(places[quotes] + base)
        ended = np.flatnonzero(~quotes & (within == 0))
        if len(ended):
            cells = np.diff(passed[ended], prepend=0) + 1
            cells[0] += carried
            ends.append(places[ended] + base + 1)
            counts.append(cells)
            carried = -int(passed[ended[-1]])
        carried += int(passed[-1])
        inside = int(state[-1])
    all_ends = np.concatenate(ends)
    if len(data) and (not len(all_ends) or all_ends[-1] != len(data)):
        counts.append(np.array([carried + 1]))
    return _Scan(np.concatenate(marks), np.concatenate(line_ends), all_ends, np.concatenate(counts), spaced)


def _white(found: Bytes) -> Flags:
    """Which bytes are, or may be part of, white space other than a line end."""
    white: Flags = (found == BLANK) | (found == _TAB)
    if len(found) and found.max() >= _FIRST_BEYOND_ASCII:
        white |= np.isin(found, _NO_BREAK)
    return white


def _beside_white(data: Bytes, base: int, commas: Flags) -> Places:
    """Which commas of the chunk that begins at ``base`` have white space beside them."""
    end = base + len(commas)
    white = _white(data[max(base - 1, 0) : end + 1])
    if not base or end == len(data):
        white = np.pad(white, (0 if base else 1, 0 if end < len(data) else 1))
    return np.flatnonzero(commas & (white[:-2] | white[2:]))


def _white_at_borders(data: Bytes, starts: Places, ends: Places, marks: Places) -> bool:
    """Does white space stand at the start or end of a record, or just inside quotation marks?"""
    lasts = ends - 2
    lasts = lasts - (np.take(data, lasts, mode="clip") == RETURN)
    within = np.take(data, np.append(marks[0::2] + 1, marks[1::2] - 1), mode="clip")
    outer = np.take(data, np.concatenate([starts, lasts, ends[-1:] - 1]), mode="clip")
    return bool(_white(outer).any() or _white(within).any() or np.isin(within, (LINE_END, RETURN)).any())


def _holds_other_white(data: Bytes) -> bool:
    chunks = (data[base : base + _CHUNK] for base in range(0, len(data), _CHUNK))
    return any(np.isin(chunk, (_TAB, *_NO_BREAK)).any() for chunk in chunks)


def _stray_marks(data: Bytes, marks: Places, line_ends: Places) -> Places:
    """The quotation marks of every line with one out of place, from the cell in question on.

    Marks open and close by turns. One that opens must stand at the start of a cell, one that closes at its end (two in
    a row inside a cell stand for one). Where that fails, the line on which the cell opened is given up and reading
    resumes after it, so that one wrong mark costs one record and not the rest of the file.
    """
    if not len(marks):
        return marks
    before = data[marks - 1]
    before[marks == 0] = LINE_END
    after = data[np.minimum(marks + 1, len(data) - 1)]
    after[marks == len(data) - 1] = LINE_END
    opens, closes = _BORDERS[before], _BORDERS[after]
    even = np.arange(len(marks)) % 2 == 0
    wrong_by_turn = (np.flatnonzero(np.where(even, ~opens, ~closes)), np.flatnonzero(np.where(even, ~closes, ~opens)))
    if not len(wrong_by_turn[0]):
        return marks[:0]
    line_ends = np.append(line_ends, len(data))
    stray: list[Places] = []
    start = 0
    while start < len(marks):
        wrong = wrong_by_turn[start % 2]
        at = int(np.searchsorted(wrong, start))
        if at == len(wrong):
            break
        opening = int(wrong[at])
        opening -= (opening - start) % 2
        while opening - 2 >= start and marks[opening] == marks[opening - 1] + 1:
            opening -= 2
        resume = line_ends[np.searchsorted(line_ends, marks[opening])]
        start = int(np.searchsorted(marks, resume))
        stray.append(marks[opening:start])
    return np.concatenate(stray)
