"""One figure by fiscal year, by age or by state: how many are counted, of how many, and of how many it is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import Part, Row, drawn, key, known, number, rows
from everychild.oversight.report.charts.sheet import LINE, NARROW, Sheet, wrapped
from everychild.oversight.results import FIELDS, Count, Tally
from everychild.terms.verdicts import SUPPRESSED

MOST_STATES = 15
"""So many states get a bar of their own."""


def breakdown(lines: Mapping[str, Tally], said: Wording, width: int) -> Spec | None:
    """A bar for each line in the order given; a line's key is its name. A line of nobody is left out."""
    sheet = _bars([(name, tally) for name, tally in lines.items() if tally.of != 0], said, width)
    return sheet.spec() if sheet else None


def by_state(lines: Mapping[str, Tally], said: Wording, width: int) -> Spec | None:
    """The states with most counted, then the others together, then by name those whose count is withheld."""
    shown = {state: tally for state, tally in lines.items() if isinstance(tally.count, int) and tally.of != 0}
    ranked = sorted(shown.items(), key=lambda line: (-known([line[1].count]), line[0]))
    first, others = ranked[:MOST_STATES], [tally for _, tally in ranked[MOST_STATES:]]
    if others:
        sums = (_sum([getattr(tally, name) for tally in others]) for name in FIELDS)
        first.append((said.gettext("%(number)s others together", number=said.number(len(others))), Tally(*sums)))
    sheet = _bars(first, said, width)
    if sheet is None:
        return None
    withheld = [state for state, tally in lines.items() if not isinstance(tally.count, int)]
    if withheld:
        y = sheet.height + 12
        sheet.box(1, 12, y, y + 11, "nk")
        told = said.gettext("Withheld, since a number is small or would give one away: %(states)s",
                            states=", ".join(withheld))  # fmt: skip
        for place, line in enumerate(wrapped(told, width - 24)):
            sheet.text(21, y + 11 + place * LINE, line, quiet=True)
    return sheet.spec()


def _bars(lines: Sequence[tuple[str, Tally]], said: Wording, width: int) -> Sheet | None:
    longest = max((max(known([tally.of]), known([tally.count])) for _, tally in lines), default=0)
    if not longest:
        return None
    made = [Row(name, number(tally.count, said), _parts(tally), more=_of(tally, said)) for name, tally in lines]
    sheet = Sheet(width)
    y = rows(sheet, made, 0, width, 0, longest, beside=width > NARROW)
    meaning = {
        "slate": said.gettext("Counted"),
        "nk": said.gettext("Cannot tell, or withheld"),
        "track": said.gettext("The others"),
    }
    key(sheet, [(fill, words) for fill, words in meaning.items() if fill in drawn(made)], y + 4)
    return sheet


def _sum(counts: Sequence[Count]) -> Count:
    return known(counts) if all(isinstance(count, int) for count in counts) else SUPPRESSED


def _parts(tally: Tally) -> list[Part]:
    if isinstance(tally.rest, int):
        return [Part("slate", tally.count), Part("nk", tally.cannot_tell), Part("track", tally.rest)]
    return [Part("slate", tally.count), Part("nk", tally.rest)]


def _of(tally: Tally, said: Wording) -> str:
    """Of how many, and the share, as it follows the number."""
    if not isinstance(tally.of, int):
        return ""
    if not isinstance(tally.count, int) or not tally.of:
        return said.gettext("of %(all)s", all=said.number(tally.of))
    share = said.percent(tally.count / tally.of)
    return said.gettext("of %(all)s, %(share)s", all=said.number(tally.of), share=share)
