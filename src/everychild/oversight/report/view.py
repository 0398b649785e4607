"""What the page shows, as plain values: the template only places them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from everychild.accounting import catalog as accounting
from everychild.accounting.language import Duty
from everychild.oversight import catalog
from everychild.oversight.figure import Figure, Question
from everychild.oversight.report import findings, words
from everychild.oversight.results import Count, Result, Tally
from everychild.oversight.tables import STANDINGS, Table
from everychild.terms.verdicts import SUPPRESSED


@dataclass(frozen=True)
class Segment:
    """One part of a bar: its fill, where it begins and how wide it is, in per cent, and what it stands for."""

    fill: str
    x: float
    width: float
    words: str


@dataclass(frozen=True)
class Line:
    """One line of a standing's table."""

    words: str
    fill: str
    count: Count


@dataclass(frozen=True)
class Standing:
    """One of the three questions: its bar and its table, of its own total."""

    id: str
    lines: Sequence[Line]
    bar: Sequence[Segment]
    total: Count


@dataclass(frozen=True)
class FigureView:
    """One figure, its numbers, its declaration and its bar."""

    id: str
    figure: Question
    result: Result
    fill: str
    bar: Sequence[Segment]

    @property
    def counts_all(self) -> bool:
        """The number is its own denominator."""
        return isinstance(self.figure, Figure) and self.figure.counts_all

    @property
    def years(self) -> list[tuple[int, Tally]]:
        """Its numbers by fiscal year, in order."""
        return sorted(self.result.by_year.items())


@dataclass(frozen=True)
class Section:
    """Figures that belong together, under the finding they make, with a bar of the figures that split another."""

    id: str
    finding: str
    figures: Sequence[FigureView]
    split: Sequence[Line] = ()
    split_bar: Sequence[Segment] = ()
    split_of: Count = 0


@dataclass(frozen=True)
class DutyView:
    """One duty with how often each verdict was given."""

    id: str
    duty: Duty
    counts: Mapping[str, Count]
    total: Count


def bar(parts: Sequence[tuple[str, str, Count]], of: Count) -> list[Segment]:
    """Segments of a bar from fill, words and count. What is withheld is drawn together, hatched, at the end."""
    if not isinstance(of, int) or not of:
        return []
    made, x = [], 0.0
    for fill, said, count in parts:
        if isinstance(count, int) and count:
            made.append(Segment(fill, x, 100 * count / of, said))
            x += 100 * count / of
    if any(not isinstance(count, int) for _, _, count in parts) and x < 100:
        made.append(Segment("nk", x, 100 - x, words.WITHHELD))
    return made


def standings(tables: Mapping[str, Table]) -> dict[str, Standing]:
    """The three standings by id. Raises KeyError for a value that words.py does not know."""
    made = {}
    for name in STANDINGS:
        table, known = tables[name], words.STANDINGS[name]
        unknown = table.lines.keys() - known.keys()
        if unknown:
            raise KeyError(f"{name}: report/words.py has no words for {', '.join(sorted(unknown))}")
        shown = [(value, said) for value, said in known.items() if value in table.lines or "." not in value]
        lines = [Line(label, fill, table.lines.get(value, (0,))[0]) for value, (label, fill) in shown]
        total = table.total[0] if table.total else 0
        made[name] = Standing(name, lines, bar([(line.fill, line.words, line.count) for line in lines], total), total)
    return made


def figure(name: str, result: Result) -> FigureView:
    """One figure for the page: counted, cannot tell, and the rest of its denominator."""
    total = result.total
    fill = words.FILLS.get(name, "slate")
    parts = [
        (fill, "counted", total.count),
        ("nk", "cannot tell", total.cannot_tell),
        ("track", "the rest", total.rest),
    ]
    return FigureView(name, catalog.figures()[name], result, fill, bar(parts, total.of))


SECTIONS = {
    1: ("custody", findings.custody),
    2: ("notices", findings.notices),
    3: ("court", findings.court),
    4: ("addresses", findings.addresses),
    5: ("safety-calls", findings.safety_calls),
    6: ("links", findings.links),
}
"""The sections by the tens of their figures' places."""


def sections(results: Mapping[str, Result]) -> list[Section]:
    """Every section with its figures, in the order of the report."""
    made = []
    for tens, (name, finding) in SECTIONS.items():
        inside = [figure(each, results[each]) for each, asked in catalog.figures().items() if asked.place // 10 == tens]
        split = [view for view in inside if isinstance(view.figure, Figure) and view.figure.splits]
        lines = [
            Line(words.SPLITS[view.id], words.FILLS.get(view.id, "slate"), view.result.total.count) for view in split
        ]
        of: Count = split[0].result.total.of if split else 0
        if split and split[0].result.total.cannot_tell != 0:
            lines.append(Line("cannot tell", "nk", split[0].result.total.cannot_tell))
        drawn = bar([(line.fill, line.words, line.count) for line in lines], of)
        made.append(Section(name, finding(results), inside, lines, drawn, of))
    return made


def duties(tables: Mapping[str, Table]) -> list[DutyView]:
    """Every duty with its verdicts, as far as they may be shown."""
    made = []
    declared = accounting.duties()
    for name in sorted(declared, key=lambda each: (words.DUTIES.index(each) if each in words.DUTIES else 99, each)):
        duty = declared[name]
        table = tables[name]
        counts = {verdict: count for verdict, (count,) in table.lines.items()}
        made.append(DutyView(name, duty, counts, table.total[0] if table.total else SUPPRESSED))
    return made


def unbalanced(daily: Mapping[str, Any]) -> list[Any]:
    """The pairs of days on which the published stock and flows do not balance, the largest discrepancy first."""
    found = [pair for pair in daily["balance"] if pair.within is False]
    return sorted(found, key=lambda pair: (-abs(pair.discrepancy), pair.day))
