"""Dates and instants: held in UTC, written with the offset of the place. ``NaT`` is a fact that is not stated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everychild.synthetic.chance import Amounts, Numbers

Moments = NDArray[Any]
"""Days (``datetime64[D]``) or instants in UTC (``datetime64[s]``); numpy's types lose track of their sums."""
Lengths = NDArray[Any]
"""Lengths of time (``timedelta64``)."""

LAST_DAY = np.datetime64("2025-01-31", "D")
"""The last day on which anything happens in the first files."""
END = np.datetime64("2025-02-01T00:00:00", "s")
"""Every instant in the first files is before this, in UTC, and so also by its local date."""
LATER_DAY = np.datetime64("2025-02-14", "D")
"""The last day on which anything happens in the second files."""

EASTERN, CENTRAL, MOUNTAIN, PACIFIC, ARIZONA = range(5)
_STANDARD = np.array([-5, -6, -7, -8, -7])
_CHANGES_CLOCKS = np.array([True, True, True, True, False])
_FIRST_YEAR, _YEARS = 2000, 40


def _sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


_FORWARD = np.array([_sunday(_FIRST_YEAR + n, 3, 2) for n in range(_YEARS)], "M8[s]") + np.timedelta64(2, "h")
_BACK = np.array([_sunday(_FIRST_YEAR + n, 11, 1) for n in range(_YEARS)], "M8[s]") + np.timedelta64(1, "h")


def hours(amount: Amounts | Numbers | float) -> Lengths:
    """A length of time from hours, to the minute (agencies write no seconds)."""
    return np.asarray(np.round(np.asarray(amount) * 60)).astype(np.int64).astype("m8[m]")


def days(amount: Amounts | Numbers | int) -> Lengths:
    """A length of time from whole days."""
    return np.asarray(amount).astype(np.int64).astype("m8[D]")


def unstated(n: int, unit: str = "s") -> Moments:
    """``n`` facts that are not stated."""
    return np.full(n, np.datetime64("NaT"), f"M8[{unit}]")


def offset(instant: Moments, zone: Numbers) -> Numbers:
    """Hours from UTC at each instant in each zone, clock changes of the United States included."""
    standard = instant + hours(_STANDARD[zone])
    year = np.clip(standard.astype("M8[Y]").astype(np.int64) + 1970 - _FIRST_YEAR, 0, _YEARS - 1)
    summer = (standard >= _FORWARD[year]) & (standard < _BACK[year]) & _CHANGES_CLOCKS[zone]
    return np.asarray(_STANDARD[zone] + summer)


def local_day(instant: Moments, zone: Numbers) -> Moments:
    """The calendar date on the wall where it happened."""
    return (instant + hours(offset(instant, zone))).astype("M8[D]")


def at_local(day: Moments, minutes: Numbers, zone: Numbers) -> Moments:
    """The instant at which the clock in ``zone`` shows this day and this minute of the day."""
    shown = day.astype("M8[s]") + minutes.astype("m8[m]")
    return np.asarray(shown - hours(offset(shown - hours(_STANDARD[zone]), zone)))


def until(moments: Moments, last: np.datetime64) -> Moments:
    """The moments up to ``last``, that one included; those after it have not happened yet."""
    return np.where(moments <= last, moments, np.datetime64("NaT"))


def parts(day: Moments) -> tuple[Numbers, Numbers, Numbers]:
    """Year, month and day of the month."""
    year, month = day.astype("M8[Y]"), day.astype("M8[M]")
    return (
        year.astype(np.int64) + 1970,
        (month - year.astype("M8[M]")).astype(np.int64) + 1,
        (day - month.astype("M8[D]")).astype(np.int64) + 1,
    )


def from_parts(year: Numbers, month: Numbers, day: Numbers) -> Moments:
    """A date from its parts; a day that the month lacks runs on into the next month."""
    start = ((year - 1970) * 12 + month - 1).astype("M8[M]").astype("M8[D]")
    return np.asarray(start + days(day - 1))


def birthday(born: Moments, age: int) -> Moments:
    """The birthday on which the child reaches ``age``."""
    year, month, day = parts(born)
    return from_parts(year + age, month, day)
