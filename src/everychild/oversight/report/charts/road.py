"""The road through the notice and the court: how many reached each step, and what became of the others there."""

from __future__ import annotations

from collections.abc import Sequence

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import Lines, Part, Row, drawn, key, known, number, rows
from everychild.oversight.report.charts.sheet import NARROW, Sheet
from everychild.oversight.results import Count
from everychild.oversight.tables.road import LINES
from everychild.terms.verdicts import SUPPRESSED

ROAD = {
    "handed_over": LINES,
    "accepted": LINES[1:],
    "served": LINES[2:],
    "filed": LINES[3:],
    "hearing": LINES[4:],
    "attended": LINES[-1:],
}
"""Each step, and the furthest steps that lie at it or beyond."""


def road(lines: Lines, explained: Count, said: Wording, width: int) -> Spec | None:
    """Six bars measured against all handed over. ``explained``: how many were not served for a recorded reason."""
    whole = known([*lines.values()])
    if not whole:
        return None
    steps = _losses({line: lines.get(line, 0) for line in LINES}, explained, said)
    names = {
        "handed_over": said.gettext("Handed over"),
        "accepted": said.gettext("Accepted by HHS"),
        "served": said.gettext("Notice served"),
        "filed": said.gettext("Filed with the court"),
        "hearing": said.gettext("Hearing set"),
        "attended": said.gettext("Attended"),
    }
    made = []
    for step, beyond in ROAD.items():
        lost, notes = steps.get(step, ([], []))
        counts = [lines.get(line, 0) for line in beyond]
        reached = known(counts)
        exact: Count = reached if all(isinstance(count, int) for count in counts) else SUPPRESSED
        rest = whole - reached - known([part.count for part in lost])
        parts = [
            Part("blue", reached),
            *lost,
            *([Part("nk", SUPPRESSED)] if exact is SUPPRESSED else [Part("track", rest)]),
        ]
        made.append(Row(names[step], number(exact, said), parts, _listed(notes)))
    sheet = Sheet(width)
    y = rows(sheet, made, 0, width, 0, whole, beside=width > NARROW)
    withheld = any(not isinstance(part.count, int) for row in made for part in row.parts)
    meaning = {
        "blue": said.gettext("Reached this step"),
        "nk": said.gettext("Not reached, no reason on record or owed no longer; or withheld")
        if withheld
        else said.gettext("Not reached, no reason on record or owed no longer"),
        "slate3": said.gettext("Not reached, reason on record or none asked for"),
        "open": said.gettext("Still ahead"),
        "ink": said.gettext("Missed"),
        "slate2": said.gettext("Taken off or put off"),
    }
    key(sheet, [(fill, words) for fill, words in meaning.items() if fill in drawn(made)], y + 4)
    return sheet.spec()


def _losses(lines: Lines, explained: Count, said: Wording) -> dict[str, tuple[Sequence[Part], Sequence[str]]]:
    """For each step, those who reached the one before and not this one, drawn and in words."""
    not_accepted, unserved, unfiled, unset = (lines[line] for line in LINES[:4])
    ahead, missed, other = lines["hearing_ahead"], lines["hearing_missed"], lines["hearing_other"]
    parts = [Part("nk", unserved)]
    words = _said(unserved, said.gettext("%(number)s not served"), said)
    if isinstance(unserved, int) and isinstance(explained, int) and 0 < explained <= unserved:
        parts = [Part("nk", unserved - explained), Part("slate3", explained)]
        words = said.gettext(
            "%(number)s not served: %(explained)s for a recorded reason",
            number=said.number(unserved), explained=said.number(explained),
        )  # fmt: skip
    return {
        "accepted": ([Part("nk", not_accepted)],
                     [_said(not_accepted, said.gettext("%(number)s not on record as accepted"), said)]),
        "served": (parts, [words]),
        "filed": ([Part("slate3", unfiled)], [_said(unfiled, said.gettext("%(number)s served, not filed"), said)]),
        "hearing": ([Part("slate3", unset)], [_said(unset, said.gettext("%(number)s filed, no hearing set"), said)]),
        "attended": ([Part("open", ahead), Part("ink", missed), Part("slate2", other)],
                     [_said(ahead, said.gettext("%(number)s still ahead"), said),
                      _said(missed, said.gettext("%(number)s missed"), said),
                      _said(other, said.gettext("%(number)s taken off or put off"), said)]),
    }  # fmt: skip


def _listed(notes: Sequence[str]) -> str:
    """The notes in a row, of which none is broken over two lines where there are several."""
    told = [note for note in notes if note]
    return told[0] if len(told) == 1 else "\u00a0· ".join(note.replace(" ", "\u00a0") for note in told)


def _said(count: Count, words: str, said: Wording) -> str:
    if not isinstance(count, int):
        return said.gettext("a number withheld")
    return words % {"number": said.number(count)} if count else ""
