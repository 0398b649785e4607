"""Time: two clocks on every fact, the fiscal year, and the day as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from everychild.terms.refusals import Refused


@dataclass(frozen=True)
class AsOf:
    """What had happened by the end of a day, as it was known at an instant.

    ``happened_by`` takes in every fact whose local date, as written, is on or before it.
    ``known_by`` is an aware instant; a fact counts when its delivery was received at or before it.
    """

    happened_by: date
    known_by: datetime

    def __post_init__(self) -> None:
        if self.known_by.tzinfo is None:
            raise ValueError("known_by needs a time zone")

    @property
    def known_by_utc(self) -> datetime:
        """``known_by`` as a naive UTC instant, the form in which the ledger keeps instants."""
        return self.known_by.astimezone(UTC).replace(tzinfo=None)


def fiscal_year(day: date) -> int:
    """Federal fiscal year: 1 October to 30 September, named by the year it ends in."""
    return day.year + (day.month >= 10)


def parse_day(text: str) -> date:
    """A calendar date written ``YYYY-MM-DD``. Raises Refused."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"'{text}' is not a date.", do="Write it as YYYY-MM-DD, for example 2023-09-30.") from None


def parse_instant(text: str) -> datetime:
    """An instant, ISO 8601 with offset, or a date, which means its end in UTC. Raises Refused."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Refused(
            f"'{text}' is not an instant.",
            do="Write date, time and offset (2023-10-02T08:00:00+00:00), or a date alone for its end in UTC.",
        )
    return instant
