"""Missed hearings: what was done after each."""

from __future__ import annotations

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import Lines, Part, Row, drawn, key, known, number, rows
from everychild.oversight.report.charts.sheet import NARROW, Sheet

FILLS = {"running": "open", "nothing": "amb", "ended": "slate3", "cannot_tell": "nk"}
"""The fill of a line; of one that says that something was done, blue."""


def missed_hearings(lines: Lines, said: Wording, width: int) -> Spec | None:
    """A bar for each kind of answer, and for having none."""
    names = {
        "contacted": said.gettext("An officer tried to reach the child"),
        "safety_call": said.gettext("Safety call"),
        "appeared": said.gettext("Appeared at a later hearing"),
        "motion_to_reopen": said.gettext("Motion to reopen"),
        "custody": said.gettext("In custody or care"),
        "running": said.gettext("Nothing yet, time still running"),
        "nothing": said.gettext("Nothing on record, time past"),
        "ended": said.gettext("Owed no longer"),
        "cannot_tell": said.gettext("Cannot tell"),
    }
    longest = max((known([lines.get(line, 0)]) for line in names), default=0)
    if not longest:
        return None
    made = [
        Row(name, number(lines.get(line, 0), said), [Part(FILLS.get(line, "blue"), lines.get(line, 0))])
        for line, name in names.items()
    ]
    sheet = Sheet(width)
    y = rows(sheet, made, 0, width, 0, longest, beside=width > NARROW)
    meaning = {
        "blue": said.gettext("Something was done"),
        "open": said.gettext("Still time"),
        "amb": said.gettext("Late"),
        "slate3": said.gettext("Owed no longer"),
        "nk": said.gettext("Cannot tell, or withheld"),
    }
    key(sheet, [(fill, words) for fill, words in meaning.items() if fill in drawn(made)], y + 4)
    return sheet.spec()
