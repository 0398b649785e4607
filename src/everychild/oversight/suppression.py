"""Small numbers withheld so that they cannot be worked out again from those that are shown.

A count from 1 to one less than the threshold could point to a child. Hiding it alone is not enough: where a total and
all other parts are shown, subtraction gives it back. So further numbers are hidden, the cheapest first, until no small
number follows from what is shown by any adding and subtracting, and no group of hidden parts is itself a small number.
A zero stays shown: hiding it would hide nothing.

Everything here is exact and decided in a fixed order, so that whoever recomputes a publication withholds the same.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

TOO_MANY = 2_000
"""Partial answers after which the search for the cheapest numbers to hide gives up and hides the nearest."""


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A whole and the parts that add up to it. With one part the two are the same number under two names."""

    whole: Key
    parts: tuple[Key, ...]


def withheld(
    values: Mapping[Key, int],
    sums: Sequence[Sum[Key]],
    below: int,
    *,
    also: Iterable[Key] = (),
    unpublished: Iterable[Key] = (),
    cost: Callable[[Key], int] = lambda key: 0,
) -> frozenset[Key]:
    """The numbers to hide.

    ``also`` are hidden already, for reasons of their own, and must stay so. ``unpublished`` numbers are printed
    nowhere, but a reader may get them by subtraction: small ones must be kept too. Of numbers that would do, those of
    the lowest ``cost`` are hidden, and of these the smallest.
    """
    keys = list(values)
    name = _one_name_each(keys, sums)
    number: list[int] = [0] * len(keys)
    price = [0] * len(keys)
    most = max(values.values(), default=0) + 1
    for place, key in enumerate(keys):
        number[name[place]] = values[key]
        price[name[place]] = max(price[name[place]], values[key] + most * len(keys) * cost(key))
    at = {key: name[place] for place, key in enumerate(keys)}
    equations = [
        _Equation(at[total.whole], tuple(at[part] for part in total.parts)) for total in sums if len(total.parts) > 1
    ]
    kept = {at[key] for key in keys if 0 < values[key] < below} | {at[key] for key in also}
    system = _System(number, price, equations, kept, kept | {at[key] for key in unpublished})
    system.settle(below)
    return frozenset(key for key in keys if at[key] in system.hidden)


def _one_name_each(keys: Sequence[Key], sums: Sequence[Sum[Key]]) -> list[int]:
    """For each key the place of the first that is the same number."""
    place = {key: number for number, key in enumerate(keys)}
    name = list(range(len(keys)))

    def first(number: int) -> int:
        while name[number] != number:
            number = name[number]
        return number

    for total in sums:
        if len(total.parts) == 1:
            one, other = sorted((first(place[total.whole]), first(place[total.parts[0]])))
            name[other] = one
    return [first(number) for number in range(len(keys))]


@dataclass(frozen=True)
class _Equation:
    whole: int
    parts: tuple[int, ...]

    @property
    def cells(self) -> dict[int, int]:
        """Each cell with its sign."""
        signs = {self.whole: -1}
        for part in self.parts:
            signs[part] = signs.get(part, 0) + 1
        return {cell: sign for cell, sign in signs.items() if sign}


@dataclass
class _System:
    """Numbers, what hiding each costs, the equations between them, those to be kept, and those hidden so far."""

    number: list[int]
    price: list[int]
    equations: list[_Equation]
    kept: set[int]
    hidden: set[int]

    def settle(self, below: int) -> None:
        """Hide numbers until nothing that must be kept can be worked out."""
        while True:
            self._name_small_groups(below)
            known = determined([equation.cells for equation in self.equations], self.hidden)
            given_away = sorted(self.kept & known, key=lambda cell: (self.number[cell], cell))
            if not given_away:
                return
            more = self._cheapest(given_away[0]) or self._nearest(known)
            if not more:
                return
            self.hidden |= more

    def _name_small_groups(self, below: int) -> None:
        """Where hidden parts of a shown whole add up to a small number: that sum is one more number to keep."""
        for place, equation in enumerate(self.equations):
            parts = tuple(part for part in equation.parts if part in self.hidden)
            together = sum(self.number[part] for part in parts)
            if len(parts) > 1 and equation.whole not in self.hidden and 0 < together < below:
                group = len(self.number)
                self.number.append(together)
                self.price.append(0)
                self.kept.add(group)
                self.hidden.add(group)
                others = tuple(part for part in equation.parts if part not in self.hidden)
                self.equations[place] = _Equation(equation.whole, (group, *others))
                self.equations.append(_Equation(group, parts))

    def _cheapest(self, key: int) -> set[int]:
        """The cheapest numbers which, hidden too, let the key be one more and still everything shown add up.

        Searches by price: a change of the key leaves equations unbalanced; each in turn is balanced by changing
        another of its numbers, until none is left.
        """
        touching: dict[int, list[tuple[int, int]]] = {}
        cells = [equation.cells for equation in self.equations]
        for place, signs in enumerate(cells):
            for cell, sign in signs.items():
                touching.setdefault(cell, []).append((place, sign))
        start = dict(touching.get(key, ()))
        queue: list[tuple[int, int, dict[int, int], frozenset[int]]] = [(0, 0, start, frozenset({key}))]
        seen: set[frozenset[tuple[int, int]]] = set()
        tried = 0
        while queue and tried < TOO_MANY:
            price, _, open_, used = heapq.heappop(queue)
            if not open_:
                return set(used - self.hidden)
            state = frozenset(open_.items())
            if state in seen:
                continue
            seen.add(state)
            place = min(open_)
            for cell, sign in cells[place].items():
                if cell in used or not self.number[cell] or open_[place] % sign:
                    continue
                change = -open_[place] // sign
                left = dict(open_)
                for other, its in touching[cell]:
                    left[other] = left.get(other, 0) + change * its
                    if not left[other]:
                        del left[other]
                tried += 1
                more = 0 if cell in self.hidden else self.price[cell]
                heapq.heappush(queue, (price + more, tried, left, used | {cell}))
        return set()

    def _nearest(self, known: set[int]) -> set[int]:
        """The cheapest number still shown in an equation that gives a hidden one away."""
        near = {
            cell
            for equation in self.equations
            if not known.isdisjoint(equation.cells)
            for cell in equation.cells
            if cell not in self.hidden and self.number[cell]
        }
        return {min(near, key=lambda cell: (self.price[cell], cell))} if near else set()


def determined(equations: Iterable[Mapping[int, int]], hidden: set[int]) -> set[int]:
    """The hidden numbers that the shown ones determine: those alone in a row of the reduced equations."""
    rows: list[tuple[int, dict[int, Fraction]]] = []
    for signs in equations:
        row = {cell: Fraction(sign) for cell, sign in signs.items() if cell in hidden}
        for lead, done in rows:
            _subtract(row, done, lead)
        if row:
            lead = min(row)
            row = {cell: sign / row[lead] for cell, sign in row.items()}
            for _, done in rows:
                _subtract(done, row, lead)
            rows.append((lead, row))
    return {lead for lead, row in rows if len(row) == 1}


def _subtract(row: dict[int, Fraction], done: Mapping[int, Fraction], lead: int) -> None:
    times = row.get(lead)
    if not times:
        return
    for cell, sign in done.items():
        left = row.get(cell, Fraction(0)) - times * sign
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
