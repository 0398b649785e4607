"""What a reader can work out from figures by adding and taking away, and what is withheld so that nobody can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from everychild.oversight import catalog
from everychild.oversight.figure import Figure
from everychild.oversight.results import FIELDS, THRESHOLD, Result, Tally
from everychild.oversight.suppression import Sum, withheld
from everychild.terms.verdicts import SUPPRESSED

Cell = tuple[str, int | None, str]
"""Figure, fiscal year (None for the total) and field: the name of one number among all that leave together.

Beside the fields of a tally there are differences that are printed nowhere: ``rest`` (of, less counted and cannot
tell), ``outside`` (children of a wider denominator who are not in this one) and ``besides`` (those of them who are
not counted there either).
"""

COHORT = "children_handed_to_hhs"
"""The figure that counts the cohort: every other figure's ``of`` lies within it."""


def suppress(results: Sequence[Result], below: int = THRESHOLD) -> list[Result]:
    """The same figures with every count from 1 to ``below - 1`` withheld, and as many others as it takes to keep it so.

    Zero stays 0. What is withheld must not follow by subtraction: from the other fiscal years, from "of" less the
    counted, or from another figure of the same children.
    """
    sums = arithmetic(results, below)
    hidden = withheld(sums.values, sums.sums, below, unpublished=sums.unpublished, cost=_cost)

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


def _cost(cell: Cell) -> int:
    """What it costs to hide a number: the counted of a year least, then denominators, totals, and the cohort most."""
    name, year, part = cell
    return (0 if year else 2) + (1 if part == "of" else 0) + (6 if name == COHORT else 0)


@dataclass
class Arithmetic:
    """Numbers, how they add up, and which of them are printed nowhere though a reader may get them by subtraction."""

    values: dict[Cell, int] = field(default_factory=dict)
    sums: list[Sum[Cell]] = field(default_factory=list)
    unpublished: list[Cell] = field(default_factory=list)

    def take_away(self, cell: Cell, whole: Cell, parts: tuple[Cell, ...], below: int) -> None:
        """Name what is left of a whole. It binds the others only if it is small, and must then be kept itself."""
        left = self.values[whole] - sum(self.values[part] for part in parts)
        if 0 < left < below:
            self.values[cell] = left
            self.unpublished.append(cell)
            self.sums.append(Sum(whole, (*parts, cell)))


def arithmetic(results: Sequence[Result], below: int) -> Arithmetic:
    """Everything a reader can add up or take away: tallies, fiscal years, figures within and beside each other."""
    found = Arithmetic()
    for result in results:
        for year, tally in ((None, result.total), *result.by_year.items()):
            for part in FIELDS:
                number = getattr(tally, part)
                if not isinstance(number, int):
                    raise TypeError(f"{result.id}: suppression starts from exact figures")
                found.values[result.id, year, part] = number
            count, of, cannot_tell = ((result.id, year, part) for part in FIELDS)
            found.take_away((result.id, year, "rest"), of, (count, cannot_tell), below)
        if result.by_year:
            for part in FIELDS:
                years: tuple[Cell, ...] = tuple((result.id, year, part) for year in result.by_year)
                found.sums.append(Sum((result.id, None, part), years))
    given = {result.id: result for result in results}
    declared = {name: figure for name, figure in catalog.of_children().items() if name in given}
    for name, figure in declared.items():
        for year in (None, *given[name].by_year):
            _equal(found, name, figure, year, declared)
            _wider(found, name, figure, year, below)
    _splits(found, declared, given)
    return found


def _equal(found: Arithmetic, name: str, figure: Figure, year: int | None, declared: Mapping[str, Figure]) -> None:
    """The numbers that are the same as this figure's ``of``."""
    of: Cell = (name, year, "of")
    if figure.counts_all:
        found.sums.append(Sum(of, ((name, year, "count"),)))
    if figure.within in declared and figure.within:
        found.sums.append(Sum(of, ((figure.within, year, "count"),)))
    for other, its in declared.items():
        if other == name or figure.within:
            return
        if its.within is None and its.of == figure.of and its.at_latest == figure.at_latest:
            found.sums.append(Sum(of, ((other, year, "of"),)))
            return


def _wider(found: Arithmetic, name: str, figure: Figure, year: int | None, below: int) -> None:
    """The children of a wider denominator who are not in this one."""
    of: Cell = (name, year, "of")
    for wider in {COHORT, figure.among or COHORT}:
        whole: Cell = (wider, year, "of")
        if wider == name or figure.within or whole not in found.values:
            continue
        found.take_away((name, year, f"outside {wider}"), whole, (of,), below)
        if figure.apart:
            there: tuple[Cell, ...] = ((wider, year, "count"), (wider, year, "cannot_tell"), of)
            found.take_away((name, year, f"besides {wider}"), whole, there, below)


def _splits(found: Arithmetic, declared: Mapping[str, Figure], given: Mapping[str, Result]) -> None:
    """Figures that split another add up, with those of whom it cannot be told, to all that it counts."""
    inside: dict[str, list[str]] = {}
    for name, figure in declared.items():
        if figure.splits and figure.within:
            inside.setdefault(figure.within, []).append(name)
    for first, *others in inside.values():
        for year in (None, *given[first].by_year):
            counted: list[Cell] = [(part, year, "count") for part in (first, *others)]
            unknown: Cell = (first, year, "cannot_tell")
            found.sums.append(Sum((first, year, "of"), (*counted, unknown)))
            found.sums += [Sum(unknown, ((part, year, "cannot_tell"),)) for part in others]
