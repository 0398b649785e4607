"""From rows to events: the facts a delivery's sealed SQL reads out of its rows."""

from __future__ import annotations

from everychild.terms.sql import name, text

EVENTS = {
    "record": "INTEGER",
    "feed": "VARCHAR",
    "kind": "VARCHAR",
    "happened_at": "TIMESTAMP",
    "on_date": "DATE",
    "dated": "BOOLEAN",
    "who": "VARCHAR",
    "detail": "VARCHAR",
    "ends_on": "DATE",
    "about_on": "DATE",
    "known_at": "TIMESTAMP",
    "delivery": "INTEGER",
}
"""The events table: one row per fact.

``record``: ledger-wide number. ``happened_at``: instant in UTC; where ``dated``, only the date is known, at its 00:00.
``on_date``: local date as written. ``ends_on``: first date on which the fact no longer holds. ``about_on``: the date
that the fact is about. ``known_at``: receipt, in UTC, of the delivery that first said so. ``delivery``: its number.
"""

RESERVED = frozenset({"record", "record_key", "feed", "line", "version", "delivery", "known_at"})
"""Names that a stored column cannot have."""


def events(facts_sql: str, stated: str, *, feed: str, delivery: str) -> str:
    """A query for the events that ``facts_sql`` reads from the query ``stated``.

    ``stated`` gives record, known_at and every stored column. ``delivery`` is an expression over ``f``, a fact.
    """
    taken = {column: f"f.{name(column)}" for column in EVENTS} | {"feed": text(feed), "delivery": delivery}
    columns = ", ".join(f"{taken[column]}::{type_} as {name(column)}" for column, type_ in EVENTS.items())
    return f"with stated as ({stated}) select {columns} from ({facts_sql}) f"
