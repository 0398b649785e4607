"""Charts: a Vega-Lite description drawn as SVG, in three widths, so that its text is the same size on every screen.

The drawing is for the eye only: its finding stands above it in words and its numbers in a table beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import vl_convert
from markupsafe import Markup

INK, QUIET, RULE, EDGE, WASH, PAPER = "#16202b", "#4b5663", "#d5dbe1", "#808b96", "#f4f6f8", "#ffffff"
NOT_KNOWN = "url(#hatch)"
"""The hatched pattern that every page defines."""
BAND = "#a9c6e2"
"""Fill of an interval."""
FILLS: Mapping[str, str] = {
    "blue": "#1d5b96",
    "blue2": "#86add4",
    "blue3": "#dbe7f3",
    "slate": "#44525f",
    "slate2": "#8b98a5",
    "slate3": "#c9d1d9",
    "amb": "#c07309",
    "plm": "#75285c",
    "nk": NOT_KNOWN,
    "track": WASH,
    "open": PAPER,
    "ink": INK,
    "band": BAND,
}
"""What each fill is drawn with; look.css has all of them."""

WIDTHS = {"wide": 832, "middle": 640, "narrow": 292}
"""The three widths of a drawing in pixels; look.css shows the one that fits."""

FONT = 'Inter, "Public Sans", "Source Sans 3", system-ui, "Segoe UI", Roboto, sans-serif'
THEME: Mapping[str, Any] = {
    "font": FONT,
    "aria": False,
    "background": None,
    "padding": 0,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13, "labelColor": QUIET, "titleFontSize": 13, "titleColor": QUIET, "titleFontWeight": 400,
        "gridColor": RULE, "domainColor": INK, "tickColor": EDGE, "tickSize": 4, "labelPadding": 6,
    },
    "text": {"font": FONT, "fontSize": 13, "color": INK},
    "bar": {"stroke": EDGE, "strokeWidth": 1},
    "legend": {"disable": True},
}  # fmt: skip

Spec = dict[str, Any]


def draw(describe: Callable[[int], Spec | None]) -> Markup:
    """The chart in its three widths. ``describe`` gives the Vega-Lite description for a width in pixels, or nothing.

    Where there is nothing to draw at every width, the Markup is empty.

    Raises ValueError where Vega-Lite does not understand the description.
    """
    described = {name: describe(width) for name, width in WIDTHS.items()}
    return Markup("").join(
        Markup('<div class="drawing {}">{}</div>').format(name, Markup(_svg(spec)))  # noqa: S704
        for name, spec in described.items()
        if spec is not None
    )


def _svg(spec: Spec) -> str:
    """One drawing, without what screen readers would read twice and without an identity that could clash.

    Its letters are those of the page, and its places are exact to a tenth of a pixel.
    """
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", **spec, "config": dict(THEME)}
    drawn = vl_convert.vegalite_to_svg(whole)
    drawn = re.sub(r' (role|aria-[a-z]+|font-family|class|version|xmlns(:[a-z]+)?)="[^"]*"', "", drawn)
    drawn = re.sub(r' (d|transform)="[^"]*"', lambda found: re.sub(r"(\.\d)\d+", r"\1", found[0]), drawn)
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
