"""What a reader can work out from figures by adding and taking away, and what is withheld so that nobody can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from everychild.oversight import catalog
from everychild.oversight.breakdowns import NOT_RELEASED
from everychild.oversight.figure import Figure, latest_release
from everychild.oversight.results import FIELDS, THRESHOLD, TOTAL, Result, Slice, Tally
from everychild.oversight.suppression import Arithmetic, Sum, withheld
from everychild.terms.verdicts import SUPPRESSED

Cell = tuple[str, Slice, str]
"""Figure, line of a breakdown (or the total) and field: the name of one number among all that leave together.

Beside the fields of a tally there are differences that are printed nowhere: ``rest`` (of, less counted and cannot
tell), ``outside`` (children of a wider denominator who are not in this one) and ``besides`` (those of them who are
not counted there either).
"""

COHORT = "children_handed_to_hhs"
"""The figure that counts the cohort: every other figure's ``of`` lies within it."""


def suppress(results: Sequence[Result], below: int = THRESHOLD) -> list[Result]:
    """The same figures with every count from 1 to ``below - 1`` withheld, and as many others as it takes to keep it so.

    Zero stays 0. What is withheld must not follow by subtraction: from the other lines of a breakdown, from "of" less
    the counted, or from another figure of the same children. The interval of a withheld count is withheld, and so is
    one that has a small number for an end.
    """
    sums = arithmetic(results, below)
    hidden = withheld(sums.values, sums.sums, below, unpublished=sums.unpublished, cost=cost)
    return [_shown(result, hidden, below) for result in results]


def _shown(result: Result, hidden: frozenset[Cell], below: int) -> Result:
    """The figure with these numbers withheld."""

    def tally(place: Slice, given: Tally) -> Tally:
        return Tally(*(SUPPRESSED if (result.id, place, part) in hidden else getattr(given, part) for part in FIELDS))

    small = isinstance(result.interval, tuple) and any(0 < end < below for end in result.interval)
    return Result(
        result.id,
        tally(TOTAL, result.total),
        {each: {line: tally((each, line), given) for line, given in rows.items()} for each, rows in result.by.items()},
        SUPPRESSED if small or (result.id, TOTAL, "count") in hidden else result.interval,
    )


def cost(cell: Cell) -> int:
    """What it costs to hide a number: the counted of a state least, then of another line, then denominators and totals.

    The cohort's own numbers cost most.
    """
    name, place, part = cell
    line = 4 if place == TOTAL else int(place[0] != "state")
    return line + (2 if part == "of" else 0) + (12 if name == COHORT else 0)


def arithmetic(results: Sequence[Result], below: int) -> Arithmetic[Cell]:
    """Everything a reader can add up or take away: tallies, breakdowns, figures within and beside each other."""
    found: Arithmetic[Cell] = Arithmetic()
    for result in results:
        for place, tally in result.lines():
            for part in FIELDS:
                number = getattr(tally, part)
                if not isinstance(number, int):
                    raise TypeError(f"{result.id}: suppression starts from exact figures")
                found.values[result.id, place, part] = number
            count, of, cannot_tell = ((result.id, place, part) for part in FIELDS)
            if tally.rest == 0:  # taken as known: a bar or a table beside the figure shows that nobody is left
                found.sums.append(Sum(of, (count, cannot_tell)))
            else:
                found.take_away((result.id, place, "rest"), of, (count, cannot_tell), below)
        for breakdown, lines in result.by.items():
            for part in FIELDS:
                parts: tuple[Cell, ...] = tuple((result.id, (breakdown, line), part) for line in lines)
                found.sums.append(Sum((result.id, TOTAL, part), parts))
    given = {result.id: result for result in results}
    declared = {name: figure for name, figure in catalog.of_children().items() if name in given}
    for name, figure in declared.items():
        for place, _ in given[name].lines():
            _equal(found, name, figure, place, declared)
            _wider(found, name, figure, place, below)
    _splits(found, declared, given)
    return found


def _equal(found: Arithmetic[Cell], name: str, figure: Figure, place: Slice, declared: Mapping[str, Figure]) -> None:
    """The numbers that are the same as this figure's ``of``."""
    of: Cell = (name, place, "of")
    if figure.counts_all:
        found.sums.append(Sum(of, ((name, place, "count"),)))
    in_a_state = place[0] == "state" and place[1] != NOT_RELEASED
    if in_a_state and COHORT in declared and (figure.of, figure.at_latest) == (latest_release.found, latest_release):
        found.sums.append(Sum(of, ((COHORT, place, "of"),)))
    if figure.within in declared and figure.within:
        found.sums.append(Sum(of, ((figure.within, place, "count"),)))
    for other, its in declared.items():
        if other == name or figure.within:
            return
        if its.within is None and its.of == figure.of and its.at_latest == figure.at_latest:
            found.sums.append(Sum(of, ((other, place, "of"),)))
            return


def _wider(found: Arithmetic[Cell], name: str, figure: Figure, place: Slice, below: int) -> None:
    """The children of a wider denominator who are not in this one."""
    of: Cell = (name, place, "of")
    for wider in {COHORT, figure.among or COHORT}:
        whole: Cell = (wider, place, "of")
        if wider == name or figure.within or whole not in found.values:
            continue
        found.take_away((name, place, f"outside {wider}"), whole, (of,), below)
        if figure.apart:
            there: tuple[Cell, ...] = ((wider, place, "count"), (wider, place, "cannot_tell"), of)
            found.take_away((name, place, f"besides {wider}"), whole, there, below)


def _splits(found: Arithmetic[Cell], declared: Mapping[str, Figure], given: Mapping[str, Result]) -> None:
    """Figures that split another add up, with those of whom it cannot be told, to all that it counts."""
    inside: dict[str, list[str]] = {}
    for name, figure in declared.items():
        if figure.splits and figure.within:
            inside.setdefault(figure.within, []).append(name)
    for first, *others in inside.values():
        for place, _ in given[first].lines():
            counted: list[Cell] = [(part, place, "count") for part in (first, *others)]
            unknown: Cell = (first, place, "cannot_tell")
            found.sums.append(Sum((first, place, "of"), (*counted, unknown)))
            found.sums += [Sum(unknown, ((part, place, "cannot_tell"),)) for part in others]
