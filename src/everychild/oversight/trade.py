"""The search for what to hide beside a number: the cheapest others that can change with it while all sums hold."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field

TOO_MANY = 1_000
"""Partial answers after which the search gives up."""


@dataclass
class Trades:
    """What hiding each number costs, which may not be hidden, and how they add up."""

    price: list[int]
    barred: set[int]
    _equations: list[Mapping[int, int]] = field(default_factory=list)
    _touching: dict[int, dict[int, int]] = field(default_factory=dict)

    def add(self, equation: Mapping[int, int]) -> None:
        """One more equation, as each number's sign in it."""
        self._equations.append({})
        self.replace(len(self._equations) - 1, equation)

    def replace(self, place: int, equation: Mapping[int, int]) -> None:
        """Write an equation anew."""
        for cell in self._equations[place]:
            del self._touching[cell][place]
        self._equations[place] = equation
        for cell, sign in equation.items():
            self._touching.setdefault(cell, {})[place] = sign

    def cheapest(self, key: int, hidden: set[int]) -> set[int]:
        """The cheapest numbers which, hidden too, let the key be one more and still everything shown add up.

        Searches by price: a change of the key leaves equations unbalanced; each in turn is balanced by changing
        another of its numbers, until none is left. Nothing, where no such numbers are found.
        """
        start = dict(self._touching.get(key, {}))
        queue: list[tuple[int, int, dict[int, int], frozenset[int]]] = [(0, 0, start, frozenset({key}))]
        seen: set[frozenset[tuple[int, int]]] = set()
        tried = 0
        while queue and tried < TOO_MANY:
            price, _, open_, used = heapq.heappop(queue)
            if not open_:
                return set(used - hidden)
            state = frozenset(open_.items())
            if state in seen:
                continue
            seen.add(state)
            place = min(open_, key=lambda each: (len(self._equations[each]), each))
            for cell, sign in self._equations[place].items():
                if cell in used or open_[place] % sign or (cell in self.barred and cell not in hidden):
                    continue
                change = -open_[place] // sign
                left = dict(open_)
                for other, its in self._touching[cell].items():
                    left[other] = left.get(other, 0) + change * its
                    if not left[other]:
                        del left[other]
                tried += 1
                more = 0 if cell in hidden else self.price[cell]
                heapq.heappush(queue, (price + more, tried, left, used | {cell}))
        return set()
