"""Small numbers withheld so that they cannot be worked out again from those that are shown.

A count from 1 to one less than the threshold could point to a child. Hiding it alone is not enough: where a total and
all other parts are shown, subtraction gives it back. So further numbers are hidden, the cheapest first, until no small
number follows from what is shown by any adding and subtracting, and no group of hidden parts is itself a small number.
A zero stays shown: hiding it would hide nothing.

Everything here is exact and decided in a fixed order, so that whoever recomputes a publication withholds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from everychild.oversight.freedom import Freedom
from everychild.oversight.trade import Trades

Key = TypeVar("Key", bound=Hashable)
Term = TypeVar("Term", bound=Hashable, covariant=True)


@dataclass(frozen=True)
class Sum(Generic[Term]):
    """A whole and the parts that add up to it. With one part the two are the same number under two names."""

    whole: Term
    parts: tuple[Term, ...]


@dataclass
class Arithmetic(Generic[Key]):
    """Numbers, how they add up, and which of them are printed nowhere though a reader may get them by subtraction."""

    values: dict[Key, int] = field(default_factory=dict)
    sums: list[Sum[Key]] = field(default_factory=list)
    unpublished: list[Key] = field(default_factory=list)

    def take_away(self, name: Key, whole: Key, parts: tuple[Key, ...], below: int) -> None:
        """Name what is left of a whole. It binds the others only if it is small, and must then be kept itself.

        Nothing left is named too: nobody is told that it is nothing, so with what is withheld beside it it makes a
        group that may be small.
        """
        left = self.values[whole] - sum(self.values[part] for part in parts)
        if 0 <= left < below:
            self.values[name] = left
            self.unpublished.append(name)
            self.sums.append(Sum(whole, (*parts, name)))


def withheld(
    values: Mapping[Key, int],
    sums: Sequence[Sum[Key]],
    below: int,
    *,
    also: Iterable[Key] = (),
    unpublished: Iterable[Key] = (),
    published: Mapping[Key, bool] | None = None,
    cost: Callable[[Key], int] = lambda key: 0,
) -> frozenset[Key]:
    """The numbers to hide.

    ``also`` are hidden already, for reasons of their own, and must stay so. ``unpublished`` numbers are printed
    nowhere, but a reader may get them by subtraction: small ones must be kept too. ``published`` numbers have left
    before, withheld (True) or shown (False), and stay as they are. Of numbers that would do, those of the lowest
    ``cost`` are hidden, and of these the smallest.
    """
    published = published or {}
    keys = list(values)
    name = _one_name_each(keys, sums)
    at = {key: name[place] for place, key in enumerate(keys)}
    number: list[int] = [0] * len(keys)
    price = [0] * len(keys)
    most = max(values.values(), default=0) + 1
    for place, key in enumerate(keys):
        number[name[place]] = values[key]
        price[name[place]] = max(price[name[place]], values[key] + most * len(keys) * cost(key))
    sides = {
        (at[total.whole], tuple(sorted(at[part] for part in total.parts))) for total in sums if len(total.parts) > 1
    }
    shown = {at[key] for key, is_withheld in published.items() if not is_withheld}
    kept = ({at[key] for key in keys if 0 < values[key] < below} | {at[key] for key in also}) - shown
    hidden = (
        kept | {at[key] for key in unpublished} | {at[key] for key, is_withheld in published.items() if is_withheld}
    )
    barred = shown | {cell for cell, worth in enumerate(number) if not worth}
    system = _System(number, below, [_Equation(*each) for each in sorted(sides)], Trades(price, barred), kept)
    system.hide(sorted(hidden))
    system.settle()
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
    """Numbers, the equations between them, those to be kept, and those hidden so far."""

    number: list[int]
    below: int
    equations: list[_Equation]
    trades: Trades
    kept: set[int]
    hidden: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        columns: dict[int, dict[int, int]] = {}
        self.within: dict[int, list[int]] = {}
        """The equations in which a number is a part, as they stand now."""
        for place, equation in enumerate(self.equations):
            self.trades.add(equation.cells)
            for cell, sign in equation.cells.items():
                columns.setdefault(cell, {})[place] = sign
            for part in equation.parts:
                self.within.setdefault(part, []).append(place)
        self.freedom = Freedom(columns)

    def hide(self, cells: Iterable[int]) -> None:
        """Hide these numbers, and name the small groups that they make."""
        touched: set[int] = set()
        for cell in cells:
            self.hidden.add(cell)
            self.freedom.hide(cell)
            touched.update(self.within.get(cell, ()))
        for place in sorted(touched):
            self._name_small_group(place)

    def settle(self) -> None:
        """Hide numbers until nothing that must be kept can be worked out; what nothing could keep is let go."""
        kept_by_nothing: set[int] = set()
        while given_away := [
            (self.number[cell], cell) for cell in self.kept - kept_by_nothing if not self.freedom.is_free(cell)
        ]:
            _, cell = min(given_away)
            more = self.trades.cheapest(cell, self.hidden) or self.freedom.way_out(cell, self._by_price())
            if not more:
                kept_by_nothing.add(cell)
            self.hide(sorted(more))

    def _name_small_group(self, place: int) -> None:
        """Where hidden parts of a shown whole add up to a small number: that sum is one more number to keep."""
        equation = self.equations[place]
        parts = tuple(part for part in equation.parts if part in self.hidden)
        together = sum(self.number[part] for part in parts)
        if len(parts) < 2 or equation.whole in self.hidden or not 0 < together < self.below:
            return
        group = len(self.number)
        self.number.append(together)
        self.kept.add(group)
        self.hidden.add(group)
        self.freedom.name(group, parts)
        others = tuple(part for part in equation.parts if part not in self.hidden)
        self.equations[place] = _Equation(equation.whole, (group, *others))
        self.equations.append(_Equation(group, parts))
        self.trades.replace(place, self.equations[place].cells)
        self.trades.add(self.equations[-1].cells)
        for part in parts:
            self.within[part] = [each for each in self.within[part] if each != place]

    def _by_price(self) -> list[int]:
        """What may still be hidden, the cheapest first."""
        left = (cell for cell in self.freedom.columns if cell not in self.hidden and cell not in self.trades.barred)
        return sorted(left, key=lambda cell: (self.trades.price[cell], cell))
