"""The ledger of one home: the only way in, and history as it was known at any instant."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb

from everychild.ledger import chain
from everychild.ledger.deliveries import Delivery, deliveries
from everychild.ledger.history import history
from everychild.ledger.record import Recorded, Wishes, record
from everychild.ledger.verify import verify
from everychild.ledger.withdraw import withdraw
from everychild.terms.staged import Staged


class Ledger:
    """The deliveries under ``home``/ledger. Nothing in it is ever altered or deleted.

    A crash at any moment leaves the whole of an entry or none of it. One writer at a time; readers need no lock.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "ledger"

    def record(
        self,
        con: duckdb.DuckDBPyConnection,
        staged: Staged,
        *,
        received_at: datetime,
        full: bool = False,
        again: bool = False,
        all_or_nothing: bool = False,
        dry_run: bool = False,
    ) -> Recorded:
        """Record a file staged in ``con`` as received at an aware instant.

        A later row with a key supersedes the earlier one from then on: an emptied cell retracts its fact, a column
        that the file lacks keeps its value. The same bytes again are a no-op; ``again`` records them anew. ``full``
        says that the file is a whole extract: records that it lacks are reported as vanished, and kept.
        ``all_or_nothing`` refuses a file with rejected rows. ``dry_run`` gives the counts and changes nothing on disk.

        Raises Refused, with nothing recorded: an instant before the last sealed entry, another writer, a full disk, a
        file that changed meanwhile, a broken chain.
        """
        return record(self.folder, con, staged, Wishes(received_at, full, again, all_or_nothing, dry_run))

    def withdraw(self, delivery_id: str, because: str, at: datetime) -> str:
        """Withdraw a delivery made by mistake, from the aware instant ``at`` on. Returns the id of the entry made.

        What it superseded holds again, and it may be delivered anew. As known before ``at``, nothing changes. Raises
        Refused: an unknown or already withdrawn delivery, no reason, an instant before the last sealed entry.
        """
        return withdraw(self.folder, delivery_id, because, at)

    def history(
        self,
        con: duckdb.DuckDBPyConnection,
        known_by: datetime,
        happened_by: date | None = None,
        last: int | None = None,
    ) -> None:
        """Make in ``con`` what had happened by a day as it was known at an aware instant, as temporary views.

        ``events``   one row per fact: see ``facts.EVENTS``.
        ``records``  record, feed, record_key, known_at, delivery: of every record in force; the last two are of the
                     delivery that first stated its present content.
        ``persons``  record, feed, line, delivery and what identifies a person, under names shared by all feeds.
        ``places``, ``rows``  the same with the other columns kept.
        ``told``     feed, "column": the columns stating facts that some delivery in force had.

        With ``last``, entries after that number are left out: a delivery recorded later may bear an earlier receipt.
        The views read the delivery folders and stay good until the next call on ``con``. Raises Refused where the
        chain is broken.
        """
        history(self.folder, con, known_by, happened_by, last)

    def deliveries(self, known_by: datetime | None = None, last: int | None = None) -> list[Delivery]:
        """Every delivery known at an aware instant (None: now), withdrawn ones too, oldest first. Raises Refused."""
        return deliveries(chain.read(self.folder), known_by, last)

    def head(self, last: int | None = None) -> tuple[int, str]:
        """Number and seal of the last entry, or of entry ``last``; (0, "") before the first. Raises Refused."""
        entries = [entry for entry in chain.read(self.folder) if last is None or entry.number <= last]
        return (entries[-1].number, entries[-1].seal) if entries else (0, "")

    def verify(self) -> list[str]:
        """Every byte against the seals: each problem in words, naming entry and file. Empty when sound."""
        return verify(self.folder)
