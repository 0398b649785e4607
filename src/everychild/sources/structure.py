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
_TAB, _NO_BREAK = 9, (0xC2, 0xA0)
_CHUNK = 1 << 18

Bytes = NDArray[np.uint8]
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
    space = scan.space
    if space == "blanks" and (not one_line_each or _holds(data, (_TAB, *_NO_BREAK))):
        space = "any"
    return Records(starts, ends, scan.cells, lines + 1, holding, open_line, ended, space)


@dataclass(frozen=True)
class _Scan:
    marks: Places
    line_ends: Places
    ends: Places
    cells: Places
    space: Space


def _scan(data: Bytes) -> _Scan:
    """Every quotation mark and line end, where each ended record ends, and the cells of every record."""
    marks, line_ends, ends, counts = [_NONE], [_NONE], [_NONE], [_NONE]
    inside, carried = 0, 1
    space: Space = _around(data, np.array([-1]), np.array([len(data)]), "none") if len(data) else "none"
    for base in range(0, len(data), _CHUNK):
        places, found = _marked(data[base : base + _CHUNK])
        places += base
        quotes, line_end = found == QUOTE, found == LINE_END
        line_ends.append(places[line_end])
        if quotes.any():
            marks.append(places[quotes])
        if inside or quotes.any():
            within = (np.cumsum(quotes, dtype=np.uint8) + inside) & 1
            inside = int(within[-1]) if len(within) else inside
            outside = (within == 0) & ~quotes
            space = _within(data, places[quotes & (within == 1)] + 1, places[quotes & (within == 0)] - 1, space)
            places, line_end = places[outside], line_end[outside]
        space = _around(data, places, places, space)
        last = np.flatnonzero(line_end)
        if len(last):
            cells = np.diff(last, prepend=-1)
            cells[0] += carried - 1
            ends.append(places[last] + 1)
            counts.append(cells)
            carried = len(places) - int(last[-1])
        else:
            carried += len(places)
    all_ends = np.concatenate(ends)
    if len(data) and (not len(all_ends) or all_ends[-1] != len(data)):
        counts.append(np.array([carried], np.int64))
    return _Scan(np.concatenate(marks), np.concatenate(line_ends), all_ends, np.concatenate(counts), space)


def _holds(data: Bytes, bytes_: tuple[int, ...]) -> bool:
    chunks = (data[base : base + _CHUNK] for base in range(0, len(data), _CHUNK))
    return any((chunk == byte).any() for chunk in chunks for byte in bytes_)


def _marked(chunk: Bytes) -> tuple[Places, Bytes]:
    """Where the chunk has a comma, line end or quotation mark, and which."""
    places = np.flatnonzero((chunk == COMMA) | (chunk == LINE_END) | (chunk == QUOTE))
    return places, np.take(chunk, places)


def _around(data: Bytes, before_cells: Places, after_cells: Places, space: Space) -> Space:
    """What stands beside the marks between cells; a return before a line end is part of the line end."""
    last = np.take(data, after_cells - 1, mode="clip")
    returns = after_cells[last == RETURN]
    found = [np.take(data, before_cells + 1, mode="clip"), last, np.take(data, returns - 2, mode="clip")]
    return _wider(found, space, (_TAB, *_NO_BREAK))


def _within(data: Bytes, firsts: Places, lasts: Places, space: Space) -> Space:
    """What stands just inside quotation marks."""
    found = [np.take(data, firsts, mode="clip"), np.take(data, lasts, mode="clip")]
    return _wider(found, space, (_TAB, LINE_END, RETURN, *_NO_BREAK))


def _wider(found: list[Bytes], space: Space, other: tuple[int, ...]) -> Space:
    """``space``, or what the bytes found add to it."""
    if space == "any" or any((each == byte).any() for each in found for byte in other):
        return "any"
    return "blanks" if space == "blanks" or any((each == BLANK).any() for each in found) else "none"


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
