"""How knowledge comes late: which rows the first file lacks, breaks or states otherwise, and what the second says."""

from __future__ import annotations

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.moments import END, LAST_DAY
from everychild.synthetic.tables import Table, Values

IN_FIRST, RESTATED, LATE, VANISHED, BROKEN, MENDED = range(6)
"""Row in the first file; in both, differently; in the second only; missing from a second file that is whole; broken in
the first; broken there, and mended in the second."""

WHOLE_AGAIN = "uscis_relief"
"""The feed whose second file is a whole extract, from which a few rows have vanished."""

BREAKS: dict[str, tuple[tuple[str, str], ...]] = {
    "ice_custody": (
        ("apprehended_at", "2023-02-30T08:00:00-06:00"),
        ("sex", "X9"),
        ("dob", "1899-13-45"),
        ("holding_agency", "CPB"),
    ),
    "orr_care": (
        ("discharge_type", "relased"),
        ("accepted_at", "31/04/2022"),
        ("sponsor_category", "9"),
        ("dob", "2010-02-30"),
    ),
    "orr_safety_calls": (("outcome", "called"), ("attempted_at", "tomorrow"), ("feels_safe", "maybe")),
    "orr_incidents": (("kind", "runaway?"), ("happened_at", "2022-06-31T10:00:00-05:00")),
    "address_changes": (("reported_by", "nobody"), ("effective_on", "2022-00-10")),
    "ice_notices": (("served_on", "2022-11-31"), ("served_to", "cusotdian"), ("deferral_reason", "backlog!")),
    "eoir_cases": (("received_on", "0000-00-00"), ("decided_on", "2023-02-29")),
    "eoir_hearings": (("outcome", "no show"), ("scheduled_at", "2023-13-01T09:00:00-05:00"), ("kind", "mster")),
    "uscis_relief": (("form", "I-999"), ("decided_on", "2024-06-31")),
    "field_contacts": (("result", "seen"), ("method", "drone"), ("attempted_at", "2023-09-31T10:00:00-04:00")),
    "separations": (("separated_at", "2019-02-30T10:00:00-06:00"), ("child_is_us_citizen", "perhaps")),
}
"""Values that break each feed's declaration: a code it does not have, or a date that no calendar has."""


def come_late(seed: int, rows: Table, clean: Flags) -> None:
    """Decides for each row in which files it stands; ``clean`` children's rows stand whole in the first file."""
    chance = Chance(seed, f"arrival {rows.feed}")
    n = len(rows)
    may = ~clean[rows.child]
    arrival = np.full(n, IN_FIRST)
    _restate(chance, rows, may & chance.hits(p.RESTATED, n), arrival)
    arrival[may & chance.hits(p.KNOWN_LATE, n) & (arrival == IN_FIRST)] = LATE
    if rows.feed == WHOLE_AGAIN:
        arrival[may & chance.hits(p.VANISHED, n) & (arrival == IN_FIRST)] = VANISHED
    broken = may & (arrival == IN_FIRST) & chance.hits(p.BROKEN, n)
    arrival[broken] = np.where(chance.hits(p.BROKEN_THEN_MENDED, n), MENDED, BROKEN)[broken]
    rows.arrival = arrival


def _restate(chance: Chance, rows: Table, chosen: Flags, arrival: Numbers) -> None:
    """What the first file says of the rows that the second corrects or completes."""

    def unknown_at_first(which: Flags, *columns: str) -> None:
        _earlier(rows, arrival, which, {name: _nothing(rows[name]) for name in columns})

    half = chance.hits(0.5, len(rows))
    match rows.feed:
        case "ice_custody":
            unknown_at_first(chosen & half, "hhs_notified_at")
            _earlier(rows, arrival, chosen & ~half, {"dob": rows["dob"] + np.timedelta64(1, "D")})
        case "orr_care":
            unchecked = np.where(rows["discharge_type"] == "released", "unknown", "")
            _earlier(rows, arrival, chosen & half, {"sponsor_delivery_check": unchecked})
            unknown_at_first(chosen & ~half, "identity_verified_on")
        case "ice_notices":
            unknown_at_first(chosen, "served_on", "served_to", "filed_on", "withdrawn_on")
            unknown_at_first(rows["served_on"] > LAST_DAY, "served_on", "served_to")
            mistaken = chosen & np.isnat(rows["served_on"])  # told in the first file, taken back in the second
            _earlier(rows, arrival, mistaken, {"served_on": rows["issued_on"]})
        case "eoir_cases":
            unknown_at_first(chosen, "represented_on")
        case "eoir_hearings":
            unknown_at_first(rows["scheduled_at"] >= END, "outcome", "adjournment_code")
            unknown_at_first(chosen, "notice_returned_on")
        case "address_changes":
            unknown_at_first(chosen, "court_form_filed_on")
        case "separations":
            unknown_at_first(chosen, "contact_first_made_at")


def _earlier(rows: Table, arrival: Numbers, which: Flags, before: dict[str, Values]) -> None:
    """The first file says ``before`` of some rows; a row whose first column would not change is left as it is."""
    first, told = next(iter(before.items()))
    which = which & (arrival == IN_FIRST) & _differs(rows[first], told)
    for name, values in before.items():
        rows.earlier[name] = np.where(which, values, rows.earlier.get(name, rows[name]))
    arrival[which] = RESTATED


def _differs(one: Values, other: Values) -> Flags:
    same = one == other
    return np.asarray(~(same | (np.isnat(one) & np.isnat(other))) if one.dtype.kind == "M" else ~same)


def _nothing(values: Values) -> Values:
    if values.dtype.kind == "M":
        return np.full(len(values), np.datetime64("NaT"), values.dtype)
    return np.full(len(values), "" if values.dtype == object else -1, values.dtype)
