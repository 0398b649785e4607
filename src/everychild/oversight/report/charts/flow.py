"""What the two ways to draw the custody flow share: its streams, and how thick and how curved they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import known, number
from everychild.oversight.report.charts.sheet import LINE, Sheet, wide, wrapped
from everychild.oversight.results import Count
from everychild.terms.verdicts import SUPPRESSED

THIN = 1.5
"""The least that a ribbon is drawn."""
SQUARE = 14
"""The least that the hatched square is drawn of those never accepted."""


@dataclass(frozen=True)
class Stream:
    """What flows in or out under one name."""

    name: str
    count: Count
    fill: str = "slate"


@dataclass(frozen=True)
class Flow:
    """The streams in, each with what was accepted of it and what was not, and the streams out."""

    given: Sequence[Stream]
    accepted: Sequence[Count]
    lost: Sequence[Count]
    after: Sequence[Stream]


PALE = {"blue": "blue3", "slate": "slate3", "slate2": "slate3", "plm": "plm", "nk": "nk"}
"""The fill of a ribbon by that of the place where it ends."""


def bend(
    start: float, end: float, here: tuple[float, float], there: tuple[float, float]
) -> list[tuple[float, float, float]]:
    """A ribbon from one pair of edges to another, level where it begins and where it ends."""
    made = []
    for step in range(13):
        part = step / 12
        ease = part * part * (3 - 2 * part)
        made.append((start + part * (end - start), here[0] + ease * (there[0] - here[0]),
                     here[1] + ease * (there[1] - here[1])))  # fmt: skip
    return made


def thickness(count: Count, scale: float) -> float:
    """Never so thin that it cannot be seen; nothing for nobody."""
    if not isinstance(count, int):
        return THIN
    return max(THIN, count * scale) if count else 0


def scale_of(flow: Flow, room: float) -> float:
    """Pixels for one child."""
    return room / max(known(flow.accepted), known([stream.count for stream in flow.given]))


def kept(flow: Flow) -> float:
    """What is left of the scale after HHS, where not more can go out than came in: a child may have come twice."""
    return min(1.0, known(flow.accepted) / max(1, known([stream.count for stream in flow.after])))


def pale(count: Count, fill: str) -> str:
    """The fill, or the hatch where the count is withheld."""
    return fill if isinstance(count, int) else "nk"


def shown(count: Count) -> int | None:
    """The count where it may be shown."""
    return count if isinstance(count, int) else None


def accepted_in_all(flow: Flow, said: Wording) -> str:
    """How many HHS accepted, or that it is withheld."""
    exact = all(isinstance(count, int) for count in flow.accepted)
    return number(known(flow.accepted) if exact else SUPPRESSED, said)


def lost_in_words(flow: Flow, said: Wording, room: float) -> list[str]:
    """How many were never accepted, in lines."""
    exact = all(isinstance(count, int) for count in flow.lost)
    words = (
        said.gettext("%(number)s not on record as accepted", number=said.number(known(flow.lost)))
        if exact
        else said.gettext("Not on record as accepted: a number withheld")
    )
    return wrapped(words, room)


def beside(sheet: Sheet, x: float, y: float, stream: Stream, said: Wording, *, right: bool = False) -> None:
    """The name and the number on one line."""
    counted = number(stream.count, said)
    if right:
        sheet.text(x, y, counted, anchor="right", bold=True)
        sheet.text(x - wide(counted) - 6, y, stream.name, anchor="right")
    else:
        sheet.text(x, y, stream.name)
        sheet.text(x + wide(stream.name) + 6, y, counted, bold=True)


def under(sheet: Sheet, x: float, y: float, stream: Stream, said: Wording, room: float) -> None:
    """The name, and the number under it."""
    for line in wrapped(stream.name, room):
        sheet.text(x, y, line)
        y += LINE
    sheet.text(x, y, number(stream.count, said), bold=True)


def say_proportions(sheet: Sheet, said: Wording) -> None:
    """What is not to scale, under everything."""
    words = said.gettext("Widths are in proportion, but the thinnest are drawn wider, so that they can be seen.")
    y = sheet.height + 24
    for line in wrapped(words, sheet.width):
        sheet.text(1, y, line, quiet=True)
        y += LINE
