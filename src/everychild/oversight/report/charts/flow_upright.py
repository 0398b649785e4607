"""The custody flow from above downward, for a narrow sheet."""

from __future__ import annotations

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import known, number
from everychild.oversight.report.charts.flow import (
    PALE,
    SQUARE,
    Flow,
    accepted_in_all,
    bend,
    kept,
    lost_in_words,
    pale,
    say_proportions,
    scale_of,
    shown,
    thickness,
)
from everychild.oversight.report.charts.sheet import LINE, Sheet, wide, wrapped
from everychild.oversight.results import Count


def upright(flow: Flow, said: Wording, width: int) -> Spec:
    """From above: agencies, HHS with the hatch beside it, and where the children are, each on a line of its own."""
    sheet, scale = Sheet(width), scale_of(flow, 116)
    sheet.text(1, 14, said.gettext("Handed over by"), quiet=True)
    start, care = 64, 178
    x, slot = 1.0, 1.0
    leaving: list[tuple[Count, float, float]] = []
    for stream, accepted, lost in zip(flow.given, flow.accepted, flow.lost, strict=True):
        thick, thin = thickness(accepted, scale), thickness(lost, scale)
        sheet.text(x, 36, stream.name)
        sheet.text(x, 54, number(stream.count, said), bold=True)
        curve = bend(start + 8, care, (x, x + thick), (slot, slot + thick))
        sheet.ribbon(pale(accepted, "blue3"), shown(accepted), curve, "y")
        sheet.box(x, x + thick + thin, start, start + 8, "slate" if isinstance(stream.count, int) else "nk",
                  shown(stream.count))  # fmt: skip
        leaving.append((lost, x + thick, x + thick + thin))
        slot += thick
        x += max(thick + thin, wide(stream.name), wide(number(stream.count, said))) + 12
    if known(flow.lost) or any(not isinstance(lost, int) for lost in flow.lost):
        broad = max(SQUARE, sum(after - before for _, before, after in leaving))
        hatch = max(slot + 40, width * 0.6)
        into = hatch + (broad - sum(after - before for _, before, after in leaving)) / 2
        for lost, before, after in leaving:
            if after > before:
                curve = bend(start + 8, 144, (before, after), (into, into + after - before))
                sheet.ribbon("nk", shown(lost), curve, "y")
            into += after - before
        sheet.box(hatch, hatch + broad, 144, 144 + SQUARE, "nk")
        for place, line in enumerate(lost_in_words(flow, said, width - hatch + 30)):
            sheet.text(width - 1, 144 + SQUARE + 18 + place * LINE, line, anchor="right", bold=True)
    sheet.box(1, slot, care, care + 8, "blue", known(flow.accepted))
    _after_upright(sheet, flow, scale, care + 8, slot, said)
    y = care + 28
    for line in wrapped(said.gettext("Accepted by HHS"), max(slot - 20, 70)):
        sheet.text(9, y, line)
        y += LINE
    sheet.text(9, y, accepted_in_all(flow, said), bold=True)
    say_proportions(sheet, said)
    return sheet.spec()


def _after_upright(sheet: Sheet, flow: Flow, scale: float, top: float, right: float, said: Wording) -> None:
    """The first goes straight down; the others each turn aside to a line of their own, the last one first."""
    out = scale * kept(flow)
    first, *others = flow.after
    lane = right + 4 + sum(thickness(stream.count, out) + 3 for stream in others)
    names, y, slot = lane + 12, top + 70, right
    for stream in reversed(others):
        thick = thickness(stream.count, out)
        lane -= thick + 3
        slot -= thick
        lines = wrapped(stream.name, sheet.width - names)
        y += max(0, thick / 2 - 8)
        fill = pale(stream.count, PALE[stream.fill])
        sheet.ribbon(fill, None, bend(top, top + 24, (slot, slot + thick), (lane, lane + thick)), "y")
        corners = [(lane + thick / 2, top + 23), (lane + thick / 2, y), (names - 6, y)]
        sheet.path(corners, fill, thick, shown(stream.count))
        for place, line in enumerate(lines):
            sheet.text(names, y + 4 + place * LINE, line)
        sheet.text(names, y + 4 + len(lines) * LINE, number(stream.count, said), bold=True)
        y += max(len(lines) * LINE + 28, thick / 2 + 12)
    thick = thickness(first.count, out)
    y = max(y - 20, top + 110)
    sheet.ribbon(pale(first.count, PALE[first.fill]), shown(first.count), [(top, 1, 1 + thick), (y, 1, 1 + thick)], "y")
    sheet.box(1, 1 + thick, y, y + 8, first.fill if isinstance(first.count, int) else "nk")
    lines = wrapped(first.name, max(thick - 12, 70))
    for place, line in enumerate(lines):
        sheet.text(9, y - 28 - (len(lines) - 1 - place) * LINE, line)
    sheet.text(9, y - 10, number(first.count, said), bold=True)
