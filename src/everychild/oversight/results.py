"""Results: the numbers of a figure, exact or with small counts withheld, and the shape in which they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from everychild.terms.verdicts import SUPPRESSED, Suppressed

Count = int | Suppressed

FIELDS = ("count", "of", "cannot_tell")
THRESHOLD = 11
"""Counts from 1 to one less than this are withheld from whatever is published."""


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
    """One figure's numbers: in total, and by fiscal year of the child's first hand-over in the cohort."""

    id: str
    total: Tally
    by_year: Mapping[int, Tally] = field(default_factory=dict)
    interval: tuple[int, int] | None = None
    """None until links carry probabilities."""

    @property
    def suppressed(self) -> bool:
        """Some number of this figure is withheld."""
        tallies = (self.total, *self.by_year.values())
        return any(isinstance(getattr(tally, name), Suppressed) for tally in tallies for name in FIELDS)

    def as_json(self) -> dict[str, Any]:
        """The figure as it is written in JSON; a withheld number is null, never 0."""
        return {
            "id": self.id,
            **self.total.as_json(),
            "suppressed": self.suppressed,
            "interval": list(self.interval) if self.interval else None,
            "by_year": {str(year): tally.as_json() for year, tally in sorted(self.by_year.items())},
        }


def as_json(count: Count) -> int | None:
    """A count as JSON writes it: null when withheld."""
    return count if isinstance(count, int) else None
