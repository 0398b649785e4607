"""Children parted from an adult: ``separations``. Some are United States citizens, some are in no other file."""

from __future__ import annotations

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.journeys import SECTORS
from everychild.synthetic.moments import END, Moments, days, hours, until
from everychild.synthetic.names import SURNAMES
from everychild.synthetic.people import People
from everychild.synthetic.sponsors import adult_given_names
from everychild.synthetic.tables import Table, Texts, Values, table, text

GROUNDS = {
    "criminal history of the adult": 35,
    "danger to the child": 12,
    "doubt of the relationship": 14,
    "medical emergency": 10,
    "arrest of the adult": 19,
    "not recorded": 10,
}
RELATIONS = (  # relation, the adult's given name, weight
    ("mother", "F", 42),
    ("father", "M", 30),
    ("legal guardian", "FM", 6),
    ("grandmother", "F", 8),
    ("aunt", "F", 8),
    ("adult sibling", "FM", 6),
)
_NAT = np.datetime64("NaT")
_LAST = END - np.timedelta64(60, "s")


def separation_rows(
    seed: int, people: People, child: Numbers, apprehended: Moments, zone: Numbers, citizen: Numbers, records: Numbers
) -> Table:
    """One separation of each child. ``citizen``: 1 for a United States citizen; ``records``: 1 when the child has
    records elsewhere, and so something for ``child_record`` to name.
    """
    chance = Chance(seed, "separations")
    n = len(child)
    parted = apprehended + hours(2 + 20 * chance.level(n))
    contact = until(parted + hours(24 * chance.skewed(12, 1.0, n)), _LAST)
    contact = np.where(chance.hits(0.75, n), contact, _NAT)
    together_again = until(parted + hours(24 * (10 + chance.skewed(60, 0.9, n))), _LAST)
    back = chance.hits(0.62, n) & ~np.isnat(together_again)
    contact = np.where(back, np.fmin(contact, together_again), contact)
    relation = chance.pick([weight for _, _, weight in RELATIONS], n)
    family = (relation <= 1) | chance.hits(0.4, n)
    given = adult_given_names(chance, text([letter for _, letter, _ in RELATIONS], relation))
    adult = given + " " + text(SURNAMES, np.where(family, people.surname[child], chance.whole(0, 140, n)))
    ours = chance.hits(0.04, n)
    number = np.where(chance.hits(0.85, n) & ~ours, (930_000_000 + chance.order(n) * 11) * 10, -1)
    born = people.born[child] - days(chance.whole(17 * 365, 40 * 365, n))
    never = np.full(n, -1)

    def drawn(choices: dict[str, int], where: Flags | None = None) -> Texts:
        which = chance.pick(list(choices.values()), n)
        return text(choices, which if where is None else np.where(where, which, never))

    columns: dict[str, Values] = {
        "child_is_us_citizen": text(("N", "Y"), citizen),
        "adult_name": adult,
        "adult_dob": np.where(chance.hits(0.8, n), born, _NAT),
        "adult_a_number": number,
        "adult_is_us_citizen": text(("N", "Y"), ours.astype(np.int64)),
        "relationship": text([word for word, _, _ in RELATIONS], relation),
        "relationship_evidence": drawn({"birth certificate": 35, "DNA": 8, "statement": 35, "none": 12, "": 10}),
        "separated_at": parted,
        "separated_by": drawn({"CBP": 88, "ICE": 12}),
        "place": drawn({f"{name} station": weight for name, _, weight in SECTORS}),
        "ground": drawn(GROUNDS),
        "supervisor": drawn({f"supervisor {k:02d}": 1 for k in range(1, 41)}, chance.hits(0.8, n)),
        "child_placed_with": np.where(
            citizen == 1,
            drawn({"county child welfare": 1, "a relative": 1}),
            text(("ORR",), np.where(records == 1, 0, -1)),
        ),
        "contact_first_made_at": contact,
        "adult_location": drawn({"ICE detention": 35, "criminal custody": 15, "released": 20, "removed": 20, "": 10}),
        "adult_wishes": drawn({"reunify": 60, "relative to care for the child": 12, "not asked": 18, "": 10}),
        "reunified_at": np.where(back, together_again, _NAT),
        "reunified_how": drawn({"in the United States": 65, "abroad": 15, "with another relative": 20}, back),
        "reunification_evidence": drawn({"signed release": 50, "case note": 35, "none": 15}, back),
        "list_revision": drawn({"1": 60, "2": 30, "3": 10}),
    }
    return table("separations", child, zone, columns)


def how_many(children: int) -> tuple[int, int, int]:
    """Children separated who have other records, who have none, and who are United States citizens.

    A few of each in every population, but never more than a small one holds.
    """
    some = children // 7
    return (
        max(round(p.SEPARATED * children), min(8, some)),
        max(round(p.SEPARATED_AND_NOWHERE_ELSE * children), min(3, some)),
        max(round(p.SEPARATED_US_CITIZEN * children), min(3, some)),
    )
