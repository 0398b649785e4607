"""Which records hang together through links: connected components, found for the whole population at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def components(size: int, a: Ints, b: Ints) -> Ints:
    """The lowest number that each of ``0 .. size - 1`` hangs together with, through the pairs ``(a, b)``.

    Each round hands the lowest label across every pair, then lets labels point at their own label; pairs that have
    come together drop out. The rounds grow with the logarithm of the longest chain.
    """
    label = np.arange(size, dtype=np.int64)
    while len(a):
        lowest = np.minimum(label[a], label[b])
        np.minimum.at(label, label[a], lowest)
        np.minimum.at(label, label[b], lowest)
        while True:
            pointed = label[label]
            if np.array_equal(pointed, label):
                break
            label = pointed
        apart = label[a] != label[b]
        a, b = a[apart], b[apart]
    return label
