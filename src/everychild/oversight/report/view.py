"""What the page shows, as plain values: the templates only place them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from everychild.accounting import catalog as accounting
from everychild.accounting.language import Duty
from everychild.look.wording import Wording
from everychild.oversight import catalog
from everychild.oversight.cohort import Cohort
from everychild.oversight.figure import Figure, Question
from everychild.oversight.report import findings, words
from everychild.oversight.results import Count, Interval, Result
from everychild.oversight.tables import STANDINGS, Table
from everychild.terms.time import AsOf
from everychild.terms.verdicts import SUPPRESSED


@dataclass(frozen=True)
class Segment:
    """One part of a bar: its fill, where it begins and how wide it is, in per cent."""

    fill: str
    x: float
    width: float


@dataclass(frozen=True)
class Line:
    """One line of a table: its words, the fill that stands for it, if any, and its cells; a text is shown as it is."""

    words: str
    cells: Sequence[Count | str]
    fill: str = ""
    is_name: bool = False
    """A proper name, the same in every language."""


@dataclass(frozen=True)
class Standing:
    """One of the three questions: its bar and its table, of its own total."""

    id: str
    lines: Sequence[Line]
    bar: Sequence[Segment]
    total: Count
    counts: Mapping[str, Count]


@dataclass(frozen=True)
class FigureView:
    """One figure, its numbers, its declaration and its bar."""

    id: str
    figure: Question
    result: Result
    bar: Sequence[Segment]
    between: str
    """Between which numbers the count lies, in words; nothing where that is withheld."""
    band: Segment | None
    """The same over the bar; None where there is no doubt, or where it is withheld."""

    @property
    def counts_all(self) -> bool:
        """The number is its own denominator."""
        return isinstance(self.figure, Figure) and self.figure.counts_all


@dataclass(frozen=True)
class DutyView:
    """One duty with how often each verdict was given."""

    id: str
    duty: Duty
    counts: Mapping[str, Count]
    total: Count


def bar(parts: Sequence[tuple[str, Count]], of: Count) -> list[Segment]:
    """Segments of a bar from fill and count. What is withheld is drawn together, hatched, at the end."""
    if not isinstance(of, int) or not of:
        return []
    made, x = [], 0.0
    for fill, count in parts:
        if isinstance(count, int) and count:
            made.append(Segment(fill, x, 100 * count / of))
            x += 100 * count / of
    if any(not isinstance(count, int) for _, count in parts) and x < 100:
        made.append(Segment("nk", x, 100 - x))
    return made


def total(table: Table) -> Count:
    """The sum of a table's lines in its first column, as far as it may be shown."""
    return table.total[0] if table.total else 0


def standings(tables: Mapping[str, Table], said: Wording) -> dict[str, Standing]:
    """The three standings by id. Raises KeyError for a value that words.py does not know."""
    made = {}
    for name in STANDINGS:
        table, known = tables[name], words.STANDINGS[name]
        unknown = table.lines.keys() - known.keys()
        if unknown:
            raise KeyError(f"{name}: report/words.py has no words for {', '.join(sorted(unknown))}")
        counts = {value: table.lines.get(value, (0,))[0] for value in known if value in table.lines or "." not in value}
        lines = [Line(said.gettext(known[value][0]), (count,), known[value][1]) for value, count in counts.items()]
        drawn = bar([(known[value][1], count) for value, count in counts.items()], total(table))
        made[name] = Standing(name, lines, drawn, total(table), {value: counts.get(value, 0) for value in known})
    return made


def band(interval: Interval, of: Count) -> Segment | None:
    """The part of a bar within which its first segment may end."""
    if not isinstance(interval, tuple) or interval[0] == interval[1] or not isinstance(of, int) or not of:
        return None
    low, high = (100 * min(end / of, 1) for end in interval)
    return Segment("band", low, high - low)


def figures(results: Mapping[str, Result], said: Wording) -> dict[str, FigureView]:
    """Every figure by id, in the order of the report: counted, cannot tell, and the rest of its denominator."""
    made = {}
    for name, figure in catalog.figures().items():
        result = results[name]
        tally = result.total
        parts = [(words.FILLS.get(name, "slate"), tally.count), ("nk", tally.cannot_tell), ("track", tally.rest)]
        between = findings.between(result.interval, said)
        made[name] = FigureView(name, figure, result, bar(parts, tally.of), between, band(result.interval, tally.of))
    return made


def duties(tables: Mapping[str, Table]) -> list[DutyView]:
    """Every duty with its verdicts, as far as they may be shown."""
    made = []
    declared = accounting.duties()
    for name in sorted(declared, key=lambda each: (words.DUTIES.index(each) if each in words.DUTIES else 99, each)):
        table = tables[name]
        counts = {verdict: count for verdict, (count,) in table.lines.items()}
        made.append(DutyView(name, declared[name], counts, table.total[0] if table.total else SUPPRESSED))
    return made


def stamps(as_of: AsOf, cohort: Cohort | None, said: Wording) -> dict[str, str]:
    """Of whom and as of when: ``head`` of the page, ``section`` under each finding, ``receipt`` in the receipt."""
    day, known = said.day(as_of.happened_by), said.instant(as_of.known_by)
    if cohort is None:
        return {
            "head": said.gettext("Children handed to Health and Human Services (HHS) by %(day)s, as known by %(known)s",
                                 day=day, known=known),
            "section": said.gettext("Children handed to HHS by %(day)s, as known by %(known)s.", day=day, known=known),
            "receipt": said.gettext("handed to HHS by %(day)s", day=day),
        }  # fmt: skip
    first, last = str(cohort.first_year), str(cohort.last_year)
    if first == last:
        return {
            "head": said.gettext("As of %(day)s, as known by %(known)s: children handed to Health and Human Services "
                                 "(HHS) in fiscal year %(year)s", day=day, known=known, year=first),
            "section": said.gettext("Children handed to HHS in fiscal year %(year)s, as of %(day)s, as known by "
                                    "%(known)s.", day=day, known=known, year=first),
            "receipt": said.gettext("handed to HHS in fiscal year %(year)s", year=first),
        }  # fmt: skip
    return {
        "head": said.gettext("As of %(day)s, as known by %(known)s: children handed to Health and Human Services (HHS) "
                             "in fiscal years %(first)s to %(last)s", day=day, known=known, first=first, last=last),
        "section": said.gettext("Children handed to HHS in fiscal years %(first)s to %(last)s, as of %(day)s, as known "
                                "by %(known)s.", day=day, known=known, first=first, last=last),
        "receipt": said.gettext("handed to HHS in fiscal years %(first)s to %(last)s", first=first, last=last),
    }  # fmt: skip


def unbalanced(daily: Mapping[str, Any]) -> int:
    """On how many pairs of days the published stock and flows do not balance."""
    return sum(pair.within is False for pair in daily["balance"])
