"""Writing values and names into compiled SQL."""

from __future__ import annotations

from datetime import date, datetime


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


def name(value: str) -> str:
    """A quoted identifier."""
    return '"' + value.replace('"', '""') + '"'


def day(value: date) -> str:
    """A date literal."""
    return f"date '{value.isoformat()}'"


def instant(value: datetime) -> str:
    """A timestamp literal without zone; aware values must be in UTC already."""
    return f"timestamp '{value.replace(tzinfo=None).isoformat(sep=' ')}'"


def listed(values: list[str] | tuple[str, ...]) -> str:
    """A parenthesised list of string literals, for ``in``."""
    return "(" + ", ".join(text(value) for value in values) + ")"
