"""The oracle's account of every child: deliveries in, plain lists of plain values out.

``account(deliveries, happened_by, known_by, cohort)`` returns an ``Account``. Every list holds dicts of plain values;
instants are naive UTC, days are local dates as written, None is no value. Records are named 'feed:key'.

children      child_id, first_record (the record first told, from which the id is made), records (all, sorted), dob
entries       child_id, entry (1..), apprehended_at, apprehended_on, handed_over_at, handed_over_on (first to HHS),
              accepted_at, accepted_on (first), released_on (latest), release_address (detail at the latest release),
              missed (hearings failed), last_missed_at, in_absentia_on (first), unaccepted. An entry without a custody
              or care fact is left out, though its duties are not.
hand_overs    child_id, n (1..), at, on_date, record, accepted_at, accepted_record (None: unmatched); to HHS only
surplus_acceptances   child_id, at, on_date, record
verdicts      child_id, entry, duty, instance (1..; more than one only per release and per missed hearing), verdict,
              started_at, started_on, start_record, due_at (limits in hours only), due_on (local), met_at, met_on,
              met_record, owner ('' if the start is unknown or names no agency), explained (True or False when
              outstanding and a deferral could explain it; None when deferrals were never told),
              explanation (the reason given), missing ('feed.column', several joined by ', '), ended_by ('died',
              'left_country', 'turned_18', 'relief_granted', 'case_closed', 'notice_withdrawn').
              A start or meeting fact of which only the day is known has its instant at 00:00. For a missed hearing in
              custody, met_record and met_at are those of the custody fact and met_on is the day of the hearing.
              No row: no clock.
standings     child_id, question (whereabouts, proceedings, protection), value, since, record, confirmed_at,
              confirmed_by (the kind of the last confirming event)
figures       by id: count, of, cannot_tell, by_year {'2022': {count, of, cannot_tell}} (each year of the cohort with a
              child in it)
notices_without_a_child, cases_without_a_child   records that link to no child: of ice_notices those that state issue or
              service by the date, of eoir_cases those that state anything by it

``cohort`` is a pair of fiscal years, both included; None takes everyone handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.oracle.custody import CUSTODY, Entry, HandOver, entries, hand_overs, in_order
from tests.oracle.duties import DUTIES
from tests.oracle.facts import Event, facts
from tests.oracle.figures import FIGURES, Life, figure, fiscal_year
from tests.oracle.links import Child, children
from tests.oracle.standings import Standing, proceedings, protection, whereabouts
from tests.oracle.told import Delivery, told
from tests.oracle.verdicts import Case, Verdict

Row = dict[str, Any]


@dataclass
class Account:
    """See the module's docstring for the shape of each list."""

    children: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    hand_overs: list[Row] = field(default_factory=list)
    surplus_acceptances: list[Row] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)
    standings: list[Row] = field(default_factory=list)
    figures: dict[str, Row] = field(default_factory=dict)
    notices_without_a_child: int = 0
    cases_without_a_child: int = 0


def account(
    deliveries: Iterable[Delivery],
    happened_by: date,
    known_by: datetime,
    cohort: tuple[int, int] | None = None,
    linked: Mapping[str, int] | None = None,
) -> Account:
    """Account for every child by the end of ``happened_by``, as known at ``known_by`` (an aware instant).

    ``linked`` gives each record's cluster; without it, records are joined by what they literally share.
    """
    known = told(deliveries, known_by)
    everyone, without = children(known.records, linked)
    result, lives = Account(), []
    for record in without:
        begun = {event.kind for event in facts(record) if event.on <= happened_by}
        if record.feed == "ice_notices" and begun & {"notice_issued", "notice_served"}:
            result.notices_without_a_child += 1
        if record.feed == "eoir_cases" and begun:
            result.cases_without_a_child += 1
    for child in everyone:
        events = in_order([e for record in child.records for e in facts(record) if e.on <= happened_by])
        case = Case(events, child.dob, happened_by, known.columns)
        found = entries(events)
        verdicts = [v for entry in found for duty in DUTIES for v in duty(case, entry)]
        pairs, surplus = hand_overs(events)
        add_child(result, child, case, found, pairs, surplus, verdicts)
        counted = [entry for entry in found if in_cohort(entry, cohort)]
        numbers = {entry.number for entry in counted}
        if counted:
            lives.append(Life(case, counted, pairs, [v for v in verdicts if v.entry in numbers]))
    for name in FIGURES:
        result.figures[name] = figure(lives, name) | {"by_year": by_year(lives, name)}
    return result


def in_cohort(entry: Entry, cohort: tuple[int, int] | None) -> bool:
    """Handed to HHS for the first time in the entry within the fiscal years."""
    if not entry.hand_overs:
        return False
    return cohort is None or cohort[0] <= fiscal_year(entry.hand_overs[0].on) <= cohort[1]


def by_year(lives: list[Life], name: str) -> dict[str, dict[str, int]]:
    years = sorted({life.year for life in lives})
    return {str(year): figure([life for life in lives if life.year == year], name) for year in years}


def add_child(
    result: Account,
    child: Child,
    case: Case,
    found: list[Entry],
    pairs: list[HandOver],
    surplus: list[Event],
    verdicts: list[Verdict],
) -> None:
    """Write down everything about one child."""
    of = {"child_id": child.child_id}
    records = sorted(record.name for record in child.records)
    result.children.append(of | {"first_record": child.records[0].name, "records": records, "dob": child.dob})
    for entry in found:
        if entry.all(*CUSTODY):
            result.entries.append(of | entry_row(entry, pairs, case.as_of))
    for n, pair in enumerate(pairs, start=1):
        row = {"n": n, "at": pair.given.at, "on_date": pair.given.on, "record": pair.given.record}
        taken = {"accepted_at": at(pair.taken), "accepted_record": pair.taken.record if pair.taken else None}
        result.hand_overs.append(of | row | taken)
    for event in surplus:
        result.surplus_acceptances.append(of | {"at": event.at, "on_date": event.on, "record": event.record})
    result.verdicts.extend(of | verdict_row(v) for v in verdicts)
    answers: dict[str, Standing] = {
        "whereabouts": whereabouts(case.events, case.as_of),
        "proceedings": proceedings(case.events, case.as_of),
        "protection": protection(case.events, case.as_of),
    }
    result.standings.extend(of | {"question": question} | vars(answer) for question, answer in answers.items())


def at(event: Event | None) -> datetime | None:
    return event.at if event else None


def on(event: Event | None) -> date | None:
    return event.on if event else None


def entry_row(entry: Entry, pairs: list[HandOver], as_of: date) -> Row:
    start, given, taken = entry.first("apprehended"), next(iter(entry.hand_overs), None), entry.first("accepted")
    releases, missed = entry.all("release_address"), entry.all("failed_to_appear")
    unaccepted = [p for p in pairs if any(p.given is event for event in entry.hand_overs) and p.unaccepted(as_of)]
    return {
        "entry": entry.number,
        "apprehended_at": at(start), "apprehended_on": on(start),
        "handed_over_at": at(given), "handed_over_on": on(given),
        "accepted_at": at(taken), "accepted_on": on(taken),
        "released_on": releases[-1].on if releases else None,
        "release_address": releases[-1].detail if releases else None,
        "missed": len(missed), "last_missed_at": missed[-1].at if missed else None,
        "in_absentia_on": on(entry.first("ordered_in_absentia")),
        "unaccepted": bool(unaccepted),
    }  # fmt: skip


def verdict_row(v: Verdict) -> Row:
    return {
        "entry": v.entry, "duty": v.duty, "instance": v.instance, "verdict": v.verdict,
        "started_at": at(v.start), "started_on": on(v.start), "start_record": v.start.record if v.start else None,
        "due_at": v.due_at, "due_on": v.due_on,
        "met_at": at(v.met), "met_on": v.met_on, "met_record": v.met.record if v.met else None,
        "owner": v.owner, "explained": v.explained, "explanation": v.explanation,
        "missing": v.missing, "ended_by": v.ended_by,
    }  # fmt: skip
