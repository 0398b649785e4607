"""Recording a file: what to refuse, what is already there, and the counts that come of it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from everychild.ledger import chain, facts, write
from everychild.ledger.chain import Entry
from everychild.ledger.deliveries import known
from everychild.ledger.in_force import InForce, stored
from everychild.ledger.judge import Judged, forget, judge, vanished
from everychild.terms.refusals import Refused
from everychild.terms.staged import Staged


@dataclass(frozen=True)
class Recorded:
    """What became of a file. ``rows`` = accepted + rejected + unchanged; ``accepted`` are new or changed.

    ``delivery``: id of the sealed delivery, or the one it would have had on a dry run. ``already``: these bytes were
    delivered before and nothing was done. ``vanished``: records in force that a full extract does not name.
    """

    delivery: str
    feed: str
    rows: int
    accepted: int
    rejected: int
    unchanged: int
    events: int
    vanished: int
    rejects_file: str | None
    already: bool
    remarks: tuple[str, ...]
    unread: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Wishes:
    """How a file is to be recorded: see ``Ledger.record``."""

    received_at: datetime
    full: bool = False
    again: bool = False
    all_or_nothing: bool = False
    dry_run: bool = False


def record(ledger: Path, con: duckdb.DuckDBPyConnection, staged: Staged, wishes: Wishes) -> Recorded:
    """Record the file staged in ``con``. Raises Refused, with nothing recorded."""
    _check_declaration(staged)
    wishes = replace(wishes, received_at=chain.in_utc(wishes.received_at))
    try:
        with nullcontext(chain.read(ledger)) if wishes.dry_run else chain.writing(ledger) as entries:
            same = _same_bytes(entries, staged)
            if same and not wishes.again:
                return _already(same, staged)
            return _record(ledger, con, staged, wishes, entries)
    except (OSError, duckdb.IOException) as error:
        why = getattr(error, "strerror", None) or "the disk failed"
        raise Refused(
            f"The delivery could not be written ({why}); nothing was recorded.",
            where=str(ledger),
            do="Make room or check the disk, then deliver the file again.",
        ) from None
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException):
        raise  # a mistake in a declaration's SQL: its text quotes no cell
    except duckdb.Error as error:  # its text may quote a cell, so it is not passed on
        raise Refused(
            f"The rows could not be recorded ({type(error).__name__}); nothing was recorded.", where=staged.feed
        ) from None


def _check_declaration(staged: Staged) -> None:
    """Find a declaration's mistakes before they are sealed."""
    undeclared = sorted(set(staged.present) - set(staged.stored))
    reserved = sorted(facts.RESERVED & set(staged.stored))
    if undeclared or reserved:
        raise ValueError(f"{staged.feed}: present but not stored {undeclared}, stored under reserved names {reserved}")


def _same_bytes(entries: list[Entry], staged: Staged) -> Entry | None:
    """The newest delivery in force of the same bytes, read in the same way."""
    wanted = (staged.raw_sha256, staged.mapping_sha256)
    for entry in reversed(known(entries).of(staged.feed).in_force):
        if (entry.manifest["raw_sha256"], entry.manifest["mapping_sha256"]) == wanted:
            return entry
    return None


def _already(same: Entry, staged: Staged) -> Recorded:
    counts, rejects = same.counts, same.file("rejects.csv")
    return Recorded(
        delivery=same.id,
        feed=same.feed,
        rows=counts["rows"],
        accepted=0,
        rejected=counts["rejected"],
        unchanged=counts["rows"] - counts["rejected"],
        events=0,
        vanished=0,
        rejects_file=str(rejects) if rejects else None,
        already=True,
        remarks=staged.remarks,
        unread=staged.unread,
        absent=staged.absent,
    )


def _record(
    ledger: Path, con: duckdb.DuckDBPyConnection, staged: Staged, wishes: Wishes, entries: list[Entry]
) -> Recorded:
    chain.refuse_earlier(entries, wishes.received_at)
    if wishes.all_or_nothing and staged.rejected:
        raise Refused(
            f"{staged.rejected} of {staged.rows} rows are rejected; nothing was recorded.",
            where=staged.feed,
            do="Correct the file, or deliver it without --all-or-nothing to record the other rows.",
        )
    feed = known(entries).of(staged.feed)
    _refuse_retyped(feed.in_force, staged)
    in_force = InForce(con, feed, "recording")
    try:
        numbered = sum(entry.counts["records"] for entry in entries if entry.withdraws is None)
        judged = judge(con, staged, in_force, numbered)
        _check_sum(judged, staged)
        draft = write.Draft(len(entries) + 1, staged, judged, wishes.received_at)
        lost = vanished(staged.feed, in_force) if wishes.full else None
        if wishes.dry_run:
            return _recorded(draft, write.count(con, draft, lost), rejects=None)
        written, entry = write.write(ledger, con, entries, draft, lost)
        return _recorded(draft, written, rejects=entry.file("rejects.csv"))
    finally:
        in_force.drop()
        forget(con)


def _refuse_retyped(entries: tuple[Entry, ...], staged: Staged) -> None:
    kept = stored(entries)
    retyped = sorted(column for column, now in staged.stored.items() if kept.get(column, now) != now)
    if retyped:
        raise Refused(
            f"Earlier deliveries keep {', '.join(retyped)} in another room or as another type.",
            where=staged.feed,
            do="Give the changed column a new stored name in the feed's declaration.",
        )


def _check_sum(judged: Judged, staged: Staged) -> None:
    found = judged.new + judged.changed + judged.unchanged + staged.rejected + staged.repeated
    if found != staged.rows:
        raise ValueError(f"{staged.feed}: {staged.rows} rows in the file, and {found} staged, rejected or repeated")


def _recorded(draft: write.Draft, written: write.Written, rejects: Path | None) -> Recorded:
    staged, judged = draft.staged, draft.judged
    return Recorded(
        delivery=draft.id,
        feed=staged.feed,
        rows=staged.rows,
        accepted=judged.new + judged.changed,
        rejected=staged.rejected,
        unchanged=judged.unchanged + staged.repeated,
        events=written.events,
        vanished=written.vanished,
        rejects_file=str(rejects) if rejects else None,
        already=False,
        remarks=staged.remarks,
        unread=staged.unread,
        absent=staged.absent,
    )
