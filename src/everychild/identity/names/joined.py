"""Two names, or a particle and a name, that someone wrote as one."""

from __future__ import annotations

from collections import Counter

from everychild.identity.names.known import MAYAN
from everychild.identity.names.slips import Slips
from everychild.identity.names.tokens import PARTICLES

SHORTEST = 3
"""A half has this many letters, or is a Mayan surname."""

SHORTEST_BEFORE_A_REST = 4
"""A first name is this long, and what is left of a second at most one letter shorter, where a field cut it off."""

_LEADS = ("DELOS", "DELAS", "DELA", "DEL", "DE")


def halves(token: str, count: Counter[str], slips: Slips) -> list[str]:
    """The two names in a token (``LOPEZGARCIA``), where both are much commoner than the whole.

    A particle before the second or at an end is left out: ``DELACRUZ``, ``ORELLANADE``. Of a second name that a
    field cut off, the beginning is kept: ``CHICASVAR``.
    """
    if token in PARTICLES or len(token) < 2 * SHORTEST - 1 or slips.is_known(token) or slips.meant(token) != token:
        return [token]
    found = [
        (min(count[slips.meant(first)], count[slips.meant(second)]), -len(first), first, second)
        for first, second in _cuts(token)
        if _are_names(first, second, count[token], slips)
    ]
    if found:
        *_, first, second = max(found)
        return [first, second]
    whole = count[token]
    for lead in _LEADS:
        for rest in (token.removeprefix(lead), token.removesuffix(lead)):
            if rest != token and len(rest) >= SHORTEST and slips.is_name(rest, whole):
                return [rest]
    cut_short = [
        (count[first], first, rest)
        for first, rest in _cuts(token)
        if min(len(first), len(rest) + 1) >= SHORTEST_BEFORE_A_REST
        and slips.is_name(first, whole)
        and slips.begins(rest)
    ]
    return list(max(cut_short)[1:]) if cut_short else [token]


def _cuts(token: str) -> list[tuple[str, str]]:
    """Every way to cut the token into two possible names, with and without a particle between them."""
    cuts = [(token[:at], token[at:]) for at in range(2, len(token) - 1)]
    cuts += [(first, rest.removeprefix(lead)) for first, rest in cuts for lead in _LEADS if rest.startswith(lead)]
    return [(first, second) for first, second in cuts if _may_be(first) and _may_be(second)]


def _may_be(half: str) -> bool:
    return len(half) >= SHORTEST or half in MAYAN


def _are_names(first: str, second: str, whole: int, slips: Slips) -> bool:
    """One is a name, and the other is, or sounds like one, or is one with a slip."""

    def passes(half: str) -> bool:
        if slips.is_name(half, whole) or slips.sounds_like_a_name(half, whole):
            return True
        return slips.is_name(slips.meant(half), whole)

    return (slips.is_name(first, whole) and passes(second)) or (slips.is_name(second, whole) and passes(first))
