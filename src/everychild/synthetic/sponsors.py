"""To whom children are released: one invented sponsor for each home, the same for all who go there."""

from __future__ import annotations

import numpy as np

from everychild.synthetic.chance import Chance
from everychild.synthetic.homes import Homes
from everychild.synthetic.journeys import Journeys
from everychild.synthetic.names import GIVEN, GIVEN_SPANS, SURNAMES
from everychild.synthetic.people import People
from everychild.synthetic.tables import Texts, text

RELATIONS = (  # by sponsor category: relation, and whether the given name is a woman's, a man's or either's
    (("Mother", "F"), ("Father", "M"), ("Mother", "F"), ("Legal guardian", "FM")),
    (("Aunt", "F"), ("Uncle", "M"), ("Brother", "M"), ("Sister", "F"), ("Grandmother", "F"), ("Uncle", "M")),
    (("Cousin", "FM"), ("Family friend", "FM"), ("Distant relative", "FM"), ("Unrelated adult", "FM")),
)
_PHONE_ENDS = np.array([f"555-01{n:02d}" for n in range(100)], dtype=object)  # kept for fiction
_AREAS = np.array([f"({n}) " for n in range(201, 990)], dtype=object)


def adult_given_names(chance: Chance, letters: Texts) -> Texts:
    """A given name for each adult; ``letters``: F, M or FM (either)."""
    woman = np.where(letters == "FM", chance.hits(0.5, len(letters)), letters == "F")
    level = chance.level(len(letters))
    names = np.full(len(letters), "", dtype=object)
    for letter, here in (("F", woman), ("M", ~woman)):
        start, length = GIVEN_SPANS[f"spanish {letter}"]
        names[here] = text(GIVEN, start + (level * length).astype(np.int64))[here]
    return names


def sponsor_columns(seed: int, people: People, entries: Journeys, homes: Homes) -> dict[str, Texts]:
    """The sponsor columns of ``orr_care``, one row per entry. Parents and near kin share a surname with the child."""
    chance = Chance(seed, "sponsors")
    size = len(homes.city)
    lot, letter_lot = chance.level(size), Chance(seed, "sponsors' names")
    relation = np.full(len(entries), "", dtype=object)
    given = np.full(len(entries), "", dtype=object)
    for category, choices in enumerate(RELATIONS):
        here = entries.category == category
        which = (lot * len(choices)).astype(np.int64)
        relation[here] = text([word for word, _ in choices], which)[entries.home][here]
        letters = text([letter for _, letter in choices], which)
        given[here] = adult_given_names(letter_lot, letters)[entries.home][here]
    kin = entries.category < 2
    surname = np.where(kin, people.surname[entries.child], chance.whole(0, 140, size)[entries.home])
    phone = _AREAS[chance.whole(0, len(_AREAS) - 1, size)] + _PHONE_ENDS[chance.whole(0, 99, size)]
    address = {f"sponsor_{column}": values for column, values in homes.take(entries.home).columns().items()}
    return {
        "sponsor_name": given + " " + text(SURNAMES, surname),
        "sponsor_relationship": relation,
        "sponsor_category": text(("1", "2", "3"), entries.category),
        "sponsor_phone": phone[entries.home],
        **address,
    }
