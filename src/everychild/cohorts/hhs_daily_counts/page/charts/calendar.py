"""Which days have a row: a line for each day of the week, filled where HHS published and hatched where it did not."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import get_day_names

from everychild.cohorts.hhs_daily_counts.page.charts import axes
from everychild.cohorts.hhs_daily_counts.page.study import Study
from everychild.look.drawing import FILLS, NOT_KNOWN, Spec
from everychild.look.wording import Wording

WEEK = timedelta(7)


def calendar(found: Study, said: Wording, width: int) -> Spec:
    """Each day is drawn as wide as its week, so that a missing one can be seen."""
    names = get_day_names("abbreviated" if width < axes.NARROW else "wide", locale=said.locale)
    published = {day.day for day in found.days}
    first, last = found.days[0].day, found.days[-1].day
    runs = []
    for place in range(7):
        day = first + timedelta(place)
        runs += [
            {"name": names[day.weekday()], "from": axes.moment(start), "to": axes.moment(end), "row": has}
            for start, end, has in _runs(day, last, published)
        ]
    time = axes.time_axis(found, said, width)
    time["scale"] = {**time["scale"], "domain": [time["scale"]["domain"][0], axes.moment(last + WEEK)]}
    sunday_first = [names[day] for day in (6, 0, 1, 2, 3, 4, 5)]
    return {
        "width": width,
        "height": 190 if width < axes.NARROW else 220,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": runs},
        "mark": {"type": "rect", "stroke": None},
        "encoding": {
            "x": {**time, "field": "from"},
            "x2": {"field": "to"},
            "y": {
                "field": "name", "type": "nominal", "sort": sunday_first, "scale": {"paddingInner": 0.3},
                "axis": {"title": None, "domain": False, "ticks": False, "labelAlign": "left",
                         "minExtent": _room(width), "maxExtent": _room(width), "labelPadding": _room(width)},
            },
            "fill": {"condition": {"test": "datum.row", "value": FILLS["slate2"]}, "value": NOT_KNOWN},
        },
    }  # fmt: skip


def _room(width: int) -> int:
    return 44 if width < axes.NARROW else 84


def _runs(day: date, last: date, published: set[date]) -> list[tuple[date, date, bool]]:
    """Stretches of weeks on whose given weekday there is a row, or none, one after the other."""
    made: list[tuple[date, date, bool]] = []
    while day <= last:
        has = day in published
        if made and made[-1][2] == has:
            made[-1] = (made[-1][0], day + WEEK, has)
        else:
            made.append((day, day + WEEK, has))
        day += WEEK
    return made
