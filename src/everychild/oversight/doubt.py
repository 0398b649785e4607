"""Doubt carried into counts: what a figure could be, were the records whose links are in doubt joined otherwise.

Records that hang together in doubt are a *component*; each way in which they could be joined is a *world* of it, with
its probability. Components are independent of each other. So one draw takes a world of every component, and a figure's
count changes by what that world adds to it, less what the world that was chosen adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everychild.oversight.results import Result

DRAWS = 1_000
LEFT_OUT = 25
"""So many of the lowest draws, and of the highest, lie outside the interval: 950 of 1,000 lie within."""
METHOD = f"{DRAWS} draws of all links in doubt, without the {LEFT_OUT} lowest and highest"
_AT_ONCE = 1_000_000
"""Random numbers drawn together, so that memory stays small."""

Integers = NDArray[np.int64]
Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Worlds:
    """The worlds of every component: those of one stand together, the one that was chosen first."""

    component: Integers
    probability: NDArray[np.float64]
    adds: Mapping[str, Integers]
    """What each world adds to a figure's count; a figure to which none adds anything may be left out."""


NO_DOUBT = Worlds(np.zeros(0, np.int64), np.zeros(0), {})


def worlds(options: Columns, counted: Columns) -> Worlds:
    """From ``component`` and ``probability`` of each world, in order, and rows of ``figure``, ``world``, ``count``."""
    adds: dict[str, Integers] = {}
    names = counted["figure"].astype(str)
    for name in np.unique(names):
        rows = names == name
        adds[name] = np.zeros(len(options["component"]), np.int64)
        adds[name][counted["world"][rows]] = counted["count"][rows]
    return Worlds(options["component"], options["probability"], adds)


def with_intervals(results: Sequence[Result], doubt: Worlds, seed: int) -> list[Result]:
    """The figures, each with its interval; the same seed gives the same.

    The count itself always lies in its interval. It goes by the links that were made, and a link is made only where it
    is supported well enough: so all draws may lie to one side.
    """
    changes = _changes(doubt, seed)
    return [replace(result, interval=_interval(result, changes.get(result.id))) for result in results]


def _interval(result: Result, changes: Integers | None) -> tuple[int, int] | None:
    count = result.total.count
    if not isinstance(count, int):
        return None
    if changes is None:
        return count, count
    ordered = np.sort(changes)
    return count + min(0, int(ordered[LEFT_OUT])), count + max(0, int(ordered[-1 - LEFT_OUT]))


def _changes(doubt: Worlds, seed: int) -> dict[str, Integers]:
    """For each figure that some doubt touches, by how much each draw changes it."""
    starts = np.flatnonzero(np.diff(doubt.component, prepend=-1)) if len(doubt.component) else np.zeros(0, np.int64)
    ends = np.append(starts[1:], len(doubt.component))
    if not len(starts):
        return {}
    number = np.repeat(np.arange(len(starts)), ends - starts)
    against_chosen = {name: adds - adds[starts][number] for name, adds in sorted(doubt.adds.items())}
    touched = {name: np.unique(number[change != 0]) for name, change in against_chosen.items() if change.any()}
    reached = np.cumsum(doubt.probability)
    before = (reached - doubt.probability)[starts]
    whole = reached[ends - 1] - before
    places = number + (reached - before[number]) / whole[number]
    random = np.random.PCG64(seed)
    made: dict[str, list[Integers]] = {name: [] for name in touched}
    left = DRAWS
    while left:
        batch = min(left, max(1, _AT_ONCE // len(starts)))
        left -= batch
        drawn = (random.random_raw(batch * len(starts)) >> np.uint64(11)) * 2.0**-53
        at = np.arange(len(starts)) + drawn.reshape(batch, len(starts))
        taken = np.clip(np.searchsorted(places, at, side="right"), starts, ends - 1)
        for name, those in touched.items():
            made[name].append(against_chosen[name][taken[:, those]].sum(axis=1))
    return {name: np.concatenate(parts) for name, parts in made.items()}
