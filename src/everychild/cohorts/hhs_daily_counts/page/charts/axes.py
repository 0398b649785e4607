"""What the drawings share: time from left to right, counts upwards, and gaps in publication left open or hatched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from babel.dates import format_date

from everychild.cohorts.hhs_daily_counts.page.study import LONG_GAP, Study
from everychild.look.drawing import INK, NOT_KNOWN, PAPER, QUIET, Spec
from everychild.look.wording import Wording

ROOM_FOR_MONTH = 62
"""Pixels that the name of a month needs under the axis."""
NARROW = 400
"""Below this many pixels words are kept short."""
EDGE = 52
"""Pixels for the numbers beside the axis, so that the drawings stand flush under each other."""
Point = dict[str, Any]


def moment(day: date) -> int:
    """The beginning of a day as Vega counts time: milliseconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def time_axis(found: Study, said: Wording, width: int, *, line: bool = True) -> Spec:
    """From the first of the first month to the end of the last, named as often as there is room."""
    first, last = found.days[0].day.replace(day=1), (found.days[-1].day.replace(day=1) + timedelta(32)).replace(day=1)
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    inside = [month for month in months if first <= month < last]
    room = max(1, (width - EDGE) // ROOM_FOR_MONTH)
    step = next((step for step in (1, 2, 3, 6) if len(inside) <= step * room), 12)
    shown = [month for month in inside if (month.month - 1) % step == 0] or inside[:1]
    labels = {
        str(moment(month)): format_date(month, "MMM y" if month.month == 1 or month == shown[0] else "MMM", said.locale)
        for month in shown
    }
    if step == 12:
        labels = {str(moment(month)): str(month.year) for month in shown}
    return {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [moment(first), moment(last)], "nice": False},
        "axis": {
            "values": [moment(month) for month in shown],
            "labelExpr": _lookup(labels, "time(datum.value)"),
            "title": None, "grid": False, "labelAlign": "left", "labelFlush": False, "domain": line, "ticks": line,
        },
    }  # fmt: skip


def count_axis(ticks: Sequence[int], said: Wording, *, unsigned: bool = False) -> Spec:
    """Counts with their ticks in words; ``unsigned`` where both directions count children."""
    labels = {str(tick): said.number(abs(tick) if unsigned else tick) for tick in ticks}
    return {
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False},
        "axis": {
            "values": list(ticks), "labelExpr": _lookup(labels, "datum.value"), "title": None, "domain": False,
            "ticks": False, "minExtent": EDGE, "maxExtent": EDGE, "labelAlign": "left", "labelPadding": EDGE,
        },
    }  # fmt: skip


def ticks(least: int, most: int) -> list[int]:
    """Round numbers from ``least`` (0 or below) to ``most``, a handful, that hold both ends and 0."""
    low, high = min(least, 0), max(most, 1)
    steps = [figure * 10**power for power in range(len(str(high - low)) + 1) for figure in (1, 2, 3, 4, 5)]
    scales = [list(range(step * (low // step), step * -(-high // step) + 1, step)) for step in steps]
    fitting = [scale for scale in scales if 2 < len(scale) < 7] or scales[:1]
    return min(fitting, key=lambda scale: (scale[-1] - scale[0], len(scale)))


def long_gaps(found: Study, height: Sequence[int]) -> Spec:
    """Stretches of many days without a row, hatched over the whole height."""
    bands = [
        {"from": moment(gap.after + timedelta(1)), "to": moment(gap.before), "low": height[0], "high": height[-1]}
        for gap in found.gaps
        if gap.days >= LONG_GAP
    ]
    return {
        "data": {"values": bands},
        "mark": {"type": "rect", "fill": NOT_KNOWN, "stroke": None},
        "encoding": {"x": {"field": "from", "type": "temporal"}, "x2": {"field": "to"},
                     "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }  # fmt: skip


def path(points: Sequence[Point], colour: str, width: float) -> Spec:
    """One broken line through points (at, count); a count that is null breaks it."""
    values = [{**point, "order": place} for place, point in enumerate(points)]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "stroke": colour, "strokeWidth": width, "strokeCap": "butt", "strokeJoin": "miter",
                 "invalid": "break-paths-show-path-domains"},
        "encoding": {"x": {"field": "at", "type": "temporal"}, "y": {"field": "count", "type": "quantitative"},
                     "order": {"field": "order", "type": "quantitative"}},
    }  # fmt: skip


def steps(values: Sequence[tuple[date, int]], colour: str, width: float) -> Spec:
    """A line as high as the count for the whole of each day, broken where a day has none."""
    points: list[Point] = []
    before = None
    for day, count in values:
        if before and day - before > timedelta(1):
            points.append({"at": moment(day), "count": None})
        points += [{"at": moment(each), "count": count} for each in (day, day + timedelta(1))]
        before = day
    return path(points, colour, width)


def sticks(values: Sequence[tuple[date, int]], colour: str, width: float) -> Spec:
    """One upright stroke a day, from zero: drawn as one path, so that a thousand days stay a small drawing."""
    points: list[Point] = []
    for day, count in values:
        at = moment(day) + 43_200_000  # the middle of the day
        points += [{"at": at, "count": 0}, {"at": at, "count": count}, {"at": at, "count": None}]
    return path(points, colour, width)


def stick_width(found: Study, width: int) -> float:
    """Pixels of one day, a little less, so that days stay apart where there is room."""
    return round(min(12, max(0.5, 0.85 * (width - EDGE) / max(found.calendar, 1))), 2)


def label(at: date, count: float, text: str, *, align: str = "left", dx: int = 0, dy: int = 0) -> list[Spec]:
    """Words at a place in the drawing, with a white halo under them."""
    place = {
        "data": {"values": [{"at": moment(at), "count": count, "text": text}]},
        "encoding": {"x": {"field": "at", "type": "temporal"}, "y": {"field": "count", "type": "quantitative"},
                     "text": {"field": "text"}},
    }  # fmt: skip
    mark = {"type": "text", "align": align, "dx": dx, "dy": dy, "fontSize": 13}
    halo = {**mark, "stroke": PAPER, "strokeWidth": 7, "strokeJoin": "round", "fill": PAPER}
    return [{**place, "mark": halo}, {**place, "mark": {**mark, "fill": INK}}]


def whole(width: int, height: int, layers: Sequence[Spec], time: Spec, counts: Spec, heading: str) -> Spec:
    """A drawing of layers that share time and counts, its unit above the axis."""
    axes = {"mark": {"type": "rule", "opacity": 0}, "data": {"values": [{}]},
            "encoding": {"x": {**time, "datum": time["scale"]["domain"][0]}, "y": {**counts, "datum": 0}}}  # fmt: skip
    return {
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "title": {"text": heading, "anchor": "start", "frame": "bounds", "fontSize": 13, "fontWeight": 400,
                  "color": QUIET, "offset": 10},
        "layer": [axes, *layers],
    }  # fmt: skip


def _lookup(labels: dict[str, str], value: str) -> str:
    return f"({json.dumps(labels, ensure_ascii=False)})[toString({value})] || ''"
