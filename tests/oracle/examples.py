"""Short ways to write down an invented child. Times without an offset are six hours behind UTC.

``dhs(...)``, ``care(...)`` and so on each give one row of one feed, about one and the same child unless told otherwise.
Every column of every feed counts as told, except those named in ``untold`` ('feed.column', or 'feed' for a whole feed).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from tests.feeds import COLUMNS
from tests.oracle.account import Account, Row, account
from tests.oracle.told import KEYS, Delivery

Told = tuple[str, dict[str, str]]
"""A feed and a row of it."""

RECEIVED = datetime(2026, 1, 1, 12, tzinfo=UTC)


def row(feed: str, **cells: str) -> Told:
    """A row about the child, with the identifiers that the feed carries."""
    marks = {"a_number": "A200300401", "portal_id": "P1", "subject_id": "S1", "case_id": "K1"}
    found = {column: marks[column] for column in COLUMNS[feed] if column in marks} | cells
    assert set(found) <= set(COLUMNS[feed]), set(found) - set(COLUMNS[feed])
    local = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)(.*)")
    return feed, {c: local.sub(lambda m: f"{m[1]}T{m[2]}:00{m[3] or '-06:00'}", text) for c, text in found.items()}


def dhs(apprehended: str = "", determined: str = "", notified: str = "", handed_over: str = "", **more: str) -> Told:
    times = {"apprehended_at": apprehended, "determined_uc_at": determined, "hhs_notified_at": notified}
    return row("ice_custody", **{"holding_agency": "CBP"} | times | {"handed_over_at": handed_over} | more)


def care(accepted: str = "", discharged: str = "", how: str = "", **more: str) -> Told:
    return row("orr_care", **{"accepted_at": accepted, "discharged_at": discharged, "discharge_type": how} | more)


def call(attempted: str, outcome: str, **more: str) -> Told:
    return row("orr_safety_calls", **{"attempted_at": attempted, "outcome": outcome} | more)


def incident(kind: str, happened: str) -> Told:
    return row("orr_incidents", kind=kind, happened_at=happened)


def notice(served: str = "", filed: str = "", **more: str) -> Told:
    return row("ice_notices", **{"served_on": served, "filed_on": filed} | more)


def case(**cells: str) -> Told:
    return row("eoir_cases", **cells)


def hearing(scheduled: str, outcome: str = "", **more: str) -> Told:
    return row("eoir_hearings", **{"scheduled_at": scheduled, "outcome": outcome} | more)


def relief(**cells: str) -> Told:
    return row("uscis_relief", **cells)


def contact(attempted: str, result: str, method: str = "visit") -> Told:
    return row("field_contacts", attempted_at=attempted, result=result, method=method)


def deliveries(*rows: Told, untold: tuple[str, ...] = (), received: datetime = RECEIVED) -> list[Delivery]:
    """One file of every feed, with the rows of that feed; a row without a key is numbered."""
    found = []
    for feed, columns in COLUMNS.items():
        if feed in untold:
            continue
        header = tuple(column for column in columns if f"{feed}.{column}" not in untold)
        told, key = [cells for name, cells in rows if name == feed], KEYS[feed]
        told = [{key: f"{feed[:2]}{number}"} | cells for number, cells in enumerate(told, start=1)]
        if feed == "eoir_cases":
            told = [cells | {key: "K1"} if cells[key] == "ei1" else cells for cells in told]
        lines = [{column: cells.get(column, "") for column in header} for cells in told]
        found.append(Delivery(feed, received, lines, header))
    return found


def judged(as_of: str, *rows: Told, untold: tuple[str, ...] = (), cohort: tuple[int, int] | None = None) -> Account:
    """The whole account on a day, everything delivered being known."""
    return account(deliveries(*rows, untold=untold), date.fromisoformat(as_of), RECEIVED, cohort)


def verdicts(duty: str, as_of: str, *rows: Told, untold: tuple[str, ...] = ()) -> list[Row]:
    return [v for v in judged(as_of, *rows, untold=untold).verdicts if v["duty"] == duty]


def verdict(duty: str, as_of: str, *rows: Told, untold: tuple[str, ...] = ()) -> str:
    """The verdict in a word, or several with commas, or 'no clock'."""
    return ", ".join(v["verdict"] for v in verdicts(duty, as_of, *rows, untold=untold)) or "no clock"


def standing(question: str, as_of: str, *rows: Told) -> str:
    """The standing of the only child and its since."""
    found = [s for s in judged(as_of, *rows).standings if s["question"] == question]
    assert len(found) == 1
    return f"{found[0]['value']} since {found[0]['since']}"


def figure(
    name: str, as_of: str, *rows: Told, untold: tuple[str, ...] = (), cohort: tuple[int, int] | None = None
) -> str:
    """The figure as 'count of of', with the children for whom it cannot be told."""
    found = judged(as_of, *rows, untold=untold, cohort=cohort).figures[name]
    return f"{found['count']} of {found['of']}, cannot tell {found['cannot_tell']}"


TAKEN = "2023-03-01 10:00"
"""Apprehended; 48 hours later is 3 March 10:00."""
FOUND = "2023-03-01 18:00"
"""Determined unaccompanied; 72 hours later is 4 March 18:00."""
TOLD = "2023-03-02 09:00"
GIVEN = "2023-03-03 09:00"
ACCEPTED = "2023-03-03 15:00"
IN_CARE = dhs(TAKEN, FOUND, TOLD, GIVEN)
CARED_FOR = care(ACCEPTED)
