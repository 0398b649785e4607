"""Bars: rows of parts on one scale that starts at zero, each with its name, its number and what there is to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from everychild.look.wording import Wording
from everychild.oversight.report.charts.sheet import LINE, Sheet, wide, wrapped
from everychild.oversight.results import Count

Lines = Mapping[str, Count]

HEIGHT = 20
STUB = 14
"""How wide a withheld part is drawn, whatever it may be."""


@dataclass(frozen=True)
class Part:
    """One part of a bar: the name of its fill, and how many it stands for."""

    fill: str
    count: Count


@dataclass(frozen=True)
class Row:
    """One bar with its name, its number, what goes with the number, and a note under the bar."""

    name: str
    number: str
    parts: Sequence[Part]
    note: str = ""
    more: str = ""


def number(count: Count, said: Wording) -> str:
    """The count, or that it is withheld."""
    return said.number(count) if isinstance(count, int) else said.gettext("withheld")


def known(counts: Sequence[Count]) -> int:
    """The sum of those that are not withheld."""
    return sum(count for count in counts if isinstance(count, int))


def drawn(given: Sequence[Row]) -> set[str]:
    """The fills in which something is drawn."""
    parts = [part for row in given for part in row.parts]
    return {part.fill if isinstance(part.count, int) else "nk" for part in parts if part.count != 0}


def bar(sheet: Sheet, parts: Sequence[Part], x: float, x2: float, y: float, whole: int, height: int = HEIGHT) -> None:
    """One bar, ``whole`` being as long as from ``x`` to ``x2``; all that is withheld is one hatched stub beyond."""
    each, stubbed = (x2 - x) / whole, False
    for part in parts:
        if not isinstance(part.count, int):
            if not stubbed:
                sheet.box(x, x + STUB, y, y + height, "nk")
                x, stubbed = x + STUB, True
        elif part.count:
            sheet.box(x, x + part.count * each, y, y + height, part.fill, part.count)
            x += part.count * each


def rows(sheet: Sheet, given: Sequence[Row], x: float, x2: float, y: float, whole: int, *, beside: bool) -> float:
    """Rows from ``y`` down; names and numbers stand beside the bars, or over them. Returns where the next may stand."""
    x, x2 = x + 1, x2 - 1
    counted, more = max(wide(row.number) for row in given), max(wide(row.more) for row in given)
    beyond = more + 6 if more else 0
    withheld = any(not isinstance(part.count, int) for row in given for part in row.parts)
    if beside:
        named = min(max(wide(row.name) for row in given), (x2 - x) * 0.34)
        start = x + named + counted + beyond + 28
    else:
        named, start = x2 - x - counted - beyond - 12, x
    end = x2 - (STUB if withheld else 0)
    for row in given:
        top = y
        for line in wrapped(row.name, named):
            sheet.text(x, y + 15, line)
            y += LINE
        column = (start - 14 if beside else x2) - beyond
        sheet.text(column, top + 15, row.number, anchor="right", bold=True)
        if row.more:
            sheet.text(column + 6, top + 15, row.more, quiet=True)
        under = top if beside else y + 4
        bar(sheet, row.parts, start, end, under, whole)
        under += HEIGHT
        for line in wrapped(row.note, x2 - start) if row.note else []:
            sheet.text(start, under + 16, line, quiet=True)
            under += LINE
        y = max(y, under) + (12 if beside else 14)
    return y


def key(sheet: Sheet, entries: Sequence[tuple[str, str]], y: float) -> float:
    """What each fill means, over as many lines as it takes, leaving out fills that were not drawn."""
    x = 1.0
    for fill, words in entries:
        if x > 1 and x + 20 + wide(words) > sheet.width:
            x, y = 1.0, y + LINE + 4
        lines = wrapped(words, sheet.width - x - 20)
        sheet.box(x, x + 11, y, y + 11, fill)
        for place, line in enumerate(lines):
            sheet.text(x + 20, y + 11 + place * LINE, line, quiet=True)
        y += (len(lines) - 1) * LINE
        x += 20 + max(wide(line) for line in lines) + 18
    return y + LINE + 4
