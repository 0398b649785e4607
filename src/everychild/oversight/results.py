"""Results: the numbers of a figure, exact or with small counts withheld, and the shape in which they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from everychild.terms.verdicts import SUPPRESSED, Suppressed

Count = int | Suppressed
Interval = tuple[int, int] | Suppressed | None

FIELDS = ("count", "of", "cannot_tell")
THRESHOLD = 11
"""Counts from 1 to one less than this are withheld from whatever is published."""


AS_WRITTEN = {"fiscal_year": "by_year", "state": "by_state", "age": "by_age"}
"""The breakdowns as JSON names them."""

Slice = tuple[str, str]
"""A breakdown and one of its lines."""
TOTAL: Slice = ("all", "all")
"""The slice that is no breakdown: everybody."""


@dataclass(frozen=True)
class Tally:
    """How many are counted, of how many, and of how many of those it cannot be told."""

    count: Count
    of: Count
    cannot_tell: Count

    def as_json(self) -> dict[str, int | None]:
        """The three numbers; a withheld one is null."""
        return {name: as_json(getattr(self, name)) for name in FIELDS}

    @property
    def rest(self) -> Count:
        """Of whom we can tell that they are not counted; withheld where a part of it is."""
        if isinstance(self.count, int) and isinstance(self.of, int) and isinstance(self.cannot_tell, int):
            return self.of - self.count - self.cannot_tell
        return SUPPRESSED


@dataclass(frozen=True)
class Result:
    """One figure's numbers: in total, and by breakdown (breakdowns.py) and line. Records have no breakdown."""

    id: str
    total: Tally
    by: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)
    interval: Interval = None
    """Between which numbers the count lies, given how sure the links are (doubt.py); None where nobody has drawn it."""

    @property
    def by_year(self) -> Mapping[int, Tally]:
        """By fiscal year, as a number."""
        return {int(year): tally for year, tally in self.by.get("fiscal_year", {}).items()}

    def lines(self) -> Iterator[tuple[Slice, Tally]]:
        """The total, then every line of every breakdown, under the name of its slice."""
        yield TOTAL, self.total
        for breakdown, lines in self.by.items():
            for line, tally in lines.items():
                yield (breakdown, line), tally

    @property
    def suppressed(self) -> bool:
        """Some number of this figure is withheld."""
        numbers = (getattr(tally, name) for _, tally in self.lines() for name in FIELDS)
        return any(isinstance(number, Suppressed) for number in (self.interval, *numbers))

    def as_json(self) -> dict[str, Any]:
        """The figure as it is written in JSON; a withheld number is null, never 0."""
        return {
            "id": self.id,
            **self.total.as_json(),
            "suppressed": self.suppressed,
            "interval": list(self.interval) if isinstance(self.interval, tuple) else None,
            **{
                written: {line: tally.as_json() for line, tally in self.by.get(breakdown, {}).items()}
                for breakdown, written in AS_WRITTEN.items()
            },
        }


def as_json(count: Count) -> int | None:
    """A count as JSON writes it: null when withheld."""
    return count if isinstance(count, int) else None
