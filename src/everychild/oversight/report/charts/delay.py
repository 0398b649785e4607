"""Children without a served notice: the reasons on record, beside how long those without a reason have waited."""

from __future__ import annotations

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import HEIGHT, Lines, Part, Row, bar, known, number, rows
from everychild.oversight.report.charts.sheet import LINE, Sheet, wrapped
from everychild.oversight.tables.delay import REASONS, WAITS

SIDE_BY_SIDE = 600
"""From this width the two halves stand beside each other."""


def delay(explained: Lines, unexplained: Lines, said: Wording, width: int) -> Spec | None:
    """One bar of the two, then the bars of each on one scale."""
    reasons = {
        "legal_representation": said.gettext("Lawyer preparing"),
        "uscis_relief": said.gettext("Relief pending at USCIS"),
        "docket_backlog": said.gettext("Court backlog"),
        "other": said.gettext("Another reason"),
    }
    waits = {
        "under_6_months": said.gettext("Under 6 months"),
        "6_to_12_months": said.gettext("6 to 12 months"),
        "1_to_2_years": said.gettext("1 to 2 years"),
        "over_2_years": said.gettext("Over 2 years"),
    }
    given = [explained.get(line, 0) for line in REASONS], [unexplained.get(line, 0) for line in WAITS]
    whole, longest = known([*given[0], *given[1]]), max(known([count]) for half in given for count in half)
    if not longest:
        return None
    sheet = Sheet(width)
    parts = [Part(fill, count) for fill, half in zip(("slate2", "nk"), given, strict=True) for count in half]
    halves = [Part("slate2", known(given[0])), Part("nk", known(given[1]))]
    withheld = [part for part in parts if not isinstance(part.count, int)]
    bar(sheet, [*halves, *withheld[:1]], 1, width - (16 if withheld else 1), 0, whole)
    beside = width >= SIDE_BY_SIDE
    gap = 48
    half = (width - gap) / 2 if beside else width
    heads = (
        ("slate2", said.gettext("For a recorded reason"), said.gettext("by the reason")),
        ("nk", said.gettext("No reason on record"), said.gettext("by the time since HHS accepted the child")),
    )
    top: float = HEIGHT + 16
    names = (reasons, waits)
    for place, (fill, head, by) in enumerate(heads):
        x = place * (half + gap) if beside else 0
        y = top
        sheet.box(x + 1, x + 12, y + 4, y + 15, fill)
        counts = given[place]
        total = (
            said.gettext("%(what)s: %(number)s", what=head, number=said.number(known(counts)))
            if all(isinstance(count, int) for count in counts)
            else head
        )
        for line in wrapped(total, half - 24):
            sheet.text(x + 20, y + 14, line, bold=True)
            y += LINE
        for line in wrapped(by, half - 24):
            sheet.text(x + 20, y + 14, line, quiet=True)
            y += LINE
        made = [
            Row(name, number(count, said), [Part(fill, count)])
            for name, count in zip(names[place].values(), counts, strict=True)
        ]
        end = rows(sheet, made, x, x + half, y + 12, longest, beside=half > SIDE_BY_SIDE / 2 + 60)
        top = top if beside else end + 8
    return sheet.spec()
