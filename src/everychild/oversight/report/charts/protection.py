"""Whether anyone has seen the children safe, and how the safety calls went: one bar each."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import HEIGHT, STUB, Lines, Part, bar, known, number
from everychild.oversight.report.charts.sheet import LINE, Sheet, wide, wrapped
from everychild.oversight.results import Count

Names = Mapping[str, tuple[str, str]]


def protection(lines: Lines, said: Wording, width: int) -> Spec | None:
    """The standing of protection."""
    return _one_bar(lines, {
        "seen_safe": (said.gettext("Seen safe within 90 days"), "blue"),
        "not_seen_recently": (said.gettext("Not seen for over 90 days"), "blue2"),
        "never_seen_since_release": (said.gettext("Never seen since release"), "open"),
        "in_custody_or_care": (said.gettext("In custody or care"), "slate"),
        "concern_open": (said.gettext("Concern open"), "plm"),
    }, said, width)  # fmt: skip


def safety_calls(lines: Lines, said: Wording, width: int) -> Spec | None:
    """The safety calls that were due."""
    return _one_bar(lines, {
        "timely": (said.gettext("Answered in time"), "blue"),
        "late": (said.gettext("Answered late"), "amb"),
        "running": (said.gettext("Still time"), "open"),
        "unanswered": (said.gettext("Tried, not answered"), "slate2"),
        "undocumented": (said.gettext("No call on record"), "nk"),
    }, said, width)  # fmt: skip


def _one_bar(lines: Lines, names: Names, said: Wording, width: int) -> Spec | None:
    """A bar and, under it, each part with its name and number in the order of the bar."""
    counts: dict[str, Count] = {line: lines.get(line, 0) for line in names}
    whole = known([*counts.values()])
    if not whole:
        return None
    sheet = Sheet(width)
    withheld = any(not isinstance(count, int) for count in counts.values())
    parts = [Part(fill, counts[line]) for line, (_, fill) in names.items()]
    bar(sheet, parts, 1, width - 1 - (STUB if withheld else 0), 0, whole, HEIGHT + 8)
    _legend(sheet, [(fill, name, number(counts[line], said)) for line, (name, fill) in names.items()])
    return sheet.spec()


def _legend(sheet: Sheet, entries: list[tuple[str, str, str]]) -> None:
    """In as many columns as fit, read along the lines: the square, the name, and the number under it."""
    fit = max(1, int(sheet.width / 150))
    columns = ceil(len(entries) / ceil(len(entries) / fit))
    column, y = sheet.width / columns, HEIGHT + 24
    for start in range(0, len(entries), columns):
        deepest = y
        for place, (fill, name, counted) in enumerate(entries[start : start + columns]):
            x, under = place * column + 1, y
            sheet.box(x, x + 11, y, y + 11, fill)
            for line in wrapped(name, max(column - 32, wide(counted))):
                sheet.text(x + 20, under + 11, line)
                under += LINE
            sheet.text(x + 20, under + 11, counted, bold=True)
            deepest = max(deepest, under + LINE)
        y = deepest + 12
