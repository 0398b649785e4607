"""A rare token that is one slip of the hand or the ear away from a much commoner name, or the beginning of one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from everychild.identity.names.classes import class_of
from everychild.identity.names.forms import NAME_OF
from everychild.identity.names.known import KNOWN, MAYAN
from everychild.identity.names.tokens import LOST

COMMONER = 20
"""How many times commoner a name must be for a rare token to be a slip of it, or two of them written as one."""
COMMONER_IF_KNOWN = 1
"""The same for a name on our lists, when the rare token is on none."""
SHORTEST = 4
"""Shorter tokens are one letter away from too many others."""
SHORTEST_EXCHANGED = 3
"""Only with two letters exchanged or one sound misheard are they still what they were."""
SHORTEST_BEGINNING = 5

_HEARD = (
    ("SH", "X"), ("SH", "CH"), ("SH", "J"), ("CH", "X"), ("X", "J"), ("J", "X"), ("H", "J"), ("J", "H"), ("K", "QU"),
    ("K", "C"), ("Y", "LL"), ("LL", "Y"), ("LL", "L"), ("L", "LL"), ("W", "GU"), ("W", "HU"), ("GU", "HU"), ("U", "W"),
    ("TS", "TZ"), ("KS", "X"), ("CS", "X"), ("SS", "X"), ("I", "Y"), ("Y", "I"), ("M", "N"), ("N", "M"), ("R", "RR"),
)  # fmt: skip
"""What was written, and what it may have been: one change, anywhere in the name."""


class Slips:
    """The names of a population by how common they are, to find the name that a rare token was meant to be."""

    def __init__(self, count: Counter[str]) -> None:
        self._count = count
        self._names = sorted(
            token
            for token, n in count.items()
            if len(token) >= SHORTEST_EXCHANGED and LOST not in token and (n >= COMMONER or token in KNOWN)
        )
        self._shortened: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for shorter in {name, *_without_one(name)}:
                self._shortened[shorter].append(name)
        self._meant: dict[str, str] = {}
        self._by_class: Counter[str] = Counter()
        for token, n in count.items():
            self._by_class[class_of(token)] += n

    def meant(self, token: str) -> str:
        """The name of which this token is a slip, or the token itself."""
        if token not in self._meant:
            self._meant[token] = self._find(token)
        return self._meant[token]

    def is_known(self, token: str) -> bool:
        """Whether the token is on our lists or sounds like a name that is: Maira is Mayra, and no slip of María."""
        return token in KNOWN or token in NAME_OF or class_of(token) in _known_classes()

    def is_name(self, token: str, rarer: int) -> bool:
        """Whether the token is a name of its own beside one that stands ``rarer`` times."""
        n = self._count[token]
        on_our_lists = (token in KNOWN and len(token) >= SHORTEST) or token in MAYAN
        return n >= COMMONER * (rarer + 1) or (on_our_lists and n > COMMONER_IF_KNOWN * rarer)

    def sounds_like_a_name(self, token: str, rarer: int) -> bool:
        """Whether the token sounds like a name on our lists, and such names are borne beside it."""
        sound = class_of(token)
        long_enough = len(token) >= SHORTEST or sound in _mayan_classes()
        return long_enough and sound in _known_classes() and self._by_class[sound] > COMMONER_IF_KNOWN * rarer

    def begins(self, start: str) -> bool:
        """Whether a common name begins so."""
        return any(self._count[name] >= COMMONER for name in self._beginning(start))

    def filled(self, token: str) -> str:
        """A token whose lost letters are filled in as in the commonest name that fits; without them if none does."""
        runs = re.findall(r"\?+|[^?]+", token)
        pattern = re.compile("".join("[A-Z]{1,2}" if run[0] == LOST else re.escape(run) for run in runs))
        fits = [name for name in self._beginning(token[: token.index(LOST)]) if pattern.fullmatch(name)]
        return max(fits, key=lambda name: (self._count[name], name), default=token.replace(LOST, ""))

    def _find(self, token: str) -> str:
        if len(token) < SHORTEST_EXCHANGED or self.is_known(token):
            return token
        rarer = self._count[token]
        found = (self._clearest(names, rarer) for names in self._may_be(token))
        return next((name for name in found if name), token)

    def _may_be(self, token: str) -> Iterator[set[str]]:
        """What the token may have been, from the likeliest slip to the least."""
        yield {token.removesuffix("H")} - {token}
        yield set(_unheard(token))
        yield set(_exchanged(token)) - {token}
        if len(token) >= SHORTEST:
            near = {name for shorter in {token, *_without_one(token)} for name in self._shortened.get(shorter, ())}
            yield {name for name in near if _one_slip(token, name)}
        if len(token) >= SHORTEST_BEGINNING:
            yield set(self._beginning(token)) - {token}

    def _clearest(self, names: set[str], rarer: int) -> str | None:
        """The name that is much commoner than any other of these; None where two could be meant.

        Names on our lists come first, short forms last: Louiz is Louis rather than Luiz.
        """
        ranked = sorted(
            (name for name in names if self.is_name(name, rarer)),
            key=lambda name: (_rank(name), -self._count[name], name),
        )
        if not ranked:
            return None
        best = ranked[0]
        rivals = [name for name in ranked[1:] if _rank(name) == _rank(best)]
        return best if all(self._count[best] >= 3 * self._count[rival] for rival in rivals) else None

    def _beginning(self, start: str) -> Iterator[str]:
        for at in range(bisect_left(self._names, start), len(self._names)):
            if not self._names[at].startswith(start):
                return
            yield self._names[at]


@cache
def _known_classes() -> frozenset[str]:
    return frozenset(class_of(name) for name in KNOWN)


@cache
def _mayan_classes() -> frozenset[str]:
    return frozenset(class_of(name) for name in MAYAN)


def _rank(name: str) -> int:
    return 2 if name in NAME_OF else 0 if name in KNOWN else 1


def _without_one(token: str) -> set[str]:
    return {token[:at] + token[at + 1 :] for at in range(len(token))}


def _unheard(token: str) -> Iterator[str]:
    for written, heard in _HEARD:
        at = token.find(written)
        while at >= 0:
            yield token[:at] + heard + token[at + len(written) :]
            at = token.find(written, at + 1)


def _exchanged(token: str) -> Iterator[str]:
    for at in range(len(token) - 1):
        yield token[:at] + token[at + 1] + token[at] + token[at + 2 :]


def _one_slip(token: str, name: str) -> bool:
    """One letter more, fewer or other; not the last vowel alone, which tells Julio from Julia."""
    if token[:-1] == name or token == name[:-1]:
        return (token if len(token) > len(name) else name)[-1] not in "AO"
    if len(token) != len(name):
        longer, shorter = (token, name) if len(token) > len(name) else (name, token)
        return shorter in _without_one(longer)
    differ = [at for at in range(len(token)) if token[at] != name[at]]
    last_vowels = differ == [len(token) - 1] and token[-1] in "AEIO" and name[-1] in "AEIO"
    return len(differ) == 1 and not last_vowels
