"""What each record says of who the child is: every feed's identifying columns, in that agency's own version."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.errors import (
    Version,
    disagree,
    full_names,
    given_names,
    spaced,
    surnames,
    true_version,
)
from everychild.synthetic.layout import ORDERED_BY
from everychild.synthetic.moments import Moments, parts
from everychild.synthetic.names import COUNTRIES
from everychild.synthetic.people import LANGUAGES, NOT_RECORDED, People
from everychild.synthetic.tables import Table, Texts, text

_UPPER = tuple(name.upper() for name, *_ in COUNTRIES)
_NAMES = tuple(name for name, *_ in COUNTRIES)
_CODES = tuple(code for _, code, *_ in COUNTRIES)


@dataclass
class Identities:
    """The children, when each came a second time (unstated: never), and whose records are written without slips."""

    seed: int
    people: People
    came_again: Moments
    clean: Flags

    def identify(self, tables: dict[str, Table]) -> None:
        """Fills in the identifying columns of every feed. DHS's notices are written from its custody records, and the
        court's cases from the notices; the other agencies ask the child anew.
        """
        chance = Chance(self.seed, "keys")
        self._portal = chance.order(len(self.people)) + 1
        self._subject = chance.order(2 * len(self.people)) + 1
        self._siblings = self._sibling_numbers()
        custody, notices, cases = tables["ice_custody"], tables["ice_notices"], tables["eoir_cases"]
        held = self._version(custody)
        self._custody(custody, held)
        self._care(tables["orr_care"])
        self._notices(notices, self._version(notices, custody, held))
        self._cases(cases, self._version(cases, custody, held))
        self._relief(tables["uscis_relief"])
        for feed in ("address_changes", "field_contacts"):
            rows = tables[feed]
            self._number(rows, self._version(rows))
            missing = Chance(self.seed, f"portal {feed}").hits(p.PORTAL_ID_MISSING[feed], len(rows))
            rows.columns["portal_id"] = np.where(missing & ~self.clean[rows.child], -1, self._portal[rows.child])
        for feed in ("orr_care", "orr_safety_calls", "orr_incidents"):
            tables[feed].columns["portal_id"] = self._portal[tables[feed].child]
        self._separations(tables["separations"])

    def _sibling_numbers(self) -> Numbers:
        """The A-number of a sibling who came with the child; -1: none."""
        lead = self.people.lead
        mine = np.arange(len(lead))
        other = np.where(lead != mine, lead, np.minimum(mine + 1, len(lead) - 1))
        return np.where(self.people.has_sibling, self.people.a_number[other], -1)

    def _second(self, rows: Table) -> Flags:
        """Which rows belong to a child's second entry, by their date."""
        when = rows[ORDERED_BY[rows.feed]]
        if rows.feed == "ice_custody":
            when = np.fmin(np.fmin(when, rows["determined_uc_at"]), rows["handed_over_at"])
        if rows.feed == "ice_notices":
            when = np.fmin(when, rows["deferral_from"])
        return np.asarray(when >= self.came_again[rows.child].astype(when.dtype))

    def _version(self, rows: Table, source: Table | None = None, held: Version | None = None) -> Version:
        """The agency's version of the child of each row, from the truth or from another table's version."""
        base = true_version(self.people, rows.child, self._second(rows))
        if source is not None and held is not None:
            base = _copied(source, held, base, rows.child, len(self.people))
        chance, slips = Chance(self.seed, f"slips {rows.feed}"), p.SLIPS[rows.feed]
        return disagree(chance, base, slips, self._siblings[rows.child], self.clean[rows.child])

    def _number(self, rows: Table, held: Version) -> None:
        rows.columns["a_number"] = np.where(held.number < 0, -1, held.number * 10 + held.shape)

    def _sex(self, rows: Table, codes: tuple[str, str, str]) -> Texts:
        unknown = Chance(self.seed, f"sex {rows.feed}").hits(p.SEX_NOT_RECORDED, len(rows)) & ~self.clean[rows.child]
        return text(codes, np.where(unknown, NOT_RECORDED, self.people.sex[rows.child]))

    def _custody(self, rows: Table, held: Version) -> None:
        given, middle = given_names(held, "upper")
        family = surnames(held, "upper")
        second = self._second(rows)
        rows.columns |= {
            "subject_id": self._subject[rows.child * 2 + second],
            "last_name": np.where(held.exchanged, given, family), "first_name": np.where(held.exchanged, family, given),
            "middle_name": middle, "dob": held.born,
            "citizenship": text(_UPPER, self.people.country[rows.child]), "sex": self._sex(rows, ("F", "M", "U")),
        }  # fmt: skip
        self._number(rows, held)

    def _care(self, rows: Table) -> None:
        held = self._version(rows)
        reversed_ = Chance(self.seed, "name order").hits(p.SLIPS[rows.feed].name_reversed, len(rows))
        rows.columns |= {
            "full_name": full_names(held, "accented", reversed_), "dob": held.born,
            "gender": self._sex(rows, ("Female", "Male", "Unknown")),
            "country_of_birth": text(_NAMES, self.people.country[rows.child]),
        }  # fmt: skip
        self._number(rows, held)

    def _notices(self, rows: Table, held: Version) -> None:
        given, middle = given_names(held, "upper")
        family = surnames(held, "upper")
        missing = Chance(self.seed, "subject on notice").hits(p.SUBJECT_ID_MISSING_ON_NOTICE, len(rows))
        missing &= ~self.clean[rows.child]
        given = spaced(given, middle)
        rows.columns |= {
            "subject_id": np.where(missing, -1, self._subject[rows.child * 2 + self._second(rows)]),
            "last_name": np.where(held.exchanged, given, family), "first_name": np.where(held.exchanged, family, given),
            "dob": held.born,
        }  # fmt: skip
        self._number(rows, held)

    def _cases(self, rows: Table, held: Version) -> None:
        given, middle = given_names(held, "upper")
        given, family = spaced(given, middle), surnames(held, "upper")
        cut = Chance(self.seed, "cut names").hits(p.SLIPS[rows.feed].name_cut, len(rows)) & ~self.clean[rows.child]
        family[cut] = [name[:9] for name in family[cut]]
        year = parts(held.born)[0]
        rows.columns |= {
            "last_name": np.where(held.exchanged, given, family), "first_name": np.where(held.exchanged, family, given),
            "birth_year": np.where(np.isnat(held.born), -1, year),
            "nationality": text(_CODES, self.people.country[rows.child]),
            "language": text(LANGUAGES, self.people.language[rows.child]),
        }  # fmt: skip
        self._number(rows, held)

    def _relief(self, rows: Table) -> None:
        held = self._version(rows)
        given, middle = given_names(held, "plain")
        family = surnames(held, "plain")
        rows.columns |= {
            "family_name": np.where(held.exchanged, given, family),
            "given_name": np.where(held.exchanged, family, given),
            "middle_name": middle, "dob": held.born,
            "country_of_birth": text(_NAMES, self.people.country[rows.child]), "sex": self._sex(rows, ("F", "M", "U")),
        }  # fmt: skip
        self._number(rows, held)

    def _separations(self, rows: Table) -> None:
        held = self._version(rows)
        family_first = Chance(self.seed, "separation names").hits(p.SLIPS[rows.feed].name_reversed, len(rows))
        rows.columns |= {"child_name": full_names(held, "plain", family_first), "child_dob": held.born}


def _copied(source: Table, held: Version, truth: Version, child: Numbers, children: int) -> Version:
    """The version that another table holds of these children, by the first row of each; without one, the truth."""
    first = np.full(children, -1)
    first[source.child[::-1]] = np.arange(len(source))[::-1]
    at = first[child]
    there = held.take(np.maximum(at, 0))
    chosen = {}
    for field in fields(Version):
        chosen[field.name] = np.where(at < 0, getattr(truth, field.name), getattr(there, field.name))
    return Version(**chosen)
