"""What hidden numbers can still be: which of them the shown numbers determine, kept up as more are hidden.

The equations say how numbers add up. Hidden numbers are free to the extent that some of them can change together while
every equation holds and everything shown stays as it is; such a change is a *slack*. A hidden number is determined
exactly if every slack leaves it alone. Numbers are hidden one by one: a new one either makes the equations bind more
(a new pivot) or comes with exactly one new slack. All of it in whole numbers, without rounding.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd

Vector = dict[int, int]


@dataclass
class Freedom:
    """``columns`` gives each number's equations with its sign in them."""

    columns: Mapping[int, Vector]
    _hidden: dict[int, None] = field(default_factory=dict)
    _pivots: dict[int, tuple[int, Vector, Vector]] = field(default_factory=dict)
    """By equation: the rank of the pivot, what is left of its column, and of which hidden numbers that was made."""
    _slacks: list[Vector] = field(default_factory=list)
    _free: set[int] = field(default_factory=set)
    _groups: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def is_free(self, cell: int) -> bool:
        """The number, or the sum that a group is, is not determined by what is shown."""
        return cell in self._free

    def hide(self, cell: int) -> None:
        """Hide one more number."""
        if cell in self._hidden or cell in self._groups:
            return
        self._hidden[cell] = None
        column, made_of = dict(self.columns.get(cell, {})), {cell: 1}
        ahead = [(self._pivots[row][0], row) for row in column if row in self._pivots]
        heapq.heapify(ahead)
        while ahead:
            _, row = heapq.heappop(ahead)
            if row not in column:
                continue
            _, pivot, parts = self._pivots[row]
            ours, its = column[row], pivot[row]
            shared = gcd(ours, its)
            ours, its = ours // shared, its // shared
            for more in pivot.keys() - column.keys():
                if more in self._pivots:
                    heapq.heappush(ahead, (self._pivots[more][0], more))
            _combine(column, its, pivot, -ours)
            _combine(made_of, its, parts, -ours)
        if column:
            row = min(column, key=lambda each: (abs(column[each]), each))
            self._pivots[row] = (len(self._pivots), column, made_of)
        else:
            self._slacken(made_of)

    def name(self, group: int, parts: tuple[int, ...]) -> None:
        """Watch the sum of hidden numbers, some of them groups themselves, as a number of its own."""
        self._groups[group] = tuple(each for part in parts for each in self._groups.get(part, (part,)))
        if any(self._moves(slack, group) for slack in self._slacks):
            self._free.add(group)

    def way_out(self, cell: int, order: Iterable[int]) -> set[int]:
        """Numbers still shown which, hidden too, set the cell free: of those that do, the earliest in the order.

        Hides them one by one, on trial, until a slack moves the cell; that slack names the few that it takes. Nothing,
        where hiding all would not do.
        """
        trial = Freedom(self.columns, dict(self._hidden), dict(self._pivots), [], set(self._free), self._groups)
        for other in order:
            trial.hide(other)
            if cell in trial._free:
                return trial._slacks[-1].keys() - self._hidden.keys()
        return set()

    def _slacken(self, slack: Vector) -> None:
        self._slacks.append(slack)
        self._free.update(slack)
        self._free.update(group for group in self._groups if group not in self._free and self._moves(slack, group))

    def _moves(self, slack: Vector, group: int) -> bool:
        return sum(slack.get(part, 0) for part in self._groups[group]) != 0


def _combine(vector: Vector, times: int, other: Mapping[int, int], its: int) -> None:
    """``vector`` becomes so many times itself and so many times the other."""
    if times != 1:
        for place in vector:
            vector[place] *= times
    for place, number in other.items():
        left = vector.get(place, 0) + its * number
        if left:
            vector[place] = left
        else:
            del vector[place]
