"""The tables of the page, in words: every number that a drawing shows can be read here too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date, get_day_names

from everychild.cohorts.hhs_daily_counts.balancing import DayBalance
from everychild.cohorts.hhs_daily_counts.columns import COLUMNS
from everychild.cohorts.hhs_daily_counts.page.study import Period, Study
from everychild.look.wording import Wording

LEAST = 10
"""Days that balance least, shown in sight; all of them are one click away."""


@dataclass(frozen=True)
class Table:
    """A caption, the headings, and rows whose first cell names the row."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def last_row(found: Study, said: Wording) -> Table:
    """The latest published row, as HHS published it."""
    day = found.days[-1]
    rows = [
        (said.gettext("placed in CBP custody"), day.placed_in_cbp),
        (said.gettext("in CBP custody"), day.in_cbp),
        (said.gettext("transferred out of CBP custody"), day.transferred_out),
        (said.gettext("discharged from HHS care"), day.discharged),
        (said.gettext("in HHS care"), day.in_care),
    ]
    caption = said.gettext("The row of %(day)s", day=said.day(day.day))
    headings = (said.gettext("Children"), said.gettext("Number"))
    return Table(caption, headings, [(what, count(number, said)) for what, number in rows])


def stock_in_short(found: Study, said: Wording) -> Table:
    """The first, the lowest, the highest and the last number in care, each with its day."""
    known = found.stock
    if not known:
        return Table("", (), [])
    lowest, highest = (pick(known, key=lambda day: day.in_care or 0) for pick in (min, max))
    rows = [
        (said.gettext("first"), known[0]), (said.gettext("highest"), highest), (said.gettext("lowest"), lowest),
        (said.gettext("last"), known[-1]),
    ]  # fmt: skip
    return Table(
        said.gettext("Children in HHS care"),
        (said.gettext("Which"), said.gettext("Day"), said.gettext("Number")),
        [(which, said.day(day.day), count(day.in_care, said)) for which, day in rows],
    )


def stock(periods: Sequence[Period], said: Wording, *, months: bool) -> Table:
    """Years or months: how many days were published, and the stock on them."""
    return Table(
        said.gettext("Children in HHS care by month") if months else said.gettext("Children in HHS care by year"),
        (
            said.gettext("Month") if months else said.gettext("Year"), said.gettext("Days published"),
            said.gettext("On the first"), said.gettext("On the last"), said.gettext("Mean"), said.gettext("Lowest"),
            said.gettext("Highest"),
        ),
        [
            (
                _period(each, said, months), _days(each, said), count(each.first, said), count(each.last, said),
                count(each.mean, said), count(each.lowest, said), count(each.highest, said),
            )
            for each in periods
        ],
    )  # fmt: skip


def flows(found: Study, said: Wording) -> Table:
    """By year, the middle and the highest day of each flow; no sums."""
    return Table(
        said.gettext("Children a published day, by year"),
        (
            said.gettext("Year"), said.gettext("Days published"), said.gettext("Came from CBP, median"),
            said.gettext("Came from CBP, most"), said.gettext("Discharged, median"), said.gettext("Discharged, most"),
        ),
        [
            (
                _period(each, said, False), _days(each, said),
                count(each.transferred_median, said), count(each.transferred_most, said),
                count(each.discharged_median, said), count(each.discharged_most, said),
            )
            for each in found.years
        ],
    )  # fmt: skip


def balances(found: Study, said: Wording) -> Table:
    """By year, how many days balance."""
    return Table(
        said.gettext("Days that follow a published day, by year"),
        (
            said.gettext("Year"), said.gettext("Days"), said.gettext("Balance"),
            said.gettext("More than explained"), said.gettext("Fewer than explained"),
            said.gettext("Cannot be told"),
        ),
        [
            (
                _period(each, said, False), said.number(each.pairs), said.number(each.within), said.number(each.more),
                said.number(each.fewer), said.number(each.pairs - each.within - each.more - each.fewer),
            )
            for each in found.years
        ],
    )  # fmt: skip


def unbalanced(pairs: Sequence[DayBalance], said: Wording, caption: str) -> Table:
    """Days that do not balance, with everything that is needed to check it."""
    return Table(
        caption,
        (
            said.gettext("Day"), said.gettext("In care the day before"), said.gettext("In care"),
            said.gettext("Change"), said.gettext("Came from CBP"), said.gettext("Discharged"),
            said.gettext("Not explained"),
        ),
        [
            (
                said.day(pair.day), count(pair.in_care_before, said), count(pair.in_care, said),
                signed(pair.change_in_care, said), count(pair.transferred_out, said), count(pair.discharged, said),
                signed(pair.discrepancy, said),
            )
            for pair in pairs
        ],
    )  # fmt: skip


def weekdays(found: Study, said: Wording) -> Table:
    """Days with and without a row by day of the week, Sunday first."""
    names = get_day_names("wide", locale=said.locale)
    return Table(
        said.gettext("Days with and without a row, by day of the week"),
        (said.gettext("Day of the week"), said.gettext("With a row"), said.gettext("Without a row")),
        [
            (names[day - 1], said.number(found.published_on.get(day, 0)), said.number(found.missing_on.get(day, 0)))
            for day in (7, 1, 2, 3, 4, 5, 6)
        ],
    )


def gaps(found: Study, said: Wording) -> Table:
    """Every gap, in order."""
    return Table(
        said.gettext("Every stretch of days without a row, in order"),
        (said.gettext("Last row before"), said.gettext("Next row"), said.gettext("Days without a row")),
        [(said.day(gap.after), said.day(gap.before), said.number(gap.days)) for gap in found.gaps],
    )


def columns(said: Wording) -> list[tuple[str, str, str]]:
    """Each column: as HHS heads it, whether it is a stock or a flow, and how this page calls it."""
    stock_, flow = said.gettext("stock: children on that day"), said.gettext("flow: movements of that day")
    ours = {
        "placed_in_cbp": (flow, said.gettext("placed in CBP custody")),
        "in_cbp": (stock_, said.gettext("in CBP custody")),
        "transferred_out": (flow, said.gettext("transferred out of CBP custody; came from CBP")),
        "in_hhs_care": (stock_, said.gettext("in HHS care")),
        "discharged": (flow, said.gettext("discharged from HHS care")),
    }
    return [(heading, *ours[name]) for name, heading in COLUMNS.items()]


def count(number: float | None, said: Wording) -> str:
    """A number in words; one that is unknown is never 0."""
    return said.gettext("not known") if number is None else said.number(round(number))


def signed(number: int | None, said: Wording) -> str:
    """A change, its plus shown."""
    return f"+{said.number(number)}" if number and number > 0 else count(number, said)


def _period(period: Period, said: Wording, months: bool) -> str:
    return format_date(period.start, "MMM y" if months else "y", said.locale).replace(" ", "\u00a0")


def _days(period: Period, said: Wording) -> str:
    return said.gettext(
        "%(published)s of %(calendar)s", published=said.number(period.published), calendar=said.number(period.calendar)
    )
