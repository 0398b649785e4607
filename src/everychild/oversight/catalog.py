"""Every figure, found by folder: a file's name is its id, and nothing is registered."""

from __future__ import annotations

from functools import cache

from everychild.accounting.catalog import declared
from everychild.accounting.language import Pick
from everychild.oversight import figures as folder
from everychild.oversight.figure import Figure, Question, RecordFigure, handed_to_hhs


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


def picks() -> set[Pick]:
    """Every fact that figures need, to be made columns by ``accounting.account.account(also=…)``."""
    found = {handed_to_hhs}
    for figure in of_children().values():
        for condition in (figure.of, figure.counts, figure.cannot_tell):
            found.update(condition.picks)
        if figure.at_latest:
            found.add(figure.at_latest)
    return found
