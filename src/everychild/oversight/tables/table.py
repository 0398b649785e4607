"""What a table of a publication is: lines of counts under ids, so that words are left to the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from everychild.oversight.results import Count

CHILDREN = ("children",)


@dataclass(frozen=True)
class Table:
    """Lines of counts; ``total``, if any, is the sum of the lines, and the first column of each line may be a whole.

    ``lines`` are keyed by ids, so that words are left to the report.
    """

    id: str
    columns: tuple[str, ...]
    lines: Mapping[str, tuple[Count, ...]]
    total: tuple[Count, ...] | None = None
    whole: bool = False
    """The first column of each line is the sum of the others."""

    def column(self, name: str) -> dict[str, Count]:
        """One column by line."""
        place = self.columns.index(name)
        return {key: counts[place] for key, counts in self.lines.items()}


def counted(
    name: str, lines: Sequence[str], found: Iterable[tuple[str, int]], columns: tuple[str, ...] = CHILDREN
) -> Table:
    """A table of one column with every line, in this order, those that nobody is in as 0. KeyError for another line."""
    numbers = dict.fromkeys(lines, 0)
    for line, number in found:
        if line not in numbers:
            raise KeyError(f"{name}: no line {line}")
        numbers[line] = number
    return Table(name, columns, {line: (number,) for line, number in numbers.items()}, (sum(numbers.values()),))
