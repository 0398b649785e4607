"""Who came from CBP and who was discharged, day by day: two flows from one base line, up and down."""

from __future__ import annotations

from everychild.cohorts.hhs_daily_counts.page.charts import axes
from everychild.cohorts.hhs_daily_counts.page.study import Study
from everychild.look.drawing import FILLS, INK, Spec
from everychild.look.wording import Wording


def flows(found: Study, said: Wording, width: int) -> Spec:
    """Days without a row are left open; a long stretch of them is hatched."""
    came = [(day.day, day.transferred_out) for day in found.days if day.transferred_out is not None]
    left = [(day.day, -day.discharged) for day in found.days if day.discharged is not None]
    scale = axes.ticks(min((count for _, count in left), default=0), max((count for _, count in came), default=0))
    stroke = axes.stick_width(found, width)
    end, narrow = found.days[-1].day, width < axes.NARROW
    came_words = said.gettext("Came from CBP") if narrow else said.gettext("transferred out of CBP custody")
    left_words = said.gettext("Discharged") if narrow else said.gettext("discharged from HHS care")
    return axes.whole(
        width,
        240 if narrow else 300,
        [
            axes.long_gaps(found, scale),
            axes.sticks(came, FILLS["blue"], stroke),
            axes.sticks(left, FILLS["slate2"], stroke),
            axes.steps([(day.day, 0) for day in found.days], INK, 1),
            *axes.label(end, scale[-1], came_words, align="right", dy=10),
            *axes.label(end, scale[0], left_words, align="right", dy=-10),
        ],
        axes.time_axis(found, said, width, line=False),
        axes.count_axis(scale, said, unsigned=True),
        said.gettext("Children a day"),
    )
