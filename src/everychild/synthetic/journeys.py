"""How the children came: arrival, DHS custody, hand-over to HHS, care and discharge. One position per entry."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Amounts, Chance, Flags, Numbers
from everychild.synthetic.homes import Homes, invent_homes
from everychild.synthetic.moments import (
    ARIZONA,
    CENTRAL,
    EASTERN,
    END,
    MOUNTAIN,
    PACIFIC,
    Moments,
    at_local,
    birthday,
    days,
    hours,
    local_day,
    until,
)
from everychild.synthetic.people import People, another_number

SECTORS = (  # sector, time zone, weight
    ("Rio Grande Valley", CENTRAL, 42), ("Del Rio", CENTRAL, 9), ("El Paso", MOUNTAIN, 16), ("Laredo", CENTRAL, 4),
    ("Big Bend", CENTRAL, 3), ("Tucson", ARIZONA, 15), ("Yuma", ARIZONA, 4), ("San Diego", PACIFIC, 7),
)  # fmt: skip
PROVIDERS = tuple(  # invented programmes: name, time zone
    (f"{first} {second}", (EASTERN, CENTRAL, MOUNTAIN, PACIFIC)[(a + b) % 4])
    for a, first in enumerate(("Casa", "Camino", "Puente", "Hogar", "New Day", "Bridge"))
    for b, second in enumerate(("Girasol", "Colibrí", "Amanecer", "Esperanza", "Monarca", "Luna"))
)
RELEASED, REPATRIATED, RAN_AWAY, FOSTER_CARE, TRANSFERRED, OTHER, AGED_OUT = range(7)
IN_CARE = -1


@dataclass
class Journeys:
    """One position per entry; a child's second entry follows after all first ones.

    Instants are in UTC; ``how`` is the position of the discharge in ``parameters.DISCHARGE`` (-1: still in care),
    ``home`` the position of the sponsor, and of the sponsor's address, in ``Homes``.
    """

    child: Numbers
    again: Flags
    year: Numbers
    zone: Numbers
    sector: Numbers
    apprehended: Moments
    determined: Moments
    notified: Moments
    handed: Moments
    accepted: Moments
    discharged: Moments
    how: Numbers
    category: Numbers
    home: Numbers
    provider: Numbers

    def __len__(self) -> int:
        return len(self.child)

    @property
    def came_on(self) -> Moments:
        """The local date of the apprehension."""
        return local_day(self.apprehended, self.zone)

    @property
    def care_zone(self) -> Numbers:
        """The time zone of the programme that cares for the child."""
        return np.array([zone for _, zone in PROVIDERS])[self.provider]

    @property
    def accepted_on(self) -> Moments:
        """The local date of acceptance by ORR."""
        return local_day(self.accepted, self.care_zone)

    @property
    def left_on(self) -> Moments:
        """The local date of discharge."""
        return local_day(self.discharged, self.care_zone)

    @property
    def released_on(self) -> Moments:
        """The local date of release to the sponsor; unstated for every other discharge."""
        return np.where(self.how == RELEASED, self.left_on, np.datetime64("NaT"))


def arrivals(seed: int, n: int) -> tuple[Numbers, Moments]:
    """Fiscal year (position) and day of hand-over of ``n`` children, in order."""
    chance = Chance(seed, "arrivals")
    year = chance.pick(p.VOLUME, n)
    month = chance.pick_by(p.MONTHS, year)
    first = ((np.array(p.YEARS)[year] - 1 - 1970) * 12 + 9 + month).astype("M8[M]")
    length = ((first + 1).astype("M8[D]") - first.astype("M8[D]")).astype(np.int64)
    day = first.astype("M8[D]") + days(chance.whole(0, length - 1, n))
    order = np.argsort(day, kind="stable")
    return year[order], day[order]


def travel(seed: int, people: People, year: Numbers, day: Moments, n: int) -> tuple[Journeys, Homes]:
    """The entries of the first ``n`` children, second entries last, and the homes of their sponsors."""
    chance = Chance(seed, "journeys")
    lead = people.lead[:n]
    homes = invent_homes(Chance(seed, "homes"), n + n // 10 + 1)
    first = _entry(chance, people, np.arange(n), year[:n], day[:n], lead)
    hub = chance.hits(p.HUB_SPONSOR, n)[lead]
    hubs = chance.whole(0, max(n // 500, 1), n)[lead] * 7 % n
    first.home = np.where(hub & (first.category == 2), hubs, lead)
    second = _again(chance, people, first)
    second.home = np.where(
        chance.hits(0.3, len(second)), n + np.arange(len(second)) % (n // 10 + 1), first.home[second.child]
    )
    both = Journeys(*(np.concatenate([getattr(part, f.name) for part in (first, second)]) for f in fields(Journeys)))
    _hold_back(both)
    return both, homes


def _entry(chance: Chance, people: People, child: Numbers, year: Numbers, day: Moments, together: Numbers) -> Journeys:
    """One entry of each child, handed over on ``day``; children with the same ``together`` come and go as one."""
    n = len(child)
    sector = chance.pick([weight for _, _, weight in SECTORS], n, together)
    zone = np.array([zone for _, zone, _ in SECTORS])[sector]
    handed = at_local(day, chance.whole(6 * 60, 22 * 60, n), zone)[together]
    held = chance.skewed(np.array(p.HOURS_IN_CUSTODY)[year], p.HOURS_SPREAD, n)[together]
    determined = handed - hours(held)
    apprehended = determined - hours(chance.skewed(3, 0.8, n)[together])
    notified = apprehended + hours(chance.skewed(p.HOURS_TO_NOTIFY, p.HOURS_TO_NOTIFY_SPREAD, n)[together])
    notified = np.where(chance.hits(p.NEVER_NOTIFIED, n), np.datetime64("NaT"), np.minimum(notified, handed - hours(1)))
    lag = chance.skewed(p.HOURS_TO_ACCEPT, 0.7, n)
    lag = np.where(chance.hits(p.ACCEPTANCE_BEFORE_HAND_OVER, n), -3 * chance.level(n), np.minimum(lag, 23.5))
    lag = np.where(chance.hits(p.ACCEPTANCE_LATE, n), 24.5 + chance.skewed(30, 0.8, n), lag)
    accepted = handed + hours(lag[together])
    stay = chance.skewed(1, p.DAYS_SPREAD, n)[together]
    how = chance.pick(p.DISCHARGE_SHARES, n, together)
    stays = chance.hits(p.AGED_OUT_AT_EIGHTEEN, n)
    adult = birthday(people.born[child], 18).astype("M8[s]") + hours(14)
    discharged, how = _discharges(accepted, stay, how, adult, stays, year)
    return Journeys(
        child, np.zeros(n, bool), year, zone, sector,
        apprehended, determined, notified, handed, accepted, discharged, how,
        chance.pick_by(p.CATEGORY, year, together), child, chance.whole(0, len(PROVIDERS) - 1, n)[together],
    )  # fmt: skip


def _discharges(
    accepted: Moments, stay: Amounts, how: Numbers, adult: Moments, stays: Flags, year: Numbers
) -> tuple[Moments, Numbers]:
    """Discharge instants whose mean stay is the published one of each year, though none stays past eighteen."""
    scale = np.array(p.MEAN_DAYS) * np.exp(-(p.DAYS_SPREAD**2) / 2)
    room = (adult - accepted) / np.timedelta64(1, "D")
    aged_out = np.zeros(len(stay), bool)
    length = stay
    for _ in range(3):  # what eighteenth birthdays cut off is made up by the others
        length = np.minimum(stay * scale[year], 1_500) + 0.2
        past = length > room
        aged_out = past & (stays | (room < 3))
        length = np.where(past, np.where(aged_out, np.maximum(room, 0.2), room * 0.85), length)
        mean = np.bincount(year, length, len(scale)) / np.maximum(np.bincount(year, minlength=len(scale)), 1)
        scale = scale * np.array(p.MEAN_DAYS) / np.maximum(mean, 1)
    return accepted + hours(length * 24), np.where(aged_out, AGED_OUT, how)


def _again(chance: Chance, people: People, first: Journeys) -> Journeys:
    """Second entries: some who left care were apprehended again before they were eighteen."""
    n = len(first)
    left = np.isin(first.how, (RELEASED, REPATRIATED, RAN_AWAY))
    gap = days(np.floor(chance.skewed(260, 0.7, n)) + 45)
    day = local_day(first.discharged, first.zone) + gap
    young = birthday(people.born[first.child], 18) - days(40) > day
    possible = left & young & (day < np.datetime64("2024-12-20"))
    share = min(p.RE_ENTERED * n / max(int(possible.sum()), 1), 1.0)
    who = np.flatnonzero(possible)[chance.hits(share, int(possible.sum()))]
    fiscal_year = (day[who].astype("M8[M]").astype(np.int64) + 3) // 12 + 1970
    year = np.minimum(fiscal_year - p.YEARS[0], len(p.YEARS) - 1)
    second = _entry(chance, people, who, year, day[who], np.arange(len(who)))
    second.again[:] = True
    numbered = who[chance.hits(p.SECOND_NUMBER_ON_RE_ENTRY, len(who))]
    people.other_number[numbered] = another_number(chance, len(numbered), 980_000_000)
    return second


def _hold_back(entries: Journeys) -> None:
    """What would happen after the last day has not happened."""
    last = END - np.timedelta64(60, "s")
    for held in ("apprehended", "determined", "notified", "handed", "accepted", "discharged"):
        setattr(entries, held, until(getattr(entries, held), last))
    entries.how[np.isnat(entries.discharged)] = IN_CARE
