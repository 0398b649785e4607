"""The model of two records: which comparisons, which levels, how many bits each is worth. Read from model.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from everychild.identity import comparing

FILE = Path(__file__).with_name("model.toml")


@dataclass(frozen=True)
class Level:
    """One outcome of a comparison: its number in the scored table (0 is kept for "not said"), name, words and weight.

    ``frequency`` is the share of the agreeing names' own rarity that is added to ``bits``.
    """

    number: int
    name: str
    words: str
    bits: float
    frequency: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """What is compared, in words, and its levels in the order in which they are tried."""

    name: str
    words: str
    levels: tuple[Level, ...]

    def level(self, number: int) -> Level | None:
        """The level of that number; None for 0, where one of the two records does not say."""
        return self.levels[number - 1] if number else None


@dataclass(frozen=True)
class Model:
    """All comparisons, and how many partners a record has on average before anything is known."""

    partners: float
    partners_words: str
    comparisons: tuple[Comparison, ...]


class ModelError(ValueError):
    """The model file does not fit the comparisons in comparing.py."""


def read(file: Path = FILE) -> Model:
    """The model in a file. Raises ModelError where its levels are not those that can be compared."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    comparisons = tuple(
        Comparison(
            one["name"],
            one["words"],
            tuple(
                Level(number, level["name"], level["words"], float(level["bits"]), float(level.get("frequency", 0)))
                for number, level in enumerate(one["levels"], start=1)
            ),
        )
        for one in told["comparison"]
    )
    _check(comparisons)
    return Model(float(told["prior"]["partners"]), told["prior"]["words"], comparisons)


@cache
def current() -> Model:
    """The model in force."""
    return read()


def _check(comparisons: tuple[Comparison, ...]) -> None:
    told = {one.name: [level.name for level in one.levels] for one in comparisons}
    if set(told) != set(comparing.CONDITIONS):
        raise ModelError(f"comparisons {sorted(told)} where {sorted(comparing.CONDITIONS)} can be made")
    for name, levels in told.items():
        if levels != list(comparing.CONDITIONS[name]):
            raise ModelError(f"{name}: levels {levels} where {list(comparing.CONDITIONS[name])} can be told apart")
