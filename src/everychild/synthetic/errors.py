"""How agencies' records of one child disagree: each keeps its own version of a person, with its own slips."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.moments import Moments, from_parts, parts
from everychild.synthetic.parameters import Slips
from everychild.synthetic.people import People
from everychild.synthetic.spelling import (
    BARE_FORMS,
    GARBLED,
    GIVEN_FORMS,
    MISTYPED,
    PLAIN,
    SHORT,
    SPELLED,
    SURNAME_FORMS,
)
from everychild.synthetic.tables import Texts

SHAPES = ("A%09d", "%09d", "A%s-%s-%s", "%d", "A000000000", "A999999999", "A%06d")
"""How an A-number is written: whole, bare, with hyphens, without its leading zero, two placeholders, cut short."""
_WITHOUT_ZERO, _ZEROS, _NINES, _CUT = 3, 4, 5, 6


@dataclass(frozen=True)
class Version:
    """Persons as one agency holds them, one position per record. Numbers are -1 where they are not held."""

    given: Numbers
    second_given: Numbers
    surname: Numbers
    second_surname: Numbers
    given_form: Numbers
    surname_form: Numbers
    second_surname_form: Numbers
    bare: Flags
    joined: Flags
    exchanged: Flags
    born: Moments
    number: Numbers
    shape: Numbers
    indigenous: Flags

    def take(self, rows: Any) -> Version:
        """Some of the records, by position or flag."""
        return Version(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def true_version(people: People, child: Numbers, second: Flags) -> Version:
    """The truth about these children; ``second``: under the child's second A-number, where there is one."""
    n = len(child)
    none, plain = np.zeros(n, bool), np.full(n, PLAIN)
    other = people.other_number[child]
    return Version(
        people.given[child], people.second_given[child], people.surname[child], people.second_surname[child],
        plain, plain, plain, none, none, none, people.born[child],
        np.where(second & (other > 0), other, people.a_number[child]), np.zeros(n, np.int64), people.indigenous[child],
    )  # fmt: skip


def disagree(chance: Chance, held: Version, slips: Slips, siblings: Numbers, clean: Flags) -> Version:
    """Another agency's version of the same persons. ``siblings`` are A-numbers that may be taken for the child's (-1:
    none); ``clean`` records keep what they have, but for the shape of the A-number.
    """
    n = len(clean)

    def slip(share: float) -> Flags:
        return chance.hits(share, n) & ~clean

    two = held.second_surname >= 0
    swapped = two & slip(slips.surnames_swapped)
    surname = np.where(swapped, held.second_surname, held.surname)
    second = np.where(swapped, held.surname, held.second_surname)
    heard = (chance.level(n) < np.where(held.indigenous, slips.indigenous_spelled, slips.surname_spelled)) & ~clean
    first_form, second_form = held.surname_form.copy(), held.second_surname_form.copy()
    on_first = chance.hits(0.6, n)
    for hit, form in ((heard, SPELLED), (slip(slips.surname_mistyped), MISTYPED), (slip(slips.garbled), GARBLED)):
        first_form[hit & (on_first | (form == GARBLED))] = form
        second_form[hit & (~on_first | (form == GARBLED))] = form
    number, shape = _numbers(chance, held.number, slips, siblings, clean)
    given_form = held.given_form.copy()
    given_form[slip(slips.given_variant / 2)] = SHORT
    given_form[slip(slips.given_variant / 2)] = SPELLED
    given_form[slip(slips.given_mistyped)] = MISTYPED
    return replace(
        held,
        second_given=np.where(slip(slips.second_given_missing), -1, held.second_given),
        surname=surname,
        second_surname=np.where(slip(slips.second_surname_missing), -1, second),
        given_form=given_form,
        surname_form=first_form,
        second_surname_form=second_form,
        bare=held.bare | slip(slips.particle_lost),
        joined=held.joined | (two & slip(slips.surnames_joined)),
        exchanged=held.exchanged | slip(slips.fields_exchanged),
        born=_births(chance, held, slips, clean),
        number=number,
        shape=shape,
    )


def _births(chance: Chance, held: Version, slips: Slips, clean: Flags) -> Moments:
    n = len(clean)
    year, month, day = parts(held.born)
    off = chance.hits(slips.year_off, n)
    year = year + np.where(off, np.where(chance.hits(0.5, n), 1, -1), 0)
    swap = chance.hits(slips.day_and_month_swapped, n) & (day <= 12)
    first = chance.level(n) < np.where(held.indigenous, slips.first_of_january_indigenous, slips.first_of_january)
    written = from_parts(year, np.where(swap, day, month), np.where(swap, month, day))
    written = np.where(first, from_parts(year, np.ones(n, np.int64), np.ones(n, np.int64)), written)
    written = np.where(chance.hits(slips.birth_missing, n), np.datetime64("NaT"), written)
    return np.where(clean, held.born, written)


def _numbers(chance: Chance, number: Numbers, slips: Slips, siblings: Numbers, clean: Flags) -> tuple[Numbers, Numbers]:
    n = len(number)
    mistyped = chance.hits(slips.number_mistyped, n)
    place = 10 ** chance.whole(0, 6, n)
    ones, tens = number // place % 10, number // (place * 10) % 10
    transposed = number + (ones - tens) * (place * 10 - place)
    one_digit = number + ((ones + chance.whole(1, 9, n)) % 10 - ones) * place
    wrong = np.where(chance.hits(0.4, n), transposed, one_digit)
    written = np.where(mistyped, wrong, number)
    taken = (siblings > 0) & (chance.level(n) < slips.number_of_sibling)
    written = np.where(taken, siblings, written)
    shape = chance.pick(slips.number_shapes, n)
    shape[(written < 100_000_000) & chance.hits(slips.number_without_zero, n)] = _WITHOUT_ZERO
    kept = shape.copy()
    shape[chance.hits(slips.number_cut, n)] = _CUT
    placeholder = chance.hits(slips.number_placeholder, n)
    shape[placeholder] = np.where(chance.hits(0.7, n), _ZEROS, _NINES)[placeholder]
    missing = chance.hits(slips.number_missing, n) | (number < 0)
    written = np.where(missing, -1, written)
    return np.where(clean, number, written), np.where(clean, kept, shape)


def given_names(held: Version, style: str) -> tuple[Texts, Texts]:
    """First and second given name in a style of ``spelling.STYLES``."""
    forms = GIVEN_FORMS[style]
    return forms[held.given_form, held.given], forms[PLAIN, held.second_given]


def surnames(held: Version, style: str) -> Texts:
    """The surnames in one field."""
    first = _surname(held.surname_form, held.surname, held.bare, style)
    second = _surname(held.second_surname_form, held.second_surname, held.bare, style)
    gap = np.array([" ", ""], dtype=object)[(held.joined | (held.second_surname < 0)).astype(np.int64)]
    return np.asarray(first + gap + second)


def _surname(form: Numbers, name: Numbers, bare: Flags, style: str) -> Texts:
    return np.where(bare, BARE_FORMS[style][form, name], SURNAME_FORMS[style][form, name])


def spaced(first: Texts, second: Texts) -> Texts:
    """Two texts with a space between, where there is a second."""
    gap = np.array(["", " "], dtype=object)[(second != "").astype(np.int64)]
    return np.asarray(first + gap + second)


def full_names(held: Version, style: str, family_first: Flags) -> Texts:
    """The whole name in one field, given names first or ``SURNAMES, GIVEN``."""
    given = spaced(*given_names(held, style))
    family = surnames(held, style)
    return np.asarray(np.where(family_first, family + ", " + given, given + " " + family))
