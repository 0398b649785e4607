"""A file as it was given: its header and its rows as text, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from everychild.terms.refusals import Refused

Places = NDArray[np.int64]
Space = Literal["none", "blanks", "any"]
"""What may stand around a cell's text: nothing, blanks only, or any white space."""

PICKED = "sources_picked"
"""The temporary table of the rows asked of ``Given.pick``: place (from 0) and line, in order."""


@dataclass(frozen=True)
class Reject:
    """One thing wrong with one line. ``column`` is empty where the line as a whole is wrong."""

    line: int
    column: str
    value: str | None
    reason: str

    @property
    def sentence(self) -> str:
        """The reject as one reads it aloud; it repeats the cell, so it is for the sender of the file only."""
        if not self.column:
            return f"Line {self.line} {self.reason}"
        if self.value is None:
            return f"Line {self.line}, column {self.column} {self.reason}"
        return f"Line {self.line}, column {self.column}: '{self.value}' {self.reason}"


@dataclass(frozen=True)
class Given:
    """A file's usable rows, in file order, as text columns c0, c1, ...; an empty cell is null."""

    header: tuple[str, ...]
    relation: str
    """SQL of all usable rows."""
    lines: Places
    """The line of each usable row; the header of a file is line 1."""
    pick: Callable[[Places], str]
    """SQL of only the rows at these places, in the same order; they must stand in ``PICKED`` too."""
    space: Space
    rejects: tuple[Reject, ...]
    """What is wrong with the rows that are not usable."""
    remarks: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Is row n on line n + 1 throughout?"""
        return not len(self.lines) or int(self.lines[-1]) == len(self.lines) + 1


def check_header(cells: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The header, if no column stands in it twice. Raises Refused."""
    names = [cell.lower() for cell in cells if cell]
    twice = next((cell for cell in cells if names.count(cell.lower()) > 1), "")
    if twice:
        which = f"the column '{twice}'" if looks_like_names(cells) else "one cell"
        raise Refused(f"The header has {which} twice.", where=name, do="Keep one of them.")
    return cells


def looks_like_names(cells: tuple[str, ...]) -> bool:
    """Are these column names? A row of data, taken for a header, must not be repeated in a message."""
    return not any(re.search(r"[0-9]{3}", cell) for cell in cells)
