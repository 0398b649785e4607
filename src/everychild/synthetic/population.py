"""The whole invented population: people, journeys and every feed's rows, put together and put in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everychild.synthetic import court, custody, follow_up, notices, relief
from everychild.synthetic.chance import Chance, Numbers
from everychild.synthetic.homes import Homes
from everychild.synthetic.journeys import Journeys, arrivals, travel
from everychild.synthetic.later import BROKEN, come_late
from everychild.synthetic.layout import FEEDS, NUMBERED, ORDERED_BY
from everychild.synthetic.lives import Life, written
from everychild.synthetic.moments import CENTRAL, Moments, unstated
from everychild.synthetic.parameters import YEARS
from everychild.synthetic.people import People, families, invent
from everychild.synthetic.planted import planted
from everychild.synthetic.records import Identities
from everychild.synthetic.separations import how_many, separation_rows
from everychild.synthetic.tables import Table, Texts, together


@dataclass
class Population:
    """Every invented child and every row about one. Children stand in this order: those drawn by chance (``drawn``),
    the planted lives, those separated and in no other file, and the United States citizens (``citizens``).
    """

    people: People
    entries: Journeys
    homes: Homes
    lives: list[Life]
    drawn: int
    nowhere: int
    citizens: int
    tables: dict[str, Table]
    keys: dict[str, Numbers]


def populate(children: int, seed: int) -> Population:
    """Invents ``children`` children; the same seed gives the same children."""
    lives = planted(children)
    separated, nowhere, citizens = how_many(children)
    drawn = children - len(lives) - nowhere - citizens
    year, day = arrivals(seed, drawn)
    chance = Chance(seed, "separated")
    others_day = np.datetime64("2018-10-01") + chance.whole(0, 1_800, nowhere + citizens).astype("m8[D]")
    lives_day = np.array([life.entered[0].date() for life in lives], dtype="M8[D]")
    day = np.concatenate([day, lives_day, others_day])
    rest = (day[drawn:].astype("M8[M]").astype(np.int64) + 3) // 12 + 1970 - YEARS[0]
    year = np.concatenate([year, np.clip(rest, 0, len(YEARS) - 1)])
    planted_or_other = np.arange(children) >= drawn
    lead = families(Chance(seed, "families"), children, planted_or_other)
    people = invent(seed, year, day, lead, planted_or_other)
    people.born[drawn : drawn + len(lives)] = [life.born for life in lives]
    entries, homes = travel(seed, people, year, day, drawn)
    tables = _rows(seed, people, entries, homes)
    cases = len(tables["eoir_cases"])
    for feed, rows in written(lives, drawn).items():
        if feed == "eoir_hearings":
            rows.columns["case_id"] = rows["case_id"] + cases
        tables[feed] = together([tables[feed], rows]) if feed in tables else rows
    tables["separations"] = _separations(seed, people, entries, drawn, separated, nowhere, citizens)
    clean = planted_or_other & (np.arange(children) < drawn + len(lives))
    keys = _number(tables)
    again = unstated(children)
    again[entries.child[entries.again]] = entries.apprehended[entries.again]
    Identities(seed, people, again, clean).identify(tables)
    for rows in tables.values():
        come_late(seed, rows, clean)
    tables["separations"].columns["child_record"] = _child_records(tables, keys, children)
    return Population(people, entries, homes, lives, drawn, nowhere, citizens, tables, keys)


def _rows(seed: int, people: People, entries: Journeys, homes: Homes) -> dict[str, Table]:
    filings = relief.relief_rows(seed, entries, homes)
    told = notices.notice_rows(seed, people, entries, homes, filings.granted_on)
    heard = court.court_rows(seed, entries, homes, told)
    in_court = np.isin(entries.child, heard.cases.child)
    return {
        "ice_custody": custody.custody_rows(seed, people, entries),
        "orr_care": custody.care_rows(seed, people, entries, homes),
        "orr_safety_calls": follow_up.call_rows(seed, entries),
        "orr_incidents": follow_up.incident_rows(seed, entries),
        "address_changes": follow_up.move_rows(seed, entries, homes, in_court),
        "ice_notices": told.rows,
        "eoir_cases": heard.cases,
        "eoir_hearings": heard.hearings,
        "uscis_relief": filings.rows,
        "field_contacts": follow_up.contact_rows(seed, entries, homes, heard.missed_entry, heard.missed_on),
    }


def _separations(
    seed: int, people: People, entries: Journeys, drawn: int, separated: int, nowhere: int, citizens: int
) -> Table:
    chance = Chance(seed, "who is separated")
    firsts = np.flatnonzero(~entries.again)
    entry = np.sort(firsts[chance.order(len(firsts))[:separated]])
    other = np.arange(len(people) - nowhere - citizens, len(people))
    when = np.datetime64("2018-10-01T15:00", "s") + chance.whole(0, 1_800 * 24, len(other)).astype("m8[h]")
    child: Numbers = np.concatenate([entries.child[entry], other])
    parted: Moments = np.concatenate([entries.apprehended[entry], when])
    zone = np.concatenate([entries.zone[entry], np.full(len(other), CENTRAL)])
    citizen = (child >= len(people) - citizens).astype(np.int64)
    records = (child < drawn).astype(np.int64)
    return separation_rows(seed, people, child, parted, zone, citizen, records)


def _number(tables: dict[str, Table]) -> dict[str, Numbers]:
    """Puts each table in the order of its dates and numbers its rows; hearings name their case by its number."""
    keys: dict[str, Numbers] = {}
    for feed in FEEDS:
        rows = tables[feed]
        order = np.argsort(rows[ORDERED_BY[feed]], kind="stable")
        tables[feed] = rows.take(order)
        keys[feed] = np.arange(1, len(rows) + 1)
        if feed == "eoir_cases":
            number = np.empty(len(rows), np.int64)
            number[order] = keys[feed]
        if feed == "eoir_hearings":
            tables[feed].columns["case_id"] = number[tables[feed]["case_id"] - 1]
    return keys


def _child_records(tables: dict[str, Table], keys: dict[str, Numbers], children: int) -> Texts:
    """The record that a separation names: the child's first custody row that is not broken, if any."""
    custody_rows = tables["ice_custody"]
    sound = np.flatnonzero(custody_rows.arrival < BROKEN)
    first = np.zeros(children, np.int64)
    first[custody_rows.child[sound][::-1]] = keys["ice_custody"][sound][::-1]
    named = first[tables["separations"].child]
    shape = NUMBERED["ice_custody"]["stay_id"]
    return np.array([f"ice_custody:{shape % key}" if key else "" for key in named.tolist()], dtype=object)
