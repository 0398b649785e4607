"""The court's calendar: up to seven settings a case, what came of each, and who missed one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags
from everychild.synthetic.moments import LAST_DAY, LATER_DAY, Moments, days, unstated

SLOTS = 7
APPEARED, FAILED, ADJOURNED, VACATED = range(4)
PENDING = -1
_MAY_2024 = np.datetime64("2024-05-31")
_NAT = np.datetime64("NaT")


@dataclass
class Calendar:
    """One row per case, one column per setting: the day it was set, its day, outcome (-1: pending) and kind.

    ``ordered``: cases in which an order in absentia follows the first miss.
    """

    set_on: Moments
    day: Moments
    outcome: NDArray[np.int64]
    individual: Flags
    ordered: Flags


def days_heard(calendar: Calendar, outcome: int) -> Moments:
    """The first day with this outcome in each case."""
    days_ = np.where(calendar.outcome == outcome, calendar.day, _NAT)
    return np.asarray(np.fmin.reduce(days_, axis=1))


def hold_hearings(seed: int, received: Moments, unrepresented: Flags, served: Moments) -> Calendar:
    """Set hearings one after another, then choose who missed one.

    ``served`` is the day of service of every entry: the published shares of missed hearings are of all who were
    served, not of those with a case.
    """
    calendar = _settings(Chance(seed, "calendar"), received)
    chance = Chance(seed, "missed hearings")
    _misses(chance, calendar, unrepresented, served)
    _after_misses(chance, calendar)
    ahead = calendar.day > LATER_DAY
    known = chance.hits(0.3, ahead.size).reshape(ahead.shape) & (calendar.outcome == VACATED)
    calendar.outcome[ahead & ~known] = PENDING
    return calendar


def _settings(chance: Chance, received: Moments) -> Calendar:
    n = len(received)
    calendar = Calendar(
        np.stack([unstated(n, "D")] * SLOTS, axis=1), np.stack([unstated(n, "D")] * SLOTS, axis=1),
        np.full((n, SLOTS), PENDING), np.zeros((n, SLOTS), bool), np.zeros(n, bool),
    )  # fmt: skip
    set_on = received + days(chance.whole(5, 40, n))
    goes_on = np.ones(n, bool)
    for slot in range(SLOTS):
        wait = np.clip(chance.skewed(p.DAYS_TO_HEARING[min(slot, 1)], 0.6, n), 21, 1_400).astype(np.int64)
        day = _weekday(set_on + days(wait))
        heard = chance.pick(p.OUTCOME, n)
        outcome = np.array([APPEARED, ADJOURNED, VACATED])[heard]
        early = np.where(outcome == VACATED, (wait * 0.5).astype(np.int64), 0)
        calendar.set_on[:, slot] = np.where(goes_on, set_on, _NAT)
        calendar.day[:, slot] = np.where(goes_on, day, _NAT)
        calendar.outcome[:, slot] = np.where(goes_on, outcome, PENDING)
        calendar.individual[:, slot] = (slot >= 2) & chance.hits(0.6, n)
        goes_on &= (day <= LATER_DAY) & ~chance.hits(0.06, n)
        set_on = day - days(early) + days(chance.whole(0, 10, n))
    return calendar


def _weekday(day: Moments) -> Moments:
    return np.asarray(np.busday_offset(day, 0, roll="forward"))


def _misses(chance: Chance, calendar: Calendar, unrepresented: Flags, served: Moments) -> None:
    """Turn appearances into misses until the published shares of those served are met on both published days."""
    n = len(calendar.day)
    weight = np.where(unrepresented, float(p.MISS_WEIGHT_WITHOUT_LAWYER), 1.0)
    missed = np.zeros(n, bool)
    before = np.datetime64("1970-01-01")
    for last, share in ((_MAY_2024, p.MISSED_BY_MAY_2024), (LAST_DAY, p.MISSED_BY_JANUARY_2025)):
        wanted = round(share * int((served <= last).sum())) - int(missed.sum())
        can = (calendar.outcome == APPEARED) & (calendar.day > before) & (calendar.day <= last)
        free = np.flatnonzero(can.any(axis=1) & ~missed)
        rows = free[chance.few(chance.level(len(free)), weight[free], wanted)]
        slot = np.argmax(np.where(can[rows], chance.level(len(rows) * SLOTS).reshape(-1, SLOTS), -1.0), axis=1)
        calendar.outcome[rows, slot] = FAILED
        missed[rows] = True
        before = last


def _after_misses(chance: Chance, calendar: Calendar) -> None:
    """An order ends the settings; without one, some miss again and most come."""
    n = len(calendar.day)
    has = (calendar.outcome == FAILED).any(axis=1)
    calendar.ordered = has & chance.hits(p.ORDERED_AFTER_MISS, n)
    first = np.argmax(calendar.outcome == FAILED, axis=1)
    after = np.arange(SLOTS) > first[:, None]
    stopped = calendar.ordered[:, None] & after
    calendar.outcome[stopped], calendar.day[stopped] = PENDING, _NAT
    again = (has & ~calendar.ordered)[:, None] & after & (calendar.outcome == APPEARED)
    calendar.outcome[again & (chance.level(again.size).reshape(again.shape) < p.MISSED_AGAIN)] = FAILED
