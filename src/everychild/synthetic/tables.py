"""A feed's rows as columns of arrays, before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everychild.synthetic.chance import Numbers
from everychild.synthetic.layout import FEEDS, holds
from everychild.synthetic.moments import unstated

Texts = NDArray[np.object_]
Values = NDArray[Any]


def text(choices: Iterable[str], which: Numbers) -> Texts:
    """The choice at each position, and nothing where the position is below zero."""
    return np.array([*choices, ""], dtype=object)[np.where(which < 0, -1, which)]


def same(value: str, n: int) -> Texts:
    """One text ``n`` times."""
    return np.full(n, value, dtype=object)


def empty(feed: str, column: str, n: int) -> Values:
    """``n`` unstated values of a column."""
    kind = holds(feed, column)
    if kind in ("instant", "day"):
        return unstated(n, "s" if kind == "instant" else "D")
    return np.full(n, -1, np.int64) if kind in ("number", "a_number") else same("", n)


@dataclass
class Table:
    """Rows of one feed: the child each speaks of, the time zone it is written in, and its columns.

    ``earlier`` holds, for some columns, what the first file says where the second file says otherwise.
    ``arrival`` says in which file a row stands (see ``later``).
    """

    feed: str
    child: Numbers
    zone: Numbers
    columns: dict[str, Values]
    earlier: dict[str, Values] = field(default_factory=dict)
    arrival: Numbers = field(default_factory=lambda: np.empty(0, np.int64))

    def __len__(self) -> int:
        return len(self.child)

    def __getitem__(self, column: str) -> Values:
        if column not in self.columns:
            self.columns[column] = empty(self.feed, column, len(self))
        return self.columns[column]

    def take(self, rows: Any) -> Table:
        """Some rows, by position or by flag."""
        columns = {name: values[rows] for name, values in self.columns.items()}
        return Table(self.feed, self.child[rows], self.zone[rows], columns)


def table(feed: str, child: Values, zone: Values, columns: Mapping[str, Values]) -> Table:
    """A table of one feed. Every name must be a column of the feed."""
    strange = set(columns) - set(FEEDS[feed])
    if strange:
        raise ValueError(f"{feed} has no column {sorted(strange)}")
    return Table(feed, child.astype(np.int64), zone.astype(np.int64), dict(columns))


def together(parts: list[Table]) -> Table:
    """The rows of several tables of one feed, one after another."""
    names = [name for name in FEEDS[parts[0].feed] if any(name in part.columns for part in parts)]
    return Table(
        parts[0].feed,
        np.concatenate([part.child for part in parts]),
        np.concatenate([part.zone for part in parts]),
        {name: np.concatenate([part[name] for part in parts]) for name in names},
    )
