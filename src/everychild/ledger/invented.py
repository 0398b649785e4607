"""An invented feed for the tests of this room: visits to children, one row per visit, and a desk to deliver them at."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from everychild.ledger import Ledger, Recorded
from everychild.terms.staged import Staged, Stored

STORED = {
    "surname": Stored("persons", "VARCHAR"),
    "street": Stored("places", "VARCHAR"),
    "seen_on": Stored("rows", "DATE"),
    "result": Stored("rows", "VARCHAR"),
    "closed_on": Stored("rows", "DATE"),
}
FACTS = """
select record, 'seen' as kind, seen_on::TIMESTAMP as happened_at, seen_on as on_date, true as dated, null as who,
    result as detail, null as ends_on, null as about_on, known_at from stated where seen_on is not null
union all
select record, 'closed', closed_on::TIMESTAMP, closed_on, true, null, street, null, null, known_at
    from stated where closed_on is not null
"""


def noon(day: str) -> datetime:
    """Noon of a day, UTC: when a file of that day is received."""
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def stage(con: duckdb.DuckDBPyConnection, raw: Path, table: str, *, feed: str = "visits", rejected: int = 0) -> Staged:
    """Stage a table written with bars, as a source would. The first column is the key; a dot is an empty cell.

    Rows of the same key are taken as repeated. ``rejected`` rows are added as rejects.
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    header = lines[0]
    cells = [[None if cell == "." else cell for cell in line] for line in lines[1:]]
    unique = list({line[0]: line for line in cells}.values())
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_text("\n".join(",".join(line) for line in [header, *lines[1:]]) + f"\n{rejected}")
    con.execute(
        "create or replace temp table staged (line INTEGER, record_key VARCHAR, "
        + ", ".join(f"{column} {kept.type}" for column, kept in STORED.items())
        + ")"
    )
    for number, line in enumerate(unique, start=2):
        values = dict(zip(header[1:], line[1:], strict=True))
        row = [number, line[0], *(values.get(column) for column in STORED)]
        con.execute(f"insert into staged values ({', '.join('?' * len(row))})", row)
    con.execute("create or replace temp table rejected_keys (record_key VARCHAR)")
    con.execute('create or replace temp table rejects (line INTEGER, "column" VARCHAR, value VARCHAR, reason VARCHAR)')
    for number in range(rejected):
        con.execute("insert into rejects values (?, 'seen_on', '31/31/2023', 'not a date')", [100 + number])
    present = tuple(header[1:])
    return Staged(
        feed=feed,
        raw=raw,
        raw_sha256=hashlib.sha256(raw.read_bytes()).hexdigest(),
        rows=len(cells) + rejected,
        rejected=rejected,
        repeated=len(cells) - len(unique),
        stored=STORED,
        present=present,
        told=tuple(column for column in present if column.endswith("_on")),
        facts_sql=FACTS,
        unread=(),
        absent=tuple(column for column in STORED if column not in present),
        remarks=(),
    )


class Desk:
    """A ledger to which tables are delivered, and what it answers."""

    def __init__(self, home: Path) -> None:
        self.home, self.ledger, self.con = home, Ledger(home / "data"), duckdb.connect(config={"threads": 1})
        self._files = 0

    def staged(self, table: str, **how: Any) -> Staged:
        """Stage a table as a new file."""
        self._files += 1
        return stage(self.con, self.home / "in" / f"visits-{self._files}.csv", table, **how)

    def deliver(self, day: str, table: str, *, feed: str = "visits", rejected: int = 0, **wishes: bool) -> Recorded:
        """Deliver a table at noon of a day."""
        staged = self.staged(table, feed=feed, rejected=rejected)
        return self.ledger.record(self.con, staged, received_at=noon(day), **wishes)

    def restage(self, staged: Staged, **changed: Any) -> Staged:
        """The same file with something else about it."""
        return replace(staged, **changed)

    def withdraw(self, day: str, delivery: Recorded) -> str:
        """Withdraw a delivery at noon of a day."""
        return self.ledger.withdraw(delivery.delivery, "sent by mistake", noon(day))

    def ask(self, known_by: str, query: str, happened_by: str | None = None) -> list[tuple[Any, ...]]:
        """Ask history as it was known by the end of a day."""
        instant = datetime.fromisoformat(f"{known_by}T23:59:59+00:00").astimezone(UTC)
        self.ledger.history(self.con, instant, date.fromisoformat(happened_by) if happened_by else None)
        return self.con.execute(query).fetchall()

    def facts(self, known_by: str, happened_by: str | None = None) -> list[str]:
        """What was known: one line per event, as in ``A seen 2023-05-01 safe, told 2024-01-01``."""
        return [
            f"{key} {kind} {on_date} {detail or '-'}, told {known_at:%Y-%m-%d}"
            for key, kind, on_date, detail, known_at in self.ask(
                known_by,
                "select r.record_key, e.kind, e.on_date, e.detail, e.known_at"
                " from events e join records r using (record) order by all",
                happened_by,
            )
        ]
