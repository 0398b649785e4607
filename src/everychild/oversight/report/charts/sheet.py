"""A sheet on which a chart is laid out in pixels, so that its text wraps and nothing overlaps; Vega-Lite draws it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from everychild.look.drawing import EDGE, FILLS, INK, PAPER, QUIET, Spec

LINE = 18
"""From one line of text to the next."""
NARROW = 400
"""Up to this width a chart stands on its end."""

_DARK = ("blue", "slate", "ink", "plm", "amb")
_LETTER, _SLIM, _BROAD, _DIGIT = 7.6, 4.2, 11.2, 8.4
"""How wide letters and digits are at 13 px, a little more than in Inter, since another font may stand in."""


def wide(text: str) -> float:
    """About how many pixels a text takes."""
    return sum(
        _DIGIT if letter.isdigit() or (letter.isupper() and letter not in "IMW")
        else _SLIM if letter in "Iijltfr .,:;·'()" else _BROAD if letter in "mwMW%" else _LETTER
        for letter in text
    )  # fmt: skip


def wrapped(text: str, pixels: float) -> list[str]:
    """The text in as few lines as fit, all about as long; a word too long for a line stays whole."""

    def broken(letters: int) -> list[str]:
        return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False)

    most = max(1, int(pixels / max(1, wide(text)) * len(text)))
    fewest = len(broken(most))
    return next(lines for letters in range(1, most + 1) if len(lines := broken(letters)) == fewest)


@dataclass
class Sheet:
    """What is drawn, in pixels from the upper left corner, lowest first; each mark keeps the count that it shows."""

    width: int
    height: float = 0
    layers: list[Spec] = field(default_factory=list)
    texts: list[tuple[tuple[str, str, int, bool], dict[str, Any]]] = field(default_factory=list)

    def box(self, x: float, x2: float, y: float, y2: float, fill: str, count: int | None = None) -> None:
        """A filled box; a pale fill gets an edge, so that it can be told from the paper."""
        edge = FILLS["slate"] if fill == "open" else FILLS[fill] if fill in _DARK else EDGE
        mark = {"type": "rect", "fill": FILLS[fill], "stroke": edge, "strokeWidth": 1}
        self._add(mark, [_at(x=x, x2=x2, y=y, y2=y2) | _counting(count)])
        self.height = max(self.height, y2 + 1)

    def line(self, x: float, y: float, x2: float, y2: float, colour: str = EDGE) -> None:
        """A hairline."""
        self._add({"type": "rule", "color": colour}, [_at(x=x, x2=x2, y=y, y2=y2)])

    def ribbon(self, fill: str, count: int | None, points: Sequence[tuple[float, float, float]], along: str) -> None:
        """A band given by its two edges at each place along "x" or "y"."""
        across, orient = ("y", "vertical") if along == "x" else ("x", "horizontal")
        mark = {"type": "area", "orient": orient, "interpolate": "monotone"}
        values = [_at(**{along: place, across: one, across + "2": other}) for place, one, other in points]
        values[0] |= _counting(count)
        self._add(mark | {"color": FILLS[fill]}, values)

    def path(self, points: Sequence[tuple[float, float]], fill: str, thick: float, count: int | None) -> None:
        """A line with corners, as thick as what it stands for."""
        mark = {"type": "line", "color": FILLS[fill], "strokeWidth": round(thick, 1), "strokeJoin": "round"}
        values = [_at(x=x, y=y) | {"step": step} for step, (x, y) in enumerate(points)]
        values[0] |= _counting(count)
        self._add(mark, values)
        self.layers[-1]["encoding"]["order"] = {"field": "step", "type": "quantitative"}

    def curve(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        """A smooth line through points from left to right."""
        mark = {"type": "line", "color": FILLS[fill], "strokeWidth": 2, "interpolate": "monotone"}
        self._add(mark, [_at(x=x, y=y) for x, y in points])

    def dot(self, x: float, y: float, fill: str, count: int | None = None) -> None:
        """A mark on a curve."""
        mark = {"type": "circle", "size": 70, "fill": FILLS[fill], "stroke": PAPER, "strokeWidth": 1.5, "opacity": 1}
        self._add(mark, [_at(x=x, y=y) | _counting(count)])
        self.height = max(self.height, y + 6)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "left",
        bold: bool = False,
        quiet: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of text standing on ``y``, over everything else.

        What is said in passing is in a quieter ink; what stands over lines has a halo.
        """
        looks = (anchor, QUIET if quiet else INK, 620 if bold else 400, halo)
        self.texts.append((looks, _at(x=x, y=y) | {"text": text}))
        self.height = max(self.height, y + 5)

    def spec(self) -> Spec:
        """The sheet as a Vega-Lite description."""
        alike: dict[tuple[str, str, int, bool], list[dict[str, Any]]] = {}
        for looks, value in self.texts:
            alike.setdefault(looks, []).append(value)
        texts = []
        for (anchor, colour, weight, halo), values in sorted(alike.items()):
            mark = {"type": "text", "baseline": "alphabetic", "align": anchor, "fontWeight": weight}
            if halo:
                texts.append(_layer(mark | {"color": PAPER, "stroke": PAPER, "strokeWidth": 4}, values))
            texts.append(_layer(mark | {"color": colour}, values))
        size = {"width": self.width, "height": round(self.height + 0.5)}
        return size | {"autosize": "none", "layer": [*self.layers, *texts]}

    def _add(self, mark: dict[str, Any], values: list[dict[str, Any]]) -> None:
        """The next layer; marks alike that follow each other are one."""
        layer = _layer(mark, values)
        if self.layers and mark["type"] in ("rect", "rule") and self.layers[-1]["mark"] == mark:
            self.layers[-1]["data"]["values"] += values
        else:
            self.layers.append(layer)


def _layer(mark: dict[str, Any], values: list[dict[str, Any]]) -> Spec:
    """Marks placed in pixels: no scale comes between."""
    placed: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
    encoding: dict[str, Any] = {
        name: {"field": name} | ({} if name.endswith("2") else placed)
        for name in ("x", "x2", "y", "y2")
        if name in values[0]
    }
    if mark["type"] == "text":
        encoding["text"] = {"field": "text", "type": "nominal"}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _at(**places: float) -> dict[str, Any]:
    return {name: round(place, 1) for name, place in places.items()}


def _counting(count: int | None) -> dict[str, Any]:
    return {} if count is None else {"count": count}
