"""After release: safety calls, incidents, moves and officers' contacts."""

from __future__ import annotations

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.homes import CITY_ZONE, Homes, invent_homes
from everychild.synthetic.journeys import RAN_AWAY, RELEASED, Journeys
from everychild.synthetic.moments import END, LAST_DAY, Moments, at_local, days, hours, local_day, until
from everychild.synthetic.tables import Table, Values, same, table, text, together

OUTCOMES = ("reached_child", "reached_sponsor_only", "no_answer", "wrong_number", "refused")
CALL_OUTCOMES = {
    "reached": (1 - p.REACHED_SPONSOR_ONLY, p.REACHED_SPONSOR_ONLY, 0, 0, 0),
    "failed": (0, 0, *p.CALL_UNANSWERED),
    "early": p.CALL_EARLY,
}
CONCERNS = ("labour", "trafficking", "abuse", "missing", "other")
INCIDENTS = ("ran_away", "missing", "abuse", "trafficking_concern", "labour_concern", "other")
TOLD = {"ORR": 50, "local police": 20, "child protection": 12, "centre for missing children": 10, "ICE": 8}
RESULTS = ("seen_safe", "seen_concern", "not_found", "moved", "refused")
METHODS = ("visit", "phone", "letter", "school", "counsel", "court")
NOTES = {
    "seen_safe": ("Child seen at home, well.", "School says the child attends.", "Spoke with child, no worries."),
    "seen_concern": (
        "Child seen, works nights.",
        "Child seen, would not speak alone.",
        "Child afraid of the landlord.",
    ),
    "not_found": ("No one answered.", "Letter sent, no reply.", "House empty."),
    "moved": ("Neighbour says family moved.", "Forwarding address unknown.", "New tenants at the address."),
    "refused": ("Adult closed the door.", "Would not talk without counsel."),
}
_NAT = np.datetime64("NaT")
_TIMELY, _LATE, _UNANSWERED = range(3)
_LAST = END - np.timedelta64(60, "s")


def call_rows(seed: int, entries: Journeys) -> Table:
    """``orr_safety_calls``: attempts from day 30 on, in time, late, unanswered or none; a few before day 30."""
    chance = Chance(seed, "calls")
    n = len(entries)
    released = entries.released_on
    kind = np.where(np.isnat(released), -1, chance.pick(p.CALL_SHARES, n))
    late = 8 + np.minimum(chance.skewed(25, 0.9, n), 400).astype(np.int64)
    reach = 30 + np.where(kind == _LATE, late, chance.whole(0, 7, n))
    reach = np.where((kind == _TIMELY) | (kind == _LATE), reach, 0)
    early = (kind >= 0) & chance.hits(p.CALL_BEFORE_DAY_30, n)
    parts = [_calls(chance, entries, early, chance.whole(5, 28, n), np.ones(n, np.int64), "early")]
    tries = chance.pick((68, 22, 10), n)
    for nth in range(3):
        failed = np.where(kind == _UNANSWERED, tries + 1 > nth, (kind >= 0) & (kind <= _LATE) & (tries > nth))
        day = np.where(kind == _UNANSWERED, 30 + 3 * nth + chance.whole(0, 2, n), reach - tries + nth)
        parts.append(_calls(chance, entries, failed & (day >= 30), day, early + nth + 1, "failed"))
    parts.append(_calls(chance, entries, reach > 0, reach, early + tries + 1, "reached"))
    return together(parts)


def _calls(chance: Chance, entries: Journeys, made: Flags, day: Numbers, nth: Numbers, result: str) -> Table:
    """Attempts on a day after release, with outcomes as ``CALL_OUTCOMES`` has them for the result."""
    rows = np.flatnonzero(made)
    n = len(rows)
    released = entries.released_on[rows]
    clock = chance.whole(9 * 60, 19 * 60, n)
    at = until(at_local(released + days(day[rows]), clock, entries.care_zone[rows]), _LAST)
    outcome = chance.pick(CALL_OUTCOMES[result], n)
    child, answered = outcome == 0, outcome <= 1

    def answer(share: float) -> Values:
        said = text(("N", "Y", ""), chance.pick((1 - share, share * 0.95, share * 0.05), n))
        return np.where(answered, said, "")

    worry = np.where(answered & chance.hits(p.CONCERN_AT_CALL, n), chance.pick((35, 10, 15, 10, 30), n), -1)
    columns: dict[str, Values] = {
        "call_number": nth[rows],
        "due_on": released + days(30), "attempted_at": at, "outcome": text(OUTCOMES, outcome),
        "still_with_sponsor": answer(0.96), "in_school": answer(0.88), "knows_hearing": answer(0.8),
        "feels_safe": np.where(child, text(("Y", "N"), chance.hits(0.006, n).astype(np.int64)), ""),
        "concern": np.where(answered & (worry < 0), "none", text(CONCERNS, worry)),
    }  # fmt: skip
    return table("orr_safety_calls", entries.child[rows], entries.care_zone[rows], columns).take(~np.isnat(at))


def incident_rows(seed: int, entries: Journeys) -> Table:
    """``orr_incidents``: those who ran from care, and what was reported after release; some came back."""
    chance = Chance(seed, "incidents")
    n = len(entries)
    ran = table("orr_incidents", entries.child, entries.care_zone, {
        "kind": same("ran_away", n), "happened_at": entries.discharged,
    }).take(entries.how == RAN_AWAY)  # fmt: skip
    parts = [ran]
    for kind, name in enumerate(INCIDENTS):
        happens = chance.hits(p.INCIDENT[kind], n) & (entries.how == RELEASED)
        when = until(entries.discharged + hours(24 * chance.skewed(150, 0.9, n)), _LAST)
        rows = np.flatnonzero(happens & ~np.isnat(when))
        one = {"kind": same(name, len(rows)), "happened_at": when[rows]}
        parts.append(table("orr_incidents", entries.child[rows], entries.care_zone[rows], one))
        if name in ("ran_away", "missing"):
            back = until(when[rows] + hours(24 * chance.skewed(20, 1.0, len(rows)) + 2), _LAST)
            came = chance.hits(p.RETURNED_AFTER_MISSING, len(rows)) & ~np.isnat(back)
            again = {"kind": same("returned", len(rows)), "happened_at": back}
            parts.append(table("orr_incidents", entries.child[rows], entries.care_zone[rows], again).take(came))
    told = together(parts)
    m = len(told)
    reported = until(told["happened_at"] + hours(chance.skewed(20, 1.0, m)), _LAST)
    told.columns["reported_at"] = np.where(chance.hits(0.97, m), reported, _NAT)
    told.columns["reported_to"] = text(TOLD, chance.pick(tuple(TOLD.values()), m))
    return told


def move_rows(seed: int, entries: Journeys, homes: Homes, court: Flags) -> Table:
    """``address_changes``: moves after release; ``court`` says which entries have a case."""
    chance = Chance(seed, "moves")
    n = len(entries)
    moves = chance.hits(p.MOVED, n) & ~np.isnat(entries.released_on)
    rows = np.flatnonzero(moves)
    m = len(rows)
    new = invent_homes(chance, m, near=homes.city[entries.home[rows]])
    zone = CITY_ZONE[new.city]
    effective = entries.released_on[rows] + days(chance.skewed(280, 0.8, m).astype(np.int64) + 1)
    reported = at_local(
        effective + days(chance.skewed(12, 1.0, m).astype(np.int64) - 6), chance.whole(480, 1_100, m), zone
    )
    reported = np.maximum(reported, entries.discharged[rows] + hours(1))
    reported = until(reported, _LAST)
    form = until(local_day(reported, zone) + days(chance.whole(0, 30, m)), LAST_DAY)
    tells_court = court[rows] & ~chance.hits(p.MOVE_NEVER_REPORTED_TO_COURT, m)
    columns: dict[str, Values] = {
        **new.columns(), "effective_on": effective, "reported_at": reported,
        "reported_by": text(("child", "sponsor", "counsel", "agency"), chance.pick((15, 50, 20, 15), m)),
        "court_form_filed_on": np.where(tells_court, form, _NAT),
    }  # fmt: skip
    return table("address_changes", entries.child[rows], zone, columns).take(~np.isnat(reported))


def contact_rows(seed: int, entries: Journeys, homes: Homes, missed_entry: Numbers, missed_on: Moments) -> Table:
    """``field_contacts``: some follow a missed hearing, in time or late; others are visits on their own account."""
    chance = Chance(seed, "contacts")
    m = len(missed_on)
    when = chance.pick((p.FOLLOWED_UP_IN_TIME, p.FOLLOWED_UP_LATER, 1 - p.FOLLOWED_UP_IN_TIME - p.FOLLOWED_UP_LATER), m)
    after = np.where(when == 0, chance.whole(1, 14, m), 15 + chance.skewed(40, 0.8, m).astype(np.int64))
    followed = np.where(when < 2, missed_on + days(after), _NAT)
    visited = chance.hits(p.WELFARE_VISIT, len(entries)) & ~np.isnat(entries.released_on)
    rows = np.flatnonzero(visited)
    low = np.maximum(entries.released_on[rows] + days(20), np.datetime64("2021-06-01"))
    seen = low + days(chance.whole(0, (LAST_DAY - low).astype(np.int64), len(rows)))
    entry, day = np.concatenate([missed_entry, rows]), np.concatenate([followed, seen])
    kept = ~np.isnat(until(day, LAST_DAY - 1))
    entry, day, missed = entry[kept], day[kept], (np.arange(len(entry)) < m)[kept]
    n = len(entry)
    result = chance.pick_by([p.SOUGHT_OTHERWISE, p.SOUGHT_AFTER_MISS], missed.astype(np.int64))
    method = chance.pick((45, 20, 18, 7, 7, 3), n)
    method = np.where((result <= 1) & (method == METHODS.index("letter")), 0, method)
    note = np.full(n, "", dtype=object)
    for which, name in enumerate(RESULTS):
        here = (result == which) & chance.hits(0.6, n)
        note[here] = text(NOTES[name], chance.whole(0, len(NOTES[name]) - 1, int(here.sum())))
    zone = CITY_ZONE[homes.city[entries.home[entry]]]
    columns: dict[str, Values] = {
        "officer": chance.whole(1, 240, n), "attempted_at": at_local(day, chance.whole(8 * 60, 18 * 60, n), zone),
        "method": text(METHODS, method), "result": text(RESULTS, result), "note": note,
    }  # fmt: skip
    return table("field_contacts", entries.child[entry], zone, columns)
