"""Children in HHS care on each published day: a line that breaks where a day has no row."""

from __future__ import annotations

from everychild.cohorts.hhs_daily_counts.page.charts import axes
from everychild.cohorts.hhs_daily_counts.page.study import Study
from everychild.look.drawing import FILLS, Spec
from everychild.look.wording import Wording


def stock(found: Study, said: Wording, width: int) -> Spec:
    """Needs a day on which the number in care is known."""
    known = found.stock
    highest, last = max(known, key=lambda day: day.in_care or 0), known[-1]
    scale = axes.ticks(0, highest.in_care or 0)
    line = [(day.day, day.in_care or 0) for day in known]
    labels = axes.label(last.day, last.in_care or 0, _words(last.in_care, said), align="right", dx=2, dy=-16)
    if highest is not last:
        late = (highest.day - known[0].day) * 2 > known[-1].day - known[0].day
        align, dx = ("right", -8) if late else ("left", 10)
        labels += axes.label(highest.day, highest.in_care or 0, _words(highest.in_care, said), align=align, dx=dx)
    return axes.whole(
        width,
        220 if width < axes.NARROW else 280,
        [axes.long_gaps(found, scale), axes.steps(line, FILLS["blue"], 1.75), *labels],
        axes.time_axis(found, said, width),
        axes.count_axis(scale, said),
        said.gettext("Children in HHS care"),
    )


def _words(count: int | None, said: Wording) -> str:
    return said.number(count or 0)
