"""The custody flow from left to right, for a wide sheet."""

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
    beside,
    kept,
    lost_in_words,
    pale,
    say_proportions,
    scale_of,
    shown,
    thickness,
    under,
)
from everychild.oversight.report.charts.sheet import LINE, Sheet, wide
from everychild.oversight.results import Count

LATE = 0.7
"""Where on its way to HHS what nobody accepted turns down, past the names of the agencies."""


def level(flow: Flow, said: Wording, width: int) -> Spec:
    """From left to right: agencies, HHS and, under it, the hatch, and where the children are."""
    sheet, scale = Sheet(width), scale_of(flow, 132)
    middle, end, top = round(width * 0.4), width - 9, 40
    for x, anchor, title in (
        (1, "left", said.gettext("Handed over by")),
        (middle, "left", said.gettext("Accepted by")),
        (width - 1, "right", said.gettext("Where they are now")),
    ):
        sheet.text(x, 14, title, anchor=anchor, quiet=True)
    slot: float = top + 12
    y: float = top
    leaving: list[tuple[Count, float, float]] = []
    for stream, accepted, lost in zip(flow.given, flow.accepted, flow.lost, strict=True):
        thick, thin = thickness(accepted, scale), thickness(lost, scale)
        tall = thick + thin >= 40
        curve = bend(9 if tall else middle * LATE, middle, (y, y + thick), (slot, slot + thick))
        straight = curve if tall else [(9, y, y + thick), *curve]
        sheet.ribbon(pale(accepted, "blue3"), shown(accepted), straight, "x")
        leaving.append((lost, y + thick, y + thick + thin))
        sheet.box(1, 9, y, y + thick + thin, "slate" if isinstance(stream.count, int) else "nk", shown(stream.count))
        if tall:
            under(sheet, 18, y + (thick + thin) / 2 - 4, stream, said, middle - 24)
        slot += thick
        y += thick + thin + 14
        if not tall:
            fits = wide(f"{stream.name} {number(stream.count, said)}") < middle * LATE - 20
            if fits:
                beside(sheet, 18, y + 4, stream, said)
            else:
                under(sheet, 18, y + 4, stream, said, middle * LATE - 24)
            y = sheet.height + 12
    foot = slot
    _after_level(sheet, flow, scale, middle, end, top, said)
    if known(flow.lost) or any(not isinstance(lost, int) for lost in flow.lost):
        thins = [after - before for _, before, after in leaving]
        hatch = max(y, foot + 44)
        deep = max(SQUARE, sum(thins))
        into = hatch + (deep - sum(thins)) / 2
        for (lost, before, after), thin in zip(leaving, thins, strict=True):
            if thin:
                curve = bend(middle * LATE, middle, (before, after), (into, into + thin))
                sheet.ribbon("nk", shown(lost), [(9, before, after), *curve], "x")
            into += thin
        sheet.box(middle, middle + SQUARE, hatch, hatch + deep, "nk")
        for place, line in enumerate(lost_in_words(flow, said, middle - 30)):
            sheet.text(middle + SQUARE, hatch + deep + 18 + place * LINE, line, anchor="right", bold=True)
    sheet.box(middle, middle + 8, top + 12, foot, "blue", known(flow.accepted))
    sheet.text(middle + 18, top + 12 + (foot - top - 12) / 2 - 4, said.gettext("HHS"))
    sheet.text(middle + 18, top + 12 + (foot - top - 12) / 2 + 14, accepted_in_all(flow, said), bold=True)
    say_proportions(sheet, said)
    return sheet.spec()


def _after_level(sheet: Sheet, flow: Flow, scale: float, middle: float, end: float, top: float, said: Wording) -> None:
    """What came next, the widest on top; the others level out early, so that their names stand over straight lines."""
    out, slot, y = scale * kept(flow), top + 12, top
    longest = max((wide(f"{stream.name}  {number(stream.count, said)}") for stream in flow.after), default=0)
    for stream in flow.after:
        thick = thickness(stream.count, out)
        tall = thick >= 40
        y += 0 if tall else 24
        turn = end if tall else middle + max(40, min(120, end - 30 - longest - middle))
        curve = bend(middle + 8, turn, (slot, slot + thick), (y, y + thick))
        sheet.ribbon(pale(stream.count, PALE[stream.fill]), shown(stream.count), [*curve, (end, y, y + thick)], "x")
        fill = stream.fill if isinstance(stream.count, int) else "nk"
        sheet.box(end, end + 8, y, y + thick, fill)
        if tall:
            sheet.text(end - 9, y + thick / 2 - 4, stream.name, anchor="right")
            sheet.text(end - 9, y + thick / 2 + 14, number(stream.count, said), anchor="right", bold=True)
        else:
            beside(sheet, end - 9, y - 6, stream, said, right=True)
        slot += thick
        y += thick
