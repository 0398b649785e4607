"""The addresses to which children were released: whether mail can reach them."""

from __future__ import annotations

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import Lines, Part, Row, known, number, rows
from everychild.oversight.report.charts.sheet import NARROW, Sheet


def addresses(lines: Lines, said: Wording, width: int) -> Spec | None:
    """A bar for each finding, all on one scale; hatched where nobody checked."""
    names = {
        "deliverable": (said.gettext("Mail can reach it"), "slate3"),
        "blank": (said.gettext("Left blank"), "slate"),
        "undeliverable": (said.gettext("Mail cannot reach it"), "slate"),
        "unit_missing": (said.gettext("Apartment or unit missing"), "slate"),
        "not_checked": (said.gettext("Not checked"), "nk"),
    }
    whole = known([lines.get(line, 0) for line in names])
    longest = max(known([lines.get(line, 0)]) for line in names)
    if not longest:
        return None
    made = []
    for line, (name, fill) in names.items():
        count = lines.get(line, 0)
        exact = isinstance(count, int) and all(isinstance(lines.get(each, 0), int) for each in names)
        share = said.percent(known([count]) / whole) if exact else ""
        made.append(Row(name, number(count, said), [Part(fill, count)], more=share))
    sheet = Sheet(width)
    rows(sheet, made, 0, width, 0, longest, beside=width > NARROW)
    return sheet.spec()
