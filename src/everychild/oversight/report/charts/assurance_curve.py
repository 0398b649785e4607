"""How long ago anybody confirmed where the children with a sponsor are: the share of them by the least time since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from everychild.look.drawing import EDGE, INK, RULE, Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import Lines, key, known
from everychild.oversight.report.charts.sheet import LINE, NARROW, Sheet, wide, wrapped
from everychild.oversight.results import Count
from everychild.oversight.tables.assurance import LINES

LAST_DAY = 1461
"""Where the axis ends: four years."""
ROOMY = 700
"""From this width the marks are labelled in full where they stand; else with their share, and in full underneath."""
MARKED = (91, 366, 731)
"""Over 90 days, over a year, over two years."""


@dataclass(frozen=True)
class Point:
    """So many days or more ago: the children of whom that is known, their share of all, and what it may be at most.

    More children than these are known of where a line is withheld: then it is not ``exact``.
    """

    days: int
    children: int
    exact: bool
    low: float
    high: float


def assurance_curve(assurance: Lines, total: Count, said: Wording, width: int) -> Spec | None:
    """A band, from "none of those without a date longer ago" to "all of them", on an axis with room for the first year.

    Children of a withheld line may be anywhere in the band as well.
    """
    if not isinstance(total, int) or not known([assurance.get(line, 0) for line in LINES[:-1]]):
        return None
    narrow, listed = width <= NARROW, width < ROOMY
    left, right, top, tall = (43, 68, 24, 200) if narrow else (44, 104, 24 if listed else 60, 230)
    floor = top + tall
    sheet = Sheet(width)

    def x(days: int) -> float:
        return left + sqrt(days / LAST_DAY) * (width - left - right)

    def y(share: float) -> float:
        return floor - share * tall

    for quarter in range(5):
        sheet.line(left, y(quarter / 4), width - right, y(quarter / 4), INK if quarter == 0 else RULE)
        percent = said.percent(quarter / 4, decimals=0)
        sheet.text(left - 8, y(quarter / 4) + 4, percent if quarter == 4 else said.number(25 * quarter),
                   anchor="right", quiet=True)  # fmt: skip
    points = _points(assurance, total)
    sheet.ribbon("blue3", None, [(x(point.days), y(point.low), floor) for point in points], "x")
    sheet.ribbon("band", None, [(x(point.days), y(point.low), y(point.high)) for point in points], "x")
    sheet.curve([(x(point.days), y(point.low)) for point in points], "blue")
    marked = [point for point in points if point.days in MARKED]
    for point in marked:
        sheet.line(x(point.days), y(point.low), x(point.days), floor, INK)
        sheet.dot(x(point.days), y(point.low), "blue", point.children)
    _days(sheet, x, floor, said)
    _without_date(sheet, assurance.get("not_known", 0), total, x(LAST_DAY) + 14, y, said)
    under = floor + 48
    for place, point in enumerate(marked):
        first = _words(point, said)
        if listed:
            sheet.text(x(point.days) + 6, y(point.low) - 8, said.percent(point.low, decimals=0), bold=True)
            sheet.dot(8, under - 4, "blue")
            for line in wrapped(said.gettext("%(what)s: %(share)s", what=first, share=_share(point, said)), width - 20):
                sheet.text(18, under, line)
                under += LINE
            under += 4
        else:
            after = marked[place + 1].days if place + 1 < len(marked) else LAST_DAY
            lines = wrapped(first, min(170, x(after) - x(point.days) - 12))
            height = y(point.high) - 10 - len(lines) * LINE
            for line in lines:
                sheet.text(x(point.days) + 8, height, line, bold=True, halo=True)
                height += LINE
            sheet.text(x(point.days) + 8, height, _share(point, said), quiet=True, halo=True)
    meaning = [("blue", said.gettext("Last confirmed at least this long ago"))]
    if points[0].high > points[0].low:
        meaning.append(("band", said.gettext("If all of unknown date, or withheld, were as long ago")))
    key(sheet, meaning, sheet.height + 10)
    return sheet.spec()


def _points(assurance: Lines, total: int) -> list[Point]:
    """One point at the first day of each line."""
    lines = LINES[:-1]
    counts = [assurance.get(line, 0) for line in lines]
    anywhere = total - known(counts)
    made = []
    for place, line in enumerate(lines):
        days, later = int(line.rstrip("+").split("-")[0]), counts[place:]
        exact = all(isinstance(count, int) for count in later)
        made.append(Point(days, known(later), exact, known(later) / total, (known(later) + anywhere) / total))
    return made


def _words(point: Point, said: Wording) -> str:
    words = {
        91: said.gettext("%(number)s over 90 days"),
        366: said.gettext("%(number)s over a year"),
        731: said.gettext("%(number)s over two years"),
    }
    at_least = {
        91: said.gettext("At least %(number)s over 90 days"),
        366: said.gettext("At least %(number)s over a year"),
        731: said.gettext("At least %(number)s over two years"),
    }
    return (words if point.exact else at_least)[point.days] % {"number": said.number(point.children)}


def _share(point: Point, said: Wording) -> str:
    """The share, or from what to what where the dates not known make a difference that can be read."""
    low, high = said.percent(point.low), said.percent(point.high)
    return low if low == high else said.gettext("%(low)s to %(high)s", low=low, high=high)


def _days(sheet: Sheet, x: Callable[[int], float], floor: float, said: Wording) -> None:
    """The ticks in words, as many as find room, those that matter most first."""
    ticks = {
        0: said.number(0),
        LAST_DAY: said.gettext("4 years"),
        90: said.gettext("90 days"),
        730: said.gettext("2 years"),
        365: said.gettext("1 year"),
        1095: said.gettext("3 years"),
        30: said.gettext("30 days"),
        182: said.gettext("6 months"),
    }
    taken: list[tuple[float, float]] = []
    for days, words in ticks.items():
        sheet.line(x(days), floor, x(days), floor + 4, EDGE)
        start, end = x(days) - wide(words) / 2 - 3, x(days) + wide(words) / 2 + 3
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((start, end))
            sheet.text(x(days), floor + 19, words, anchor="center", quiet=True)


def _without_date(sheet: Sheet, count: Count, total: int, x: float, y: Callable[[float], float], said: Wording) -> None:
    """Beside the curve and on its scale: the children with no date, who may be anywhere in the band."""
    if count == 0:
        return
    share = count / total if isinstance(count, int) else 0.02
    sheet.box(x, x + 24, y(share), y(0), "nk", count if isinstance(count, int) else None)
    told = [said.number(count), said.percent(share)] if isinstance(count, int) else [said.gettext("withheld")]
    lines = [*wrapped(said.gettext("Date not known"), sheet.width - x), *told]
    top = y(share) - 8 - LINE * (len(lines) - 1)
    for place, line in enumerate(lines):
        sheet.text(
            x, top + place * LINE, line, bold=place == len(lines) - len(told), quiet=place > len(lines) - len(told)
        )
