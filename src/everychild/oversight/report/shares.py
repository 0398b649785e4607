"""Counts that may be withheld: taken together only where all are shown, and said as shares without false certainty."""

from __future__ import annotations

from collections.abc import Iterable

from everychild.look.wording import Wording
from everychild.oversight.results import Count
from everychild.terms.verdicts import SUPPRESSED


def numbers(*counts: Count) -> tuple[int, ...]:
    """The counts, or nothing where one of them is withheld."""
    shown = tuple(count for count in counts if isinstance(count, int))
    return shown if len(shown) == len(counts) else ()


def sum_of(counts: Iterable[Count]) -> Count:
    """The counts together; withheld where one of them is."""
    given = tuple(counts)
    shown = numbers(*given)
    return sum(shown) if len(shown) == len(given) else SUPPRESSED


def share(said: Wording, count: Count, of: Count) -> str:
    """A share in per cent with one decimal; nothing where it cannot be had or would round a doubt away."""
    if not isinstance(count, int) or not isinstance(of, int) or not of:
        return ""
    part = count / of
    if 0 < part < 0.0005:
        return said.gettext("under %(share)s", share=said.percent(0.001))
    if 0.9995 <= part < 1:
        return said.gettext("over %(share)s", share=said.percent(0.999))
    return said.percent(part)
