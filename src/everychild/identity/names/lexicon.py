"""What a population's own names tell about each token: surname or given name, two names in one, a slip of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from everychild.identity.names.classes import class_of
from everychild.identity.names.joined import halves
from everychild.identity.names.slips import Slips
from everychild.identity.names.tokens import LOST, tokens

SURE = 4.0
"""One token never says more than this for its role, however one-sided: most names can be either."""


@dataclass(frozen=True)
class Word:
    """A written word and how many records hold it in a field of surnames, of given names, of whole names."""

    text: str
    as_surname: int
    as_given: int
    in_whole: int


@dataclass(frozen=True)
class Lexicon:
    """Per written word its tokens; per token its class and its role, above 0 for a surname, below for a given name."""

    spelled: Mapping[str, list[str]]
    classes: Mapping[str, str]
    roles: Mapping[str, float]


def lexicon(words: Iterable[Word]) -> Lexicon:
    """Read the words of a population by its own counts."""
    surname: Counter[str] = Counter()
    given: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    read: dict[str, list[str]] = {}
    for word in words:
        read[word.text] = tokens(word.text)
        for token in read[word.text]:
            surname[token] += word.as_surname
            given[token] += word.as_given
            whole[token] += word.in_whole
    count = surname + given + whole
    slips = Slips(count)
    parted = {token: _parts(token, count, slips) for token in sorted({t for found in read.values() for t in found})}
    spelled = {word: [part for token in found for part in parted[token]] for word, found in read.items()}
    every = sorted({token for found in spelled.values() for token in found})
    classes = {token: class_of(slips.meant(token)) for token in every}
    surnames, givens = _by_class(surname), _by_class(given)
    return Lexicon(spelled, classes, {token: _role(surnames[name], givens[name]) for token, name in classes.items()})


def _by_class(count: Counter[str]) -> Counter[str]:
    """Spellings of one name share its role."""
    summed: Counter[str] = Counter()
    for token, n in count.items():
        summed[class_of(token)] += n
    return summed


def _role(as_surname: int, as_given: int) -> float:
    return max(-SURE, min(SURE, log((as_surname + 0.5) / (as_given + 0.5))))


def _parts(token: str, count: Counter[str], slips: Slips) -> list[str]:
    return [slips.filled(token)] if LOST in token else halves(token, count, slips)
