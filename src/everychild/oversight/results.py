"""Results: the numbers of a figure, exact or with small counts withheld, and the shape in which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from everychild.oversight import catalog
from everychild.oversight.figure import Figure
from everychild.oversight.suppression import Sum, withheld
from everychild.terms.verdicts import SUPPRESSED, Suppressed

Count = int | Suppressed
Cell = tuple[str, int | None, str]
"""Figure, fiscal year (None for the total) and field: the name of one number among all that leave together."""

FIELDS = ("count", "of", "cannot_tell")
THRESHOLD = 11
"""Counts from 1 to one less than this are withheld from whatever is published."""


@dataclass(frozen=True)
class Tally:
    """How many are counted, of how many, and of how many of those it cannot be told."""

    count: Count
    of: Count
    cannot_tell: Count

    def as_json(self) -> dict[str, int | None]:
        """The three numbers; a withheld one is null."""
        return {name: as_json(getattr(self, name)) for name in FIELDS}

    @property
    def rest(self) -> Count:
        """Of whom we can tell that they are not counted; withheld where a part of it is."""
        if isinstance(self.count, int) and isinstance(self.of, int) and isinstance(self.cannot_tell, int):
            return self.of - self.count - self.cannot_tell
        return SUPPRESSED


@dataclass(frozen=True)
class Result:
    """One figure's numbers: in total, and by fiscal year of the child's first hand-over in the cohort."""

    id: str
    total: Tally
    by_year: Mapping[int, Tally] = field(default_factory=dict)
    interval: tuple[int, int] | None = None
    """None until links carry probabilities."""

    @property
    def suppressed(self) -> bool:
        """Some number of this figure is withheld."""
        tallies = (self.total, *self.by_year.values())
        return any(isinstance(getattr(tally, name), Suppressed) for tally in tallies for name in FIELDS)

    def as_json(self) -> dict[str, Any]:
        """The figure as it is written in JSON; a withheld number is null, never 0."""
        return {
            "id": self.id,
            **self.total.as_json(),
            "suppressed": self.suppressed,
            "interval": list(self.interval) if self.interval else None,
            "by_year": {str(year): tally.as_json() for year, tally in sorted(self.by_year.items())},
        }


def as_json(count: Count) -> int | None:
    """A count as JSON writes it: null when withheld."""
    return count if isinstance(count, int) else None


def suppress(results: Sequence[Result], below: int = THRESHOLD) -> list[Result]:
    """The same figures with every count from 1 to ``below - 1`` withheld, and as many others as it takes to keep it so.

    Zero stays 0. What is withheld must not follow by subtraction: from the other fiscal years, from "of" less the
    counted, or from another figure of the same children.
    """
    values = _values(results)
    hidden = withheld(values, _sums(results, below), below, unpublished=_rests(values), cost=_cost)

    def tally(name: str, year: int | None, given: Tally) -> Tally:
        return Tally(*(SUPPRESSED if (name, year, part) in hidden else getattr(given, part) for part in FIELDS))

    return [
        Result(
            result.id,
            tally(result.id, None, result.total),
            {year: tally(result.id, year, given) for year, given in result.by_year.items()},
            None if (result.id, None, "count") in hidden else result.interval,
        )
        for result in results
    ]


def _rows(results: Iterable[Result]) -> Iterable[tuple[str, int | None, Tally]]:
    for result in results:
        yield result.id, None, result.total
        for year, tally in result.by_year.items():
            yield result.id, year, tally


def _values(results: Iterable[Result]) -> dict[Cell, int]:
    """Every number, and of each tally the rest that a reader gets by subtraction."""
    values: dict[Cell, int] = {}
    for name, year, tally in _rows(results):
        for part in (*FIELDS, "rest"):
            number = getattr(tally, part)
            if not isinstance(number, int):
                raise TypeError(f"{name}: suppression starts from exact figures")
            values[name, year, part] = number
    return values


def _rests(values: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in values if cell[2] == "rest"]


def _cost(cell: Cell) -> int:
    """What it costs to hide a number: the counted of a year least, the denominator of the total most."""
    _, year, part = cell
    return (0 if year else 2) + (1 if part == "of" else 0)


def _sums(results: Sequence[Result], below: int) -> list[Sum[Cell]]:
    """Everything a reader can add up: tallies, fiscal years, figures within and beside each other.

    The rest of a tally is printed nowhere, so its equation binds nothing, unless the rest is small and must be kept.
    """
    sums: list[Sum[Cell]] = []
    given = {result.id: result for result in results}
    for name, year, tally in _rows(results):
        if isinstance(tally.rest, int) and 0 < tally.rest < below:
            of_it = ((name, year, "count"), (name, year, "cannot_tell"), (name, year, "rest"))
            sums.append(Sum((name, year, "of"), of_it))
    for result in results:
        if result.by_year:
            for part in FIELDS:
                sums.append(Sum((result.id, None, part), tuple((result.id, year, part) for year in result.by_year)))
    declared = {name: figure for name, figure in catalog.of_children().items() if name in given}
    for name, figure in declared.items():
        for year in (None, *given[name].by_year):
            sums += [Sum((name, year, "of"), (whole,)) for whole in _same(name, figure, year, declared)]
            if figure.counts_all:
                sums.append(Sum((name, year, "of"), ((name, year, "count"),)))
    for outer in {figure.within for figure in declared.values() if figure.splits} & given.keys():
        parts = [name for name, figure in declared.items() if figure.within == outer and figure.splits]
        for year in (None, *given[parts[0]].by_year):
            counted: list[Cell] = [(part, year, "count") for part in parts]
            sums.append(Sum((parts[0], year, "of"), (*counted, (parts[0], year, "cannot_tell"))))
            sums += [Sum((parts[0], year, "cannot_tell"), ((part, year, "cannot_tell"),)) for part in parts[1:]]
    return sums


def _same(name: str, figure: Figure, year: int | None, declared: Mapping[str, Figure]) -> list[Cell]:
    """The numbers that must equal this figure's ``of``: what it lies within, or an earlier ``of`` of the same."""
    if figure.within:
        return [(figure.within, year, "count")] if figure.within in declared else []
    for other, its in declared.items():
        if other == name:
            return []
        if its.within is None and its.of == figure.of and its.at_latest == figure.at_latest:
            return [(other, year, "of")]
    return []
