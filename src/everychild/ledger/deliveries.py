"""Deliveries as they were known at an instant: which are in force, and which have been withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from everychild.ledger.chain import Entry, in_utc


@dataclass(frozen=True)
class Delivery:
    """One file of one feed, as sealed. Instants are aware, in UTC. ``rows`` = accepted + rejected + unchanged."""

    number: int
    id: str
    feed: str
    received_at: datetime
    full: bool
    rows: int
    accepted: int
    rejected: int
    unchanged: int
    events: int
    vanished: int
    remarks: tuple[str, ...]
    unread: tuple[str, ...]
    absent: tuple[str, ...]
    seal: str
    withdrawn_at: datetime | None
    withdrawn_because: str | None


@dataclass(frozen=True)
class Known:
    """The ledger as it was known at an instant, oldest first. Entries after it are left out whole.

    ``withdrawn_by``: number of the entry that withdrew a delivery, by the delivery's number.
    """

    in_force: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]
    withdrawn_by: Mapping[int, int]

    def of(self, feed: str) -> Known:
        """The same for one feed."""
        return Known(
            tuple(entry for entry in self.in_force if entry.feed == feed),
            tuple(entry for entry in self.withdrawn if entry.feed == feed),
            self.withdrawn_by,
        )

    @property
    def ever(self) -> tuple[Entry, ...]:
        """In force or withdrawn: a record keeps its number even when the delivery that brought it is withdrawn."""
        return tuple(sorted(self.in_force + self.withdrawn, key=lambda entry: entry.number))

    @property
    def feeds(self) -> tuple[str, ...]:
        """Feeds with a delivery in force, by name."""
        return tuple(sorted({entry.feed for entry in self.in_force}))


def _up_to(entries: Sequence[Entry], known_by: datetime | None, last: int | None) -> list[Entry]:
    return [
        entry
        for entry in entries
        if (known_by is None or entry.received_at <= in_utc(known_by)) and (last is None or entry.number <= last)
    ]


def known(entries: Sequence[Entry], known_by: datetime | None = None, last: int | None = None) -> Known:
    """What was in force at ``known_by`` (an aware instant; None for now), of entries up to number ``last`` if given."""
    told = _up_to(entries, known_by, last)
    withdrawals = {entry.withdraws: entry.number for entry in told if entry.withdraws is not None}
    deliveries = [entry for entry in told if entry.withdraws is None]
    withdrawn = tuple(entry for entry in deliveries if entry.id in withdrawals)
    return Known(
        tuple(entry for entry in deliveries if entry.id not in withdrawals),
        withdrawn,
        {entry.number: withdrawals[entry.id] for entry in withdrawn},
    )


def deliveries(entries: Sequence[Entry], known_by: datetime | None, last: int | None) -> list[Delivery]:
    """Every delivery known at ``known_by``, withdrawn ones too, in the order of the chain."""
    told = _up_to(entries, known_by, last)
    withdrawals = {entry.withdraws: entry for entry in told if entry.withdraws is not None}
    return [_delivery(entry, withdrawals.get(entry.id)) for entry in told if entry.withdraws is None]


def _delivery(entry: Entry, withdrawal: Entry | None) -> Delivery:
    counts = entry.counts
    return Delivery(
        number=entry.number,
        id=entry.id,
        feed=entry.feed,
        received_at=entry.received_at,
        full=bool(entry.manifest["full"]),
        rows=counts["rows"],
        accepted=counts["accepted"],
        rejected=counts["rejected"],
        unchanged=counts["unchanged"],
        events=counts["events"],
        vanished=counts["vanished"],
        remarks=tuple(entry.manifest["remarks"]),
        unread=tuple(entry.manifest["unread"]),
        absent=tuple(entry.manifest["absent"]),
        seal=entry.seal,
        withdrawn_at=withdrawal.received_at if withdrawal else None,
        withdrawn_because=str(withdrawal.manifest["because"]) if withdrawal else None,
    )
