"""The tables with small counts withheld, so that neither they nor the published figures give them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from everychild.oversight.results import FIELDS, Count, Result
from everychild.oversight.suppression import withheld
from everychild.oversight.tables.arithmetic import TOTAL_LINE, Either, everything, nearly_the_same
from everychild.oversight.tables.standings import STANDINGS
from everychild.oversight.tables.table import Table
from everychild.terms.verdicts import SUPPRESSED, Suppressed


def suppress_tables(
    given: Sequence[Table], exact: Sequence[Result], published: Sequence[Result], below: int
) -> list[Table]:
    """The tables with small counts withheld, and as many others as keep them so.

    ``exact`` and ``published`` are the figures before and after suppression: what they withhold, the tables must not
    give away, and what they show cannot be withheld any more.
    """
    sums = everything(given, exact, below)
    left_already: dict[Either, bool] = {
        (result.id, place, part): isinstance(getattr(tally, part), Suppressed)
        for result in published
        for place, tally in result.lines()
        for part in FIELDS
    }
    also = [
        cell
        for cell, figure in nearly_the_same(sums.values)
        if sums.values.get(cell) and left_already.get(figure) and abs(sums.values[figure] - sums.values[cell]) < below
    ]
    hidden = withheld(
        sums.values, sums.sums, below, also=also, unpublished=sums.unpublished, published=left_already, cost=_cost
    )
    return [_shown(table, hidden) for table in given]


def _shown(table: Table, hidden: frozenset[Either]) -> Table:
    """The table with these numbers withheld."""

    def line(name: str, counts: tuple[Count, ...]) -> tuple[Count, ...]:
        return tuple(
            SUPPRESSED if (table.id, name, column) in hidden else count
            for column, count in zip(table.columns, counts, strict=True)
        )

    return replace(
        table,
        lines={name: line(name, counts) for name, counts in table.lines.items()},
        total=None if table.total is None else line(TOTAL_LINE, table.total),
    )


def _cost(cell: Either) -> int:
    """What it costs to hide a number: a total most, then a standing."""
    return 2 * (cell[1] == TOTAL_LINE) + (cell[0] in STANDINGS)
