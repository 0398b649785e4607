"""The immigration court: ``eoir_cases`` and ``eoir_hearings``. A missed hearing and an order in absentia are apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.hearings import (
    ADJOURNED,
    APPEARED,
    FAILED,
    PENDING,
    SLOTS,
    Calendar,
    days_heard,
    hold_hearings,
)
from everychild.synthetic.homes import CITY_ZONE, COURTS, Homes
from everychild.synthetic.journeys import Journeys
from everychild.synthetic.moments import LAST_DAY, LATER_DAY, Moments, at_local, days, until
from everychild.synthetic.notices import Notices
from everychild.synthetic.tables import Table, Values, table, text

ADJOURNMENTS = ("01", "02", "12", "13", "17", "49", "61", "9A", "10", "33")
_ADJOURNMENT_WEIGHTS = (30, 14, 8, 6, 8, 4, 5, 15, 5, 5)
DECISIONS = ("relief", "terminated", "removal", "voluntary_departure")
_NAT = np.datetime64("NaT")


@dataclass
class Court:
    """Cases and hearings. ``hearings.columns['case_id']`` holds the position of the case among ``cases`` plus one.

    ``missed_entry`` and ``missed_on``: entry and day of each missed hearing, for those who follow up.
    """

    cases: Table
    hearings: Table
    missed_entry: Numbers
    missed_on: Moments


def court_rows(seed: int, entries: Journeys, homes: Homes, notices: Notices) -> Court:
    """A case for nearly every notice filed, a few for notices whose filing DHS never recorded."""
    chance = Chance(seed, "court")
    n = len(entries)
    filed = ~np.isnat(notices.filed) & ~chance.hits(p.FILED_WITHOUT_CASE, n)
    unfiled = ~filed & ~np.isnat(until(notices.served, LAST_DAY)) & chance.hits(p.CASE_WITHOUT_FILING, n)
    who = np.flatnonzero(filed | unfiled)
    begun = np.where(filed, notices.filed, notices.served + days(30))[who]
    received = until(begun + days(chance.whole(0, 4, len(who))), LAST_DAY)
    who, received = who[~np.isnat(received)], received[~np.isnat(received)]
    m = len(who)
    represented = received + days(chance.skewed(120, 0.9, m).astype(np.int64))
    represented = np.where(chance.hits(p.REPRESENTED, m), until(represented, LAST_DAY), _NAT)
    city = homes.city[entries.home[who]]
    zone = CITY_ZONE[city]
    calendar = hold_hearings(seed, received, np.isnat(represented), until(notices.served, LAST_DAY))
    chance = Chance(seed, "orders")
    ordered, motion, reopened = _orders(chance, calendar)
    decided, closed, decision = _decisions(chance, calendar, received, represented, ordered)
    lived = homes.columns()["zip"][entries.home[who]]
    columns: dict[str, Values] = {
        "court": text(COURTS, city), "nta_date": notices.issued[who], "received_on": received,
        "respondent_zip": np.where(chance.hits(0.94, m), lived, ""),
        "juvenile_code": text(("UJ", "J", "J1", "AJ", ""), chance.pick((78, 8, 6, 1, 7), m)),
        "represented_on": represented, "in_absentia_order_on": ordered, "motion_to_reopen_on": motion,
        "reopened_on": reopened, "decision": text(DECISIONS, decision), "decided_on": decided, "closed_on": closed,
    }  # fmt: skip
    cases = table("eoir_cases", entries.child[who], zone, columns)
    hearings = _hearing_rows(Chance(seed, "hearing rows"), cases, calendar, homes.defective[entries.home[who]])
    row, slot = np.nonzero(calendar.outcome == FAILED)
    missed = calendar.day[row, slot]
    past = missed <= LAST_DAY
    return Court(cases, hearings, who[row[past]], missed[past])


def _orders(chance: Chance, calendar: Calendar) -> tuple[Moments, Moments, Moments]:
    """In absentia orders, some weeks after the miss; motions to reopen; reopenings, with a hearing after them."""
    n = len(calendar.day)
    missed = days_heard(calendar, FAILED)
    wait = np.where(chance.hits(0.75, n), 0, chance.whole(1, 60, n))
    ordered = until(np.where(calendar.ordered, missed + days(wait), _NAT), LAST_DAY)
    motion = until(ordered + days(chance.skewed(100, 0.8, n).astype(np.int64) + 5), LAST_DAY)
    motion = np.where(chance.hits(p.MOTION_TO_REOPEN, n), motion, _NAT)
    reopened = until(motion + days(chance.whole(20, 120, n)), LAST_DAY)
    reopened = np.where(chance.hits(p.REOPENED, n), reopened, _NAT)
    slot = np.argmax(calendar.outcome == FAILED, axis=1) + 1
    rows = np.flatnonzero(~np.isnat(reopened) & (slot < SLOTS))
    slot = slot[rows]
    later = reopened[rows] + days(chance.whole(8, 25, len(rows)) * 7)
    calendar.set_on[rows, slot], calendar.day[rows, slot] = reopened[rows], later
    calendar.outcome[rows, slot] = np.where(later <= LATER_DAY, APPEARED, PENDING)
    calendar.individual[rows, slot] = False
    return ordered, motion, reopened


def _decisions(
    chance: Chance, calendar: Calendar, received: Moments, represented: Moments, ordered: Moments
) -> tuple[Moments, Moments, Numbers]:
    """Day decided, day closed, and decision (-1: none); nothing is set after a decision."""
    n = len(received)
    merits = (calendar.outcome == APPEARED) & calendar.individual & (calendar.day <= LAST_DAY)
    final = merits & (chance.level(merits.size).reshape(merits.shape) < p.DECIDED_AT_INDIVIDUAL)
    has = final.any(axis=1) & np.isnat(ordered)
    slot = np.argmax(final, axis=1)
    decided = np.where(has, calendar.day[np.arange(n), slot], _NAT)
    after = has[:, None] & (np.arange(SLOTS) > slot[:, None])
    calendar.outcome[after], calendar.day[after] = PENDING, _NAT
    lawyer = (~np.isnat(represented)).astype(np.int64)
    decision = np.where(has, chance.pick_by([p.DECISION_ALONE, p.DECISION_REPRESENTED], lawyer), -1)
    closed = until(decided + days(chance.whole(0, 30, n)), LAST_DAY)
    closed = np.where(chance.hits(p.CLOSED_AFTER_DECISION, n), closed, _NAT)
    unheard = (
        np.isnat(days_heard(calendar, APPEARED)) & np.isnat(ordered) & chance.hits(p.CLOSED_WITHOUT_DECISION * 2, n)
    )
    put_away = until(received + days(chance.whole(60, 700, n)), LAST_DAY)
    closing = unheard & ~np.isnat(put_away)
    gone = closing[:, None] & (calendar.day > put_away[:, None]) & (calendar.outcome != FAILED)
    calendar.outcome[gone], calendar.day[gone] = PENDING, _NAT
    return decided, np.where(closing, put_away, closed), decision


def _hearing_rows(chance: Chance, cases: Table, calendar: Calendar, bad_address: Flags) -> Table:
    known = ~np.isnat(calendar.day) & (calendar.set_on <= LAST_DAY)
    row, slot = np.nonzero(known)
    n = len(row)
    outcome: NDArray[np.int64] = calendar.outcome[row, slot]
    sent = calendar.set_on[row, slot]
    returned = chance.hits(np.where(bad_address[row], p.NOTICE_RETURNED_BAD_ADDRESS, p.NOTICE_RETURNED), n)
    minutes = np.array([8 * 60 + 30, 9 * 60, 10 * 60 + 30, 13 * 60, 14 * 60 + 30])[chance.whole(0, 4, n)]
    zone = cases.zone[row]
    columns: dict[str, Values] = {
        "case_id": row + 1,
        "court": cases["court"][row],
        "scheduled_at": at_local(calendar.day[row, slot], minutes, zone),
        "kind": text(("master", "individual"), calendar.individual[row, slot].astype(np.int64)),
        "notice_sent_on": np.where(chance.hits(0.98, n), sent, _NAT),
        "notice_returned_on": np.where(returned, until(sent + days(chance.whole(8, 40, n)), LAST_DAY), _NAT),
        "outcome": text(("appeared", "failed_to_appear", "adjourned", "vacated"), outcome),
        "adjournment_code": text(
            ADJOURNMENTS, np.where(outcome == ADJOURNED, chance.pick(_ADJOURNMENT_WEIGHTS, n), -1)
        ),
    }
    return table("eoir_hearings", cases.child[row], zone, columns)
