"""Every figure, found by folder: a file's name is its id, and nothing is registered."""

from __future__ import annotations

from functools import cache

from everychild.accounting.catalog import declared
from everychild.accounting.language import Condition
from everychild.oversight import figures as folder
from everychild.oversight.figure import Figure, Question, RecordFigure, handed_to_hhs, latest_release


@cache
def figures() -> dict[str, Question]:
    """Every figure by id, in the order in which the report reads them."""
    return dict(sorted(declared(folder, Question).items(), key=lambda item: (item[1].place, item[0])))


def of_children() -> dict[str, Figure]:
    """The figures that count children."""
    return {name: figure for name, figure in figures().items() if isinstance(figure, Figure)}


def of_records() -> dict[str, RecordFigure]:
    """The figures that count records linked to no child."""
    return {name: figure for name, figure in figures().items() if isinstance(figure, RecordFigure)}


def conditions() -> list[Condition]:
    """Everything that figures ask of the facts, for ``accounting.account.account(also=…)`` to make columns of."""
    found = [handed_to_hhs.found, latest_release.found]
    for figure in of_children().values():
        found += [figure.of, figure.counts, figure.cannot_tell]
        if figure.at_latest:
            found.append(figure.at_latest.found)
    return found
