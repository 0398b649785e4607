"""Random small histories: the files of one to four invented children, as several deliveries, and a date to judge by.

What a history may hold: boundaries hit exactly, re-entries, repeated hand-overs, late knowledge, corrections,
retractions, rows told twice, missing columns, feeds never delivered. Every row is one that the feeds' rules accept.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tests.feeds import COLUMNS
from tests.lives import Draw, life
from tests.oracle.told import KEYS, Delivery, Row

AHEAD = ("scheduled_at", "deferral_until", "due_on", "effective_on")
"""The columns that may lie after receipt."""
AROUND = (0, 1, -1, 2, 3, 13, 14, 15, 29, 30, 31, 36, 37, 38, 90, 91, 400)
"""Days from some date in the files to the date asked about."""

DROPPED = tuple(
    f"{feed}.{column}"
    for feed, columns in {
        "ice_custody": "apprehended_at determined_uc_at hhs_notified_at handed_over_at exceptional_circumstances dob",
        "orr_care": "accepted_at discharged_at discharge_type sponsor_street sponsor_delivery_check",
        "orr_safety_calls": "attempted_at outcome",
        "orr_incidents": "kind",
        "ice_notices": "served_on filed_on withdrawn_on deferral_from",
        "eoir_cases": "motion_to_reopen_on in_absentia_order_on",
        "eoir_hearings": "scheduled_at outcome notice_sent_on",
        "field_contacts": "attempted_at result",
    }.items()
    for column in columns.split()
)
"""The columns that a file may lack."""


@dataclass(frozen=True)
class History:
    """Files in the order in which they came, and the question: by which day, as known when, of which fiscal years."""

    deliveries: list[Delivery]
    happened_by: date
    known_by: datetime
    cohort: tuple[int, int] | None


@st.composite
def histories(draw: Draw) -> History:
    """A strategy for histories; the simplest has one child, every feed, and one delivery of each."""
    rows = [row for number in range(1, draw(st.integers(1, 4)) + 1) for row in life(draw, number)]
    days = sorted({day(text) for _, cells in rows for column, text in cells.items() if is_time(column, text)})
    received = receipts(draw, days)
    untold = {feed for feed in COLUMNS if draw(st.integers(0, 31)) == 31}
    gone = set(draw(st.lists(st.sampled_from(DROPPED), max_size=2))) if draw(st.integers(0, 3)) == 3 else set()
    found = []
    for number, at in enumerate(received):
        last = number == len(received) - 1
        for minute, feed in enumerate(COLUMNS):
            told = [cells for name, cells in rows if name == feed and (last or draw(st.booleans()))]
            if feed not in untold and (last or told):
                found.append(delivery(draw, feed, told, at + timedelta(minutes=minute), gone))
    around = draw(st.sampled_from([days[-1], *days])) if days else date(2023, 5, 1)
    happened_by = around + timedelta(days=draw(st.sampled_from(AROUND)))
    now = received[-1] + timedelta(days=1)
    known_by = now if draw(st.booleans()) else draw(st.sampled_from([now, *(one.received_at for one in found)]))
    return History(
        found, happened_by, known_by, draw(st.sampled_from([None, (2023, 2023), (2022, 2023), (2024, 2030)]))
    )


def receipts(draw: Draw, days: list[date]) -> list[datetime]:
    """From one to four receipts, ascending: some in the midst of what happened, the last after nearly all of it."""
    last = (days[-1] if days else date(2024, 1, 1)) + timedelta(days=draw(st.sampled_from((1, 1, 1, 0, -300))))
    amid = [draw(st.sampled_from(days)) for _ in range(draw(st.integers(0, 3)))] if days else []
    found = sorted({day for day in amid if day < last} | {last})
    hour = draw(st.sampled_from((18, 3)))
    return [datetime(day.year, day.month, day.day, hour, 17, tzinfo=UTC) for day in found]


def delivery(draw: Draw, feed: str, rows: list[Row], at: datetime, gone: set[str]) -> Delivery:
    """A file as the agency could have written it at that time."""
    dropped = [name for name in DROPPED if name.startswith(f"{feed}.")]
    if dropped and draw(st.integers(0, 15)) == 15:
        gone = gone | {draw(st.sampled_from(dropped))}  # in this file only
    header = tuple(column for column in COLUMNS[feed] if f"{feed}.{column}" not in gone)
    told = [corrected(draw, feed, {column: cells.get(column, "") for column in header}, at) for cells in rows]
    if told and draw(st.integers(0, 15)) == 15:
        told.append(draw(st.sampled_from([told[0], corrected(draw, feed, told[0], at)])))
    return Delivery(feed, at, told, header, full=draw(st.integers(0, 7)) == 7)


def corrected(draw: Draw, feed: str, cells: Row, at: datetime) -> Row:
    """The row as known then: nothing that had not happened, and now and then a date moved or a cell emptied."""
    changed = dict(cells)
    times = [column for column, text in cells.items() if is_time(column, text)]
    if times and draw(st.integers(0, 7)) == 7:
        column = draw(st.sampled_from(times))
        changed[column] = draw(st.sampled_from(["", moved(cells[column], -1), moved(cells[column], 1)]))
    for column, text in changed.items():
        if is_time(column, text) and column not in AHEAD and later(text, at):
            changed[column] = ""
    if changed.get("outcome") in ("appeared", "failed_to_appear") and later(changed.get("scheduled_at", ""), at):
        changed["outcome"] = ""
    assert changed[KEYS[feed]] == cells[KEYS[feed]]
    return changed


def is_time(column: str, text: str) -> bool:
    """True for a cell that holds a date or an instant of something that happened."""
    return bool(text) and column.endswith(("_at", "_on", "_from", "_until", "received_date"))


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def later(text: str, at: datetime) -> bool:
    """After receipt; a date is if it is after the receipt's date in UTC."""
    if not text:
        return False
    return day(text) > at.date() if len(text) == 10 else datetime.fromisoformat(text) > at


def moved(text: str, days: int) -> str:
    """The same time of day on another day."""
    return (day(text) + timedelta(days=days)).isoformat() + text[10:]


def as_csv(delivery: Delivery) -> str:
    """The file as the agency would write it: a header row, then one line for each row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, delivery.header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(delivery.rows)
    return text.getvalue()
