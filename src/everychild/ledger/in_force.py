"""What holds of every record: the newest row in force, read from the files where they lie.

At delivery each changed row was written whole (with the values carried from earlier files that had a column which this
one lacks) and its events beside it. So the row in force is the newest one that brought a change, and nothing is
computed again. Only where a withdrawn delivery had brought or changed a record is it rebuilt: see ``rebuild``.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from everychild.ledger.chain import Entry
from everychild.ledger.deliveries import Known
from everychild.ledger.facts import EVENTS
from everychild.ledger.parquet import read
from everychild.ledger.rebuild import rebuild
from everychild.terms.sql import instant, name, text
from everychild.terms.staged import Room, Stored

NEVER = 2**31 - 1
"""Later than any delivery: no row of the record counts as the files have it."""
NO_RECORD = (
    "null::INTEGER as record, null::VARCHAR as feed, null::VARCHAR as record_key,"
    " null::TIMESTAMP as known_at, null::INTEGER as delivery"
)


def stored(entries: Sequence[Entry]) -> dict[str, Stored]:
    """Every column that the deliveries keep."""
    return {column: kept for entry in entries for column, kept in entry.stored.items()}


def source(entries: Sequence[Entry], room: Room) -> str | None:
    """A table function over one room of deliveries of one feed, if any of them has it."""
    files = [path for entry in entries if (path := entry.file(f"{room}.parquet"))]
    return read(files, by_name=len({tuple(sorted(entry.stored)) for entry in entries}) > 1) if files else None


class InForce:
    """The rows, events and records that hold, as queries over the files and a few small temporary tables.

    The tables live in ``con`` under names that begin with ``prefix`` and must outlive the queries.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, known: Known, prefix: str) -> None:
        self.known = known
        self._con, self._prefix = con, prefix
        self._since, self._affected = f"{prefix}_since", f"{prefix}_affected"
        self._events = f"{prefix}_rebuilt_events"
        self._list_deliveries()
        self._find_changed()
        self._rebuild()

    def _list_deliveries(self) -> None:
        self._con.execute(
            f"create or replace temp table {self._prefix}_deliveries"
            " (delivery INTEGER, feed VARCHAR, received_at TIMESTAMP)"
        )
        rows = [f"({entry.number}, {text(entry.feed)}, {instant(entry.received_at)})" for entry in self.known.in_force]
        if rows:
            self._con.execute(f"insert into {self._prefix}_deliveries values {', '.join(rows)}")

    def _find_changed(self) -> None:
        """``since``: the delivery before which a record's rows no longer hold. ``affected``: records to rebuild.

        A record is affected when a withdrawn delivery had brought or changed it and none since has: what came after the
        withdrawal was judged against what held without the withdrawn delivery.
        """
        touched, changed = ["select 0 as record, 0 as at where false"], []
        for feed in sorted({entry.feed for entry in self.known.ever}):
            of = self.known.of(feed)
            if withdrawn := [entry for entry in of.withdrawn if _brought(entry)]:
                by = " ".join(f"when {entry.number} then {of.withdrawn_by[entry.number]}" for entry in withdrawn)
                rows = source(withdrawn, "rows")
                touched.append(f"select record, case delivery {by} end as at from {rows} where version < 2")
            if rows := source([entry for entry in of.in_force if entry.counts["changed"]], "rows"):
                changed.append(f"select record, delivery from {rows} where version = 1")
            first = min((of.withdrawn_by[entry.number] for entry in withdrawn), default=NEVER)
            if rows := source([entry for entry in of.in_force if entry.number > first and _brought(entry)], "rows"):
                changed.append(
                    f"select r.record, r.delivery from {rows} r join {self._affected} a on a.record = r.record"
                    ' where r.version < 2 and r.delivery > a."at"'
                )
        self._con.execute(
            f"create or replace temp table {self._affected} as"
            f' select record, max("at")::INTEGER as "at" from ({" union all ".join(touched)}) group by record'
        )
        self._con.execute(
            f"create or replace temp table {self._since} as select record, max(delivery)::INTEGER as delivery"
            f" from ({' union all '.join(['select 0 as record, 0 as delivery where false', *changed])}) group by record"
        )
        self._con.execute(
            f'delete from {self._affected} where "at" < (select max(delivery) from {self._since} s'
            f" where s.record = {self._affected}.record)"
        )
        self._con.execute(f"delete from {self._since} where record in (select record from {self._affected})")
        self._con.execute(f"insert into {self._since} select record, {NEVER} from {self._affected}")
        self._any_affected = self._holds(self._affected)
        self._any_since = self._holds(self._since)

    def _holds(self, table: str) -> bool:
        return self._con.execute(f"select 1 from {table} limit 1").fetchone() is not None

    def _rebuild(self) -> None:
        columns = ", ".join(f"{name(column)} {type_}" for column, type_ in EVENTS.items())
        self._con.execute(f"create or replace temp table {self._events} ({columns})")
        if not self._any_affected:
            return
        for feed in self.known.feeds:
            rebuild(
                self._con,
                self.known.of(feed).in_force,
                affected=self._affected,
                into=self._rebuilt(feed),
                events_into=self._events,
            )

    def _rebuilt(self, feed: str) -> str:
        return name(f"{self._prefix}_rebuilt_{feed}")

    def drop(self) -> None:
        """Remove the temporary tables."""
        for table in ("since", "affected", "rebuilt_events", "deliveries"):
            self._con.execute(f"drop table if exists {self._prefix}_{table}")
        for feed in self.known.feeds:
            self._con.execute(f"drop table if exists {self._rebuilt(feed)}")

    def _still(self, files: str, columns: str, condition: str) -> str:
        """Rows of the files that no later change has replaced."""
        if not self._any_since:
            return f"select {columns} from {files} f where {condition}"
        return (
            f"select {columns} from {files} f left join {self._since} s on s.record = f.record"
            f" where {condition} and (s.delivery is null or s.delivery <= f.delivery)"
        )

    def room(self, feed: str, room: Room, columns: Sequence[str] | None = None) -> str | None:
        """A query for record, line, delivery and the columns of one room as they hold; None where it has none."""
        entries = self.known.of(feed).in_force
        brought = [entry for entry in entries if _brought(entry)]
        files = source(brought if stored(brought) == stored(entries) else entries, room)
        if files is None:
            return None
        kept = [column for column, kept in stored(entries).items() if kept.room == room]
        wanted = ["record", "line", "delivery"]
        wanted += [name(column) for column in kept if columns is None or column in columns]
        query = self._still(files, ", ".join(f"f.{column}" for column in wanted), "f.version < 2")
        if self._any_affected:
            query += f" union all select {', '.join(wanted)} from {self._rebuilt(feed)}"
        return query

    def events(self) -> str:
        """A query for every event that holds."""
        files = [path for entry in self.known.in_force if (path := entry.file("events.parquet"))]
        rebuilt = f"select * from {self._events}"
        if not files:
            return rebuilt
        query = self._still(read(files), ", ".join(f"f.{name(column)}" for column in EVENTS), "true")
        return f"{query} union all {rebuilt}" if self._any_affected else query

    def keys(self, feed: str) -> str | None:
        """A query for record, record_key and first delivery of every record ever numbered, withdrawn ones too."""
        files = [path for entry in self.known.of(feed).ever if (path := entry.file("records.parquet"))]
        return f"select record, record_key, delivery from {read(files)}" if files else None

    def records(self) -> str:
        """A query for record, feed, record_key, known_at and delivery of every record that holds."""
        queries = [f"select {NO_RECORD} where false"]
        for feed in self.known.feeds:
            if keys := self.keys(feed):
                queries += self._records(feed, keys)
        return " union all ".join(queries)

    def _records(self, feed: str, keys: str) -> list[str]:
        columns = f"k.record, {text(feed)}, k.record_key, d.received_at, d.delivery"
        deliveries = f"{self._prefix}_deliveries d on d.delivery"
        if not self._any_since:
            return [f"select {columns} from ({keys}) k join {deliveries} = k.delivery"]
        held = [
            f"select {columns} from ({keys}) k left join {self._since} s on s.record = k.record"
            f" join {deliveries} = coalesce(s.delivery, k.delivery)"
        ]
        if self._any_affected:
            rebuilt = f"{self._rebuilt(feed)} r on r.record = k.record"
            held.append(f"select {columns} from ({keys}) k join {rebuilt} join {deliveries} = r.delivery")
        return held


def _brought(entry: Entry) -> bool:
    """Whether the delivery brought or changed any record."""
    return bool(entry.counts["new"] + entry.counts["changed"])
