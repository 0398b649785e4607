"""The clock and the words of a date: the one place below the command line where the present is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from everychild.terms.time import AsOf, parse_day, parse_instant

Heard = Callable[[str], None]
"""Hears the name of each stage of a long piece of work as it begins."""


def silent(_: str) -> None:
    """Hears and does nothing."""


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def as_of(happened_by: str | date, known_by: str | datetime | None = None) -> AsOf:
    """An ``AsOf`` from what a person writes; known by now unless said otherwise. Raises Refused."""
    day = parse_day(happened_by) if isinstance(happened_by, str) else happened_by
    instant = parse_instant(known_by) if isinstance(known_by, str) else known_by
    return AsOf(day, instant or now())
