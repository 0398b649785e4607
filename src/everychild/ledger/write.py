"""Writing a judged file as a delivery folder, and sealing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from everychild.ledger import chain, disk, facts
from everychild.ledger.chain import Entry
from everychild.ledger.judge import ROOMS, UNCHANGED, Judged
from everychild.ledger.parquet import written as to_parquet
from everychild.terms.refusals import Refused
from everychild.terms.sql import instant, name, text
from everychild.terms.staged import Staged

PACKED = (".gz", ".zip", ".zst", ".bz2", ".xz")


@dataclass(frozen=True)
class Draft:
    """A delivery about to be written."""

    number: int
    staged: Staged
    judged: Judged
    received_at: datetime

    @property
    def id(self) -> str:
        """Name of its folder."""
        return f"{self.number:06d}-{self.staged.feed}-{self.staged.raw_sha256[:8]}"

    def events(self) -> str:
        """A query for the events that its new and changed rows state."""
        kept = ", ".join(name(column) for column in self.judged.columns)
        stated = (
            f"select record, {instant(self.received_at)} as known_at, {kept}"
            f" from ({self.judged.complete}) where version < {UNCHANGED}"
        )
        return facts.events(self.staged.facts_sql, stated, feed=self.staged.feed, delivery=str(self.number))


@dataclass(frozen=True)
class Written:
    """What was counted while writing."""

    events: int
    vanished: int


def count(con: duckdb.DuckDBPyConnection, draft: Draft, vanished: str | None) -> Written:
    """What writing would count, without writing. ``vanished``: a query, for a full extract."""
    return Written(
        *(_number(con, f"select count(*) from ({query})") if query else 0 for query in (draft.events(), vanished))
    )


def write(
    ledger: Path, con: duckdb.DuckDBPyConnection, entries: list[Entry], draft: Draft, vanished: str | None
) -> tuple[Written, Entry]:
    """Write the delivery and seal it. Raises Refused, OSError or duckdb.Error with nothing added."""
    built = ledger / f"{chain.INCOMING}{draft.id}"
    built.mkdir(mode=0o700)
    with ThreadPoolExecutor(1) as beside, _joined_as_written(con):
        kept = beside.submit(_keep_raw, built, draft.staged)  # a copy waits for the disk, not for a core
        counted = {file: _number(con, statement) for file, statement in _statements(con, built, draft, vanished)}
        kept.result()
    for path in built.iterdir():
        disk.sync(path)
    written = Written(counted.get("events.parquet", 0), counted.get("vanished.csv", 0))
    return written, chain.append(ledger, entries, built, _manifest(draft, written, full=vanished is not None))


@contextmanager
def _joined_as_written(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Keep joins in the order in which they are written: the wide rows stream past the narrow table of numbers.

    DuckDB guesses the rows of ``staged`` low where it is a view, and would build its hash table on the wide side, which
    costs half as much again as writing the file.
    """
    before = con.execute("select current_setting('disabled_optimizers')").fetchone()
    con.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        yield
    finally:
        con.execute(f"set disabled_optimizers = {text(str(before[0]) if before else '')}")


def _keep_raw(built: Path, staged: Staged) -> None:
    """Keep the file byte for byte, checked to be the bytes that were read."""
    if disk.copy(staged.raw, built / f"raw{_ending(staged.raw)}") != staged.raw_sha256:
        raise Refused(
            "The file changed while it was being read; nothing was recorded.",
            where=staged.feed,
            do="Deliver it again when it is complete.",
        )


def _ending(raw: Path) -> str:
    """The file's ending, so that it opens as what it is. The rest of its name may name someone and is dropped."""
    last, before = raw.suffix.lower(), raw.with_suffix("").suffix.lower()
    ending = before + last if last in PACKED else last
    return ending if re.fullmatch(r"(\.[a-z0-9]{1,8}){1,2}", ending) else ""


def _statements(
    con: duckdb.DuckDBPyConnection, built: Path, draft: Draft, vanished: str | None
) -> Iterator[tuple[str, str]]:
    """File by file, the statement that writes it; each answers with its number of rows."""
    judged, delivery = draft.judged, f"{draft.number}::INTEGER as delivery"
    for room in ROOMS:
        columns = [name(column) for column, kept in judged.columns.items() if kept.room == room]
        if columns or room == "rows":
            listed = ", ".join(["record", "line", "version", delivery, *columns])
            yield _parquet(built, room, f"select {listed} from ({judged.complete})")
    if judged.first:
        yield _parquet(built, "records", f"select record, record_key, {delivery} from ({judged.complete}) where first")
    if judged.new + judged.changed:
        yield _parquet(built, "events", draft.events())
    if _number(con, "select count(*) from rejects"):
        yield _csv(built, "rejects", 'select line, "column", value, reason from rejects order by all')
    if vanished is not None:
        yield _csv(built, "vanished", vanished)


def _parquet(built: Path, file: str, query: str) -> tuple[str, str]:
    return f"{file}.parquet", to_parquet(query, built / f"{file}.parquet")


def _csv(built: Path, file: str, query: str) -> tuple[str, str]:
    return f"{file}.csv", f"copy ({query}) to {text(str(built / f'{file}.csv'))} (format csv, header)"


def _manifest(draft: Draft, written: Written, *, full: bool) -> dict[str, object]:
    staged, judged = draft.staged, draft.judged
    return {
        "id": draft.id,
        "feed": staged.feed,
        "received_at": draft.received_at.isoformat(),
        "full": full,
        "raw_sha256": staged.raw_sha256,
        "mapping_sha256": staged.mapping_sha256,
        "counts": {
            "rows": staged.rows,
            "accepted": judged.new + judged.changed,
            "rejected": staged.rejected,
            "unchanged": judged.unchanged + staged.repeated,
            "events": written.events,
            "vanished": written.vanished,
            "records": judged.first,
            "new": judged.new,
            "changed": judged.changed,
        },
        "stored": {column: asdict(kept) for column, kept in judged.columns.items()},
        "present": list(staged.present),
        "told": list(staged.told),
        "facts_sql": staged.facts_sql,
        "remarks": list(staged.remarks),
        "unread": list(staged.unread),
        "absent": list(staged.absent),
    }


def _number(con: duckdb.DuckDBPyConnection, statement: str) -> int:
    answer = con.execute(statement).fetchone()
    return int(answer[0]) if answer else 0
