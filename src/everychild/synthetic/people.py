"""Who the children are: names, births, languages, numbers and families, as they truly are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.moments import Moments, birthday, days
from everychild.synthetic.names import (
    COUNTRIES,
    GIVEN_SPANS,
    MAYAN_LANGUAGES,
    SURNAME_SPANS,
)

FEMALE, MALE, NOT_RECORDED = range(3)
LANGUAGES = (*MAYAN_LANGUAGES, *sorted({language for *_, language in COUNTRIES}))
_POOLS = tuple(SURNAME_SPANS)
_MEXICO = 3
_ALONE = -1


@dataclass
class People:
    """One position per child. Names are positions in the lists of ``names``; -1 is none. ``lead`` is the first child of
    a group of siblings who came together (oneself, if alone).
    """

    country: Numbers
    indigenous: Flags
    language: Numbers
    sex: Numbers
    given: Numbers
    second_given: Numbers
    surname: Numbers
    second_surname: Numbers
    born: Moments
    a_number: Numbers
    other_number: Numbers
    lead: Numbers
    twin_of: Numbers
    namesake_of: Numbers

    def __len__(self) -> int:
        return len(self.country)

    @property
    def has_sibling(self) -> Flags:
        """Which children came with a sibling."""
        return np.asarray(np.bincount(self.lead, minlength=len(self))[self.lead] > 1)


def families(chance: Chance, n: int, alone: Flags) -> Numbers:
    """For each child in order of arrival, the first of the siblings it came with."""
    follows = chance.hits(p.FOLLOWS_A_SIBLING, n) & ~alone
    follows[:1] = False
    return np.maximum.accumulate(np.where(follows, 0, np.arange(n)))


def invent(seed: int, year: Numbers, arrived: Moments, lead: Numbers, alone: Flags) -> People:
    """A person for every arrival; ``year`` is the position of the fiscal year, ``arrived`` the day of the hand-over."""
    n = len(year)
    chance = Chance(seed, "people")
    country = chance.pick_by(p.NATIONALITY, year, lead)
    other = country == _MEXICO + 1
    country[other] += chance.pick(p.OTHER_NATIONALITY, int(other.sum()))
    indigenous = (country == 0) & chance.hits(p.INDIGENOUS_GUATEMALAN, n)
    language = np.array([LANGUAGES.index(language) for *_, language in COUNTRIES])[country]
    speaks = np.flatnonzero(indigenous & chance.hits(p.INDIGENOUS_LANGUAGE, n))
    language[speaks] = chance.pick(p.MAYAN_LANGUAGES, len(speaks))
    sex = np.where(chance.pick_by([(1 - share, share) for share in p.MALE], year) == 1, MALE, FEMALE)
    country, indigenous, language = country[lead], indigenous[lead], language[lead]
    pools = np.array([_POOLS.index(pool) for _, _, pool, _ in COUNTRIES])[country]
    pools = np.where(indigenous, _POOLS.index("mayan"), pools)
    surname, second = _surname(chance, pools)[lead], _surname(chance, pools)[lead]
    two = np.isin(pools, [_POOLS.index(pool) for pool in ("spanish", "mayan", "brazilian")])
    given, second_given = _given(chance, pools, sex), _given(chance, pools, sex)
    second_given = np.where(chance.hits(p.SECOND_GIVEN_NAME, n) & two & (second_given != given), second_given, -1)
    born = _births(chance, year, arrived)
    people = People(
        country, indigenous, language, sex, given, second_given, surname, np.where(two, second, -1), born,
        _numbers(chance, lead), np.full(n, -1), lead, np.full(n, -1), np.full(n, -1),
    )  # fmt: skip
    _siblings(chance, people, arrived)
    _namesakes(chance, people, arrived, alone)
    doubled = chance.hits(p.SECOND_NUMBER_OTHERWISE, n) & ~alone
    people.other_number[doubled] = another_number(chance, int(doubled.sum()), 960_000_000)
    return people


def another_number(chance: Chance, n: int, start: int) -> Numbers:
    """Second A-numbers for ``n`` children, out of reach of the first series."""
    return start + chance.order(n) * 37 + chance.whole(0, 36, n)


def _popular(chance: Chance, start: Numbers, length: Numbers) -> Numbers:
    """Positions in spans of names: the first names of a list are the common ones."""
    steepness = 1.6
    return np.asarray(start + np.floor(length * chance.level(len(start)) ** steepness)).astype(np.int64)


def _surname(chance: Chance, pools: Numbers) -> Numbers:
    spans = {**SURNAME_SPANS, "spanish": (0, SURNAME_SPANS["spanish"][1] + SURNAME_SPANS["particles"][1])}
    start, length = np.array([spans[pool] for pool in _POOLS]).T
    mixed = (pools == _POOLS.index("mayan")) & chance.hits(0.35, len(pools))  # many have one Spanish surname
    pools = np.where(mixed, 0, pools)
    return _popular(chance, start[pools], length[pools])


def _given(chance: Chance, pools: Numbers, sex: Numbers) -> Numbers:
    letter = np.array(["F", "M"])
    spans = np.array([[GIVEN_SPANS.get(f"{pool} {one}", (0, 1)) for one in letter] for pool in _POOLS])
    start, length = spans[pools, sex].T
    return _popular(chance, start, length)


def _births(chance: Chance, year: Numbers, arrived: Moments) -> Moments:
    bracket = chance.pick_by(p.AGES, year)
    low, high = np.array(p.AGE_BRACKETS).T
    level = chance.level(len(year))
    level = np.where(bracket == 0, level**0.6, level)  # few infants, many near thirteen
    age = low[bracket] + (high - low)[bracket] * level
    return np.asarray(arrived - days(np.floor(age * 365.2425 + 1)))


def _numbers(chance: Chance, lead: Numbers) -> Numbers:
    """A-numbers ascend with arrival; siblings' numbers follow one another. No real number begins with 9."""
    n = len(lead)
    first = lead == np.arange(n)
    low = chance.hits(p.LOW_A_NUMBER, n)[lead]
    numbers = np.empty(n, np.int64)
    for series, start, gap in ((low, 95_000_000, 15), (~low, 900_000_000, 60)):
        steps = np.where(first, chance.whole(1, 2 * gap - 1, n), 1)[series]
        numbers[series] = start + np.cumsum(steps)
    return numbers


def _siblings(chance: Chance, people: People, arrived: Moments) -> None:
    """Followers get another given name, and a birth date that a sibling or a twin can have."""
    n = len(people)
    follower = np.flatnonzero(people.lead != np.arange(n))
    lead = people.lead[follower]
    clash = people.given[follower] == people.given[lead]
    people.given[follower[clash]] += np.where(people.given[follower[clash]] % 2 == 0, 1, -1)
    twin = chance.hits(p.TWIN_OF_SIBLING, len(follower)) & (lead == follower - 1)
    people.twin_of[follower[twin]] = lead[twin]
    people.born[follower[twin]] = people.born[lead[twin]]
    apart = days(chance.whole(320, 700, len(follower)))
    younger, older = people.born[lead] + apart, people.born[lead] - apart
    of_age = birthday(older, 18) <= arrived[follower] + days(30)
    unborn = younger > arrived[follower] - days(60)
    near = ~twin & (np.abs((people.born[follower] - people.born[lead]).astype(np.int64)) < 300)
    moved = np.where(unborn | (~of_age & chance.hits(0.7, len(follower))), older, younger)
    people.born[follower[near]] = moved[near]


def _namesakes(chance: Chance, people: People, arrived: Moments, alone: Flags) -> None:
    """Some children have the full name, birth date and country of another child who came before."""
    n = len(people)
    free = ~people.has_sibling & ~alone
    earlier = np.arange(n) - chance.whole(1, max(n // 40, 1), n)
    there = np.maximum(earlier, 0)
    fits = (earlier >= 0) & free & free[there] & (birthday(people.born[there], 18) > arrived + days(20))
    can = np.flatnonzero(fits)
    who = can[chance.hits(min(p.NAMESAKE * n / max(len(can), 1), 1.0), len(can))]
    who = who[~np.isin(earlier[who], who)]
    of = earlier[who]
    people.namesake_of[who] = of
    for held in (people.country, people.indigenous, people.language, people.sex, people.given, people.second_given,
                 people.surname, people.second_surname, people.born):  # fmt: skip
        held[who] = held[of]
