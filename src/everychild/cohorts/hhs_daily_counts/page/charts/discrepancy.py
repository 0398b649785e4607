"""By how many children each day misses, with the band inside which it is called balanced."""

from __future__ import annotations

from everychild.cohorts.hhs_daily_counts.page.charts import axes
from everychild.cohorts.hhs_daily_counts.page.study import Study
from everychild.look.drawing import BAND, FILLS, Spec
from everychild.look.wording import Wording


def discrepancy(found: Study, said: Wording, width: int) -> Spec:
    """Needs a pair of days whose discrepancy is known."""
    told = [(pair.day, pair.discrepancy) for pair in found.balance if pair.discrepancy is not None]
    within = {pair.day for pair in found.balance if pair.within}
    scale = axes.ticks(min(0, *(count for _, count in told)), max(0, *(count for _, count in told)))
    time, day = axes.time_axis(found, said, width, line=False), axes.stick_width(found, width)
    first, last = time["scale"]["domain"]
    tolerance = found.summary.tolerance
    band = {
        "data": {"values": [{"from": first, "to": last, "low": -tolerance, "high": tolerance}]},
        "mark": {"type": "rect", "fill": BAND, "stroke": None},
        "encoding": {"x": {"field": "from", "type": "temporal"}, "x2": {"field": "to"},
                     "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }  # fmt: skip
    end, narrow = found.days[-1].day, width < axes.NARROW
    more = said.gettext("More than explained") if narrow else said.gettext("more in care than the flows explain")
    fewer = said.gettext("Fewer than explained") if narrow else said.gettext("fewer in care than the flows explain")
    words = axes.label(end, scale[-1], more, align="right", dy=10)
    if scale[0] < 0:
        words += axes.label(end, scale[0], fewer, align="right", dy=-10)
    return axes.whole(
        width,
        240 if narrow else 300,
        [
            axes.long_gaps(found, scale),
            band,
            axes.sticks([one for one in told if one[0] not in within], FILLS["slate"], day),
            axes.sticks([one for one in told if one[0] in within], FILLS["blue"], day),
            *words,
        ],
        time,
        axes.count_axis(scale, said),
        said.gettext("Children not explained, a day"),
    )
