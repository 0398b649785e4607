"""Which records are one child: any two records that share an identifier, or an exact name and birth date."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.oracle.told import Record

NAMES = ("last_name", "first_name", "middle_name", "full_name", "family_name", "given_name", "child_name")
OF_A_CHILD = ("ice_custody", "orr_care", "separations")
"""Only a cluster with a record of one of these feeds is a child."""


@dataclass(frozen=True)
class Child:
    """Records that are one child, in the order in which they were first told."""

    child_id: str
    records: list[Record]
    dob: date | None


def children(records: list[Record], linked: Mapping[str, int] | None = None) -> tuple[list[Child], list[Record]]:
    """The children, and the records that belong to no child.

    ``linked`` names each record's cluster where linking itself is not in question.
    """
    found, without = [], []
    for cluster in clusters(records) if linked is None else given(records, linked):
        if any(record.feed in OF_A_CHILD for record in cluster):
            child_id = "C" + hashlib.md5(cluster[0].name.encode()).hexdigest()[:14]
            found.append(Child(child_id, cluster, birth_date(cluster)))
        else:
            without.extend(cluster)
    return found, without


def clusters(records: list[Record]) -> list[list[Record]]:
    """Connected components: grow each cluster until no record outside shares a mark with one inside."""
    left = sorted(records, key=lambda record: record.number)
    found = []
    while left:
        cluster, grown = [left.pop(0)], True
        while grown:
            grown = False
            for other in list(left):
                if any(marks(record) & marks(other) for record in cluster):
                    cluster.append(other)
                    left.remove(other)
                    grown = True
        found.append(sorted(cluster, key=lambda record: record.number))
    return found


def given(records: list[Record], linked: Mapping[str, int]) -> list[list[Record]]:
    """The clusters as they were given."""
    found: dict[int, list[Record]] = {}
    for record in sorted(records, key=lambda record: record.number):
        found.setdefault(linked[record.name], []).append(record)
    return list(found.values())


def marks(record: Record) -> set[tuple[str, str]]:
    """What the record says of whose it is."""
    found = {("record", record.name)}
    number = a_number(record.cell("a_number"))
    if number:
        found.add(("a_number", number))
    for column in ("portal_id", "subject_id", "case_id"):
        if record.cell(column):
            found.add((column, record.cell(column)))
    if record.cell("child_record"):
        found.add(("record", record.cell("child_record")))
    name, dob = exact_name(record), record.cell("dob") or record.cell("child_dob")
    if name and dob:
        found.add(("name and birth date", f"{name}, {dob}"))
    return found


def a_number(text: str) -> str:
    """Nine digits, or nothing if there are none, too few, too many, or one digit repeated."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) not in (8, 9) or len(set(digits)) == 1:
        return ""
    digits = digits.rjust(9, "0")
    return "" if len(set(digits)) == 1 else digits


def exact_name(record: Record) -> str:
    """Every word of every part of the name: capitals, no accents, no punctuation, in alphabetical order."""
    text = unicodedata.normalize("NFKD", " ".join(record.cell(column) for column in NAMES)).upper()
    plain = "".join(letter for letter in text if letter.isalnum() or letter.isspace())
    return " ".join(sorted(plain.split()))


def birth_date(records: list[Record]) -> date | None:
    """The birth date in the first record that gives one."""
    for record in records:
        text = record.cell("dob") or record.cell("child_dob")
        if text:
            return date.fromisoformat(text)
    return None
