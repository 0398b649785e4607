"""How chance is drawn: one named stream for each part, so that a change in one part leaves the others as they were."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Amounts = NDArray[np.float64]


class Chance:
    """One stream. Shares and weights are met as nearly as the number drawn allows (stratified), not only on average."""

    def __init__(self, seed: int, part: str) -> None:
        self._rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, crc32(part.encode())])))

    def level(self, n: int) -> Amounts:
        """``n`` independent levels between 0 and 1."""
        return self._rng.random(n)

    def even(self, group: Numbers) -> Amounts:
        """Levels spread evenly over 0 to 1 within each group, in random order."""
        n = len(group)
        mixed = self._rng.permutation(n)
        ordered = mixed[np.argsort(group[mixed], kind="stable")]
        sizes = np.bincount(group) if n else np.zeros(1, np.int64)
        starts = np.cumsum(sizes) - sizes
        levels = np.empty(n)
        placed = group[ordered]
        levels[ordered] = (np.arange(n) - starts[placed] + self._rng.random(n)) / sizes[placed]
        return levels

    def hits(self, share: float | Amounts, n: int) -> Flags:
        """Which of ``n`` are chosen; ``share`` is one share for all or one each."""
        if isinstance(share, np.ndarray):
            return self.level(n) < share
        return self.even(np.zeros(n, np.int64)) < share

    def pick(self, weights: Sequence[float], n: int, together: Numbers | None = None) -> Numbers:
        """``n`` positions in ``weights``; see ``pick_by``."""
        return self.pick_by([weights], np.zeros(n, np.int64), together)

    def pick_by(self, weights: Sequence[Sequence[float]], group: Numbers, together: Numbers | None = None) -> Numbers:
        """A position for each, by the weights of its group. ``together`` names the one whose lot each shares; those
        with the same number of followers are spread evenly, so that the shares hold for the followers too.
        """
        if together is not None:
            first = np.flatnonzero(together == np.arange(len(together)))
            followers = np.minimum(np.bincount(together, minlength=len(together))[first] - 1, 3)
            return self._picked(weights, group[first], group[first] * 4 + followers, first)[together]
        return self._picked(weights, group, group, np.arange(len(group)))

    def _picked(self, weights: Sequence[Sequence[float]], group: Numbers, alike: Numbers, at: Numbers) -> Numbers:
        levels = self.even(alike)
        lots = np.zeros(len(group), np.int64)
        for which, row in enumerate(weights):
            edges = np.cumsum(row) / np.sum(row)
            here = group == which
            lots[here] = np.minimum(np.searchsorted(edges, levels[here], side="right"), len(row) - 1)
        picked = np.zeros(int(at.max(initial=-1)) + 1, np.int64)
        picked[at] = lots
        return picked

    def skewed(self, median: float | Amounts, spread: float, n: int) -> Amounts:
        """Lognormal amounts with this median; ``spread`` is the standard deviation of the logarithm."""
        return np.asarray(median * np.exp(spread * self._rng.standard_normal(n)))

    def whole(self, low: int | Numbers, high: int | Numbers, n: int) -> Numbers:
        """Whole numbers from low to high, both included; where high is below low, low."""
        span = np.maximum(np.asarray(high) - low + 1, 1)
        return np.asarray(low + np.floor(self._rng.random(n) * span)).astype(np.int64)

    def order(self, n: int) -> Numbers:
        """The numbers 0 to n - 1 in random order."""
        return self._rng.permutation(n)

    def few(self, keys: Amounts, weights: Amounts, count: int) -> Numbers:
        """``count`` of ``keys`` (levels), by weight and without replacement; their positions, ascending."""
        waiting = -np.log(np.maximum(keys, 1e-300)) / weights
        return np.sort(np.argsort(waiting, kind="stable")[: max(count, 0)])
