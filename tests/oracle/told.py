"""What we had been told by an instant: the row in force of every record, and the columns anyone ever told us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

Row = dict[str, str]
"""One row of a file: only the columns that the file has; an empty text is an empty cell."""

KEYS = {
    "ice_custody": "stay_id",
    "orr_care": "stay_id",
    "orr_safety_calls": "call_id",
    "orr_incidents": "incident_id",
    "address_changes": "change_id",
    "ice_notices": "notice_id",
    "eoir_cases": "case_id",
    "eoir_hearings": "hearing_id",
    "uscis_relief": "receipt_no",
    "field_contacts": "contact_id",
    "separations": "separation_id",
}
"""The key column of each feed."""


@dataclass(frozen=True)
class Delivery:
    """One file. ``columns`` is its header; left out, the header is that of its first row."""

    feed: str
    received_at: datetime
    rows: list[Row]
    columns: tuple[str, ...] = ()
    full: bool = False
    again: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        return self.columns or (tuple(self.rows[0]) if self.rows else ())


@dataclass(frozen=True)
class Record:
    """A record as it is in force. ``number`` counts records in the order in which they were first told."""

    number: int
    feed: str
    key: str
    cells: Row
    known_at: datetime

    @property
    def name(self) -> str:
        return f"{self.feed}:{self.key}"

    def cell(self, column: str) -> str:
        """The cell, or an empty text if it is empty or its column was never in a file with this record."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Told:
    """Everything told by an instant."""

    records: list[Record]
    columns: set[str]
    """Every column told at least once, as 'feed.column'."""


def told(deliveries: Iterable[Delivery], known_by: datetime) -> Told:
    """Read the deliveries received by ``known_by``, in the order in which they came."""
    in_force: dict[tuple[str, str], Record] = {}
    columns: set[str] = set()
    seen: list[tuple[str, tuple[str, ...], list[Row]]] = []
    for delivery in deliveries:
        if delivery.received_at > known_by:
            continue
        same_bytes = (delivery.feed, delivery.header, delivery.rows)
        if same_bytes in seen and not delivery.again:
            continue
        seen.append(same_bytes)
        columns |= {f"{delivery.feed}.{column}" for column in delivery.header}
        known_at = delivery.received_at.astimezone(UTC).replace(tzinfo=None)
        for key, cells in rows_to_record(delivery).items():
            before = in_force.get((delivery.feed, key))
            if before is None:
                in_force[delivery.feed, key] = Record(len(in_force) + 1, delivery.feed, key, cells, known_at)
                continue
            kept = before.cells | cells  # an empty cell replaces what was there; a missing column does not
            if kept != before.cells:
                in_force[delivery.feed, key] = Record(before.number, delivery.feed, key, kept, known_at)
    return Told(list(in_force.values()), columns)


def rows_to_record(delivery: Delivery) -> dict[str, Row]:
    """Rows by key. The same row twice is one row; one key with two different rows is none."""
    by_key: dict[str, list[Row]] = {}
    for row in delivery.rows:
        cells = {column: row.get(column, "").strip() for column in delivery.header}
        by_key.setdefault(cells[KEYS[delivery.feed]], []).append(cells)
    return {key: rows[0] for key, rows in by_key.items() if all(row == rows[0] for row in rows)}
