"""What an evaluation found: shares of pairs of records, and shares of children."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pairs:
    """Pairs of records: those that are truly one child, those linked, and those that are both."""

    true: int
    linked: int
    both: int

    @property
    def precision(self) -> float | None:
        """Of the pairs linked, the share that is truly one child. None where nothing was linked."""
        return self.both / self.linked if self.linked else None

    @property
    def recall(self) -> float | None:
        """Of the pairs that are truly one child, the share linked. None where there is no such pair."""
        return self.both / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return 2 * self.both / (self.true + self.linked) if self.true + self.linked else None

    def as_json(self) -> dict[str, float | None]:
        """The three shares."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: _rounded(share) for name, share in shares.items()}


@dataclass(frozen=True)
class Kind:
    """Children of one kind. ``perfect``: all their records together with nobody else's; ``merged``: with another's."""

    children: int
    perfect: float
    merged: float
    recall: float | None

    def as_json(self) -> dict[str, float | int | None]:
        """The number and the shares."""
        shares = {"perfect": self.perfect, "merged": self.merged, "recall": self.recall}
        return {"children": self.children, **{name: _rounded(share) for name, share in shares.items()}}


@dataclass(frozen=True)
class Evaluation:
    """What an evaluation found. ``missing``: records of the truth that are not known, so were not counted."""

    records: int
    missing: int
    pairs: Pairs
    children: Kind
    by_pair: Mapping[str, Pairs]
    by_kind: Mapping[str, Kind]


@dataclass(frozen=True)
class Measured:
    """An evaluation of a fresh linking, with its seconds from the ledger's files to the links, and its peak memory.

    ``naming``: how many records are of a feed that names a person; the pace is theirs, for the others only follow.
    ``not_compared``: per pair of feeds, how many pairs of one child no rule brought together, or none that was kept.
    """

    evaluation: Evaluation
    naming: int
    seconds: float
    peak_mb: int
    not_compared: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """One object, as ``identity evaluate --json`` prints it."""
        found = self.evaluation
        return {
            **found.pairs.as_json(),
            "perfect": _rounded(found.children.perfect),
            "merged": _rounded(found.children.merged),
            "children": found.children.children,
            "records": found.records,
            "records_not_known": found.missing,
            "not_compared": sum(self.not_compared.values()),
            "by_pair": {
                name: {**pairs.as_json(), "not_compared": self.not_compared.get(name, 0)}
                for name, pairs in found.by_pair.items()
            },
            "by_kind": {name: kind.as_json() for name, kind in found.by_kind.items()},
            "records_linked": self.naming,
            "seconds": round(self.seconds, 2),
            "peak_mb": self.peak_mb,
        }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
