"""One component of records: the grouping that agrees best with all its pairs and breaks no constraint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

EXACT = 9
"""Up to so many groups are tried in every combination that can still be the best; beyond, best first and moves."""

Pairs = Mapping[tuple[int, int], float]


class Component:
    """Records 0 .. size - 1, what speaks for and against each two being one child, and which never can be.

    ``weights`` are bits above what a join needs; a pair that is not in it counts ``unknown``.
    """

    def __init__(self, size: int, weights: Pairs, never: Iterable[tuple[int, int]], unknown: float) -> None:
        self.members = [[n] for n in range(size)]
        self.weight = [[unknown] * size for _ in range(size)]
        for (a, b), weight in weights.items():
            self.weight[a][b] = self.weight[b][a] = weight
        self.never = [set[int]() for _ in range(size)]
        for a, b in never:
            self.never[a].add(b)
            self.never[b].add(a)
        self._of = list(range(size))

    def must(self, a: int, b: int) -> bool:
        """Make the groups of two records one, whatever speaks against it; False if they never can be."""
        x, y = self._of[a], self._of[b]
        if x != y and y in self.never[x]:
            return False
        if x != y:
            self._join(x, y)
        return True

    def solve(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their first records."""
        self._join_what_cannot_part()
        nodes = [n for n, inside in enumerate(self.members) if inside]
        found = _best_first(nodes, self)
        found = _exact(nodes, found, self) if len(nodes) <= EXACT else _moved(found, self)
        return sorted(sorted(record for n in group for record in self.members[n]) for group in found)

    def groups(self) -> list[list[int]]:
        """The groups as they were made so far, each sorted, in the order of their first records."""
        return sorted(sorted(inside) for inside in self.members if inside)

    def _join(self, a: int, b: int) -> None:
        keep, drop = min(a, b), max(a, b)
        for n, weight in enumerate(self.weight[drop]):
            self.weight[keep][n] += weight
            self.weight[n][keep] = self.weight[keep][n]
        for n in self.never[drop]:
            self.never[n].discard(drop)
            self.never[n].add(keep)
        self.never[keep] |= self.never[drop]
        self.never[drop] = set()
        for record in self.members[drop]:
            self._of[record] = keep
        self.members[keep] += self.members[drop]
        self.members[drop] = []

    def _join_what_cannot_part(self) -> None:
        """Join each two that a best grouping has together for certain.

        Were they apart, moving the one to the other or the other to the one would lose nothing: what they weigh
        together is at least half of all that their weights with others differ by.
        """
        again = True
        while again:
            again = False
            nodes = [n for n, inside in enumerate(self.members) if inside]
            for i, a in enumerate(nodes):
                for b in nodes[i + 1 :]:
                    if not self.members[a] or not self.members[b] or self.never[a] != self.never[b]:
                        continue
                    row_a, row_b = self.weight[a], self.weight[b]
                    if row_a[b] <= 0:
                        continue
                    differ = sum(abs(row_a[n] - row_b[n]) for n in nodes if n not in (a, b) and self.members[n])
                    if 2 * row_a[b] >= differ:
                        self._join(a, b)
                        again = True


def _between(one: Sequence[int], other: Sequence[int], of: Component) -> float | None:
    """What two groups weigh together; None where they can never be one."""
    if any(b in of.never[a] for a in one for b in other):
        return None
    return sum(of.weight[a][b] for a in one for b in other)


def _best_first(nodes: Sequence[int], of: Component) -> list[list[int]]:
    """Join the two groups that weigh most per pair, again and again, while any two weigh more than nothing."""
    groups = [[n] for n in nodes]
    size = {n: len(of.members[n]) for n in nodes}
    mean: dict[tuple[int, int], float] = {}

    def compare(i: int, j: int) -> None:
        total = _between(groups[i], groups[j], of)
        mean.pop((i, j), None)
        if total is not None and total > 0:
            mean[i, j] = total / (sum(size[n] for n in groups[i]) * sum(size[n] for n in groups[j]))

    for i in range(len(groups)):
        for j in range(i + 1, len(groups)):
            compare(i, j)
    while mean:
        i, j = min(mean, key=lambda pair: (-mean[pair], pair))
        groups[i] += groups[j]
        groups[j] = []
        mean = {pair: value for pair, value in mean.items() if j not in pair}
        for k, group in enumerate(groups):
            if group and k != i:
                compare(min(i, k), max(i, k))
    return [group for group in groups if group]


def _moved(groups: list[list[int]], of: Component) -> list[list[int]]:
    """Move one at a time to where it weighs more, or away, while that gains anything."""
    gained = True
    while gained:
        gained = False
        for node in sorted(n for group in groups for n in group):
            home = next(group for group in groups if node in group)
            stays = sum(of.weight[node][n] for n in home if n != node)
            options = [(0.0, -1), *((_between([node], g, of), i) for i, g in enumerate(groups) if g is not home)]
            best, where = max(((w, -i) for w, i in options if w is not None), default=(0.0, 1))
            if best > stays + 1e-6:
                home.remove(node)
                if where == 1:
                    groups.append([node])
                else:
                    groups[-where].append(node)
                groups = [group for group in groups if group]
                gained = True
    return groups


def _exact(nodes: Sequence[int], found: list[list[int]], of: Component) -> list[list[int]]:
    """The best of all groupings: tried one node after another, given up where the rest cannot make up for the loss."""
    order = sorted(nodes, key=lambda n: (-sum(abs(of.weight[n][m]) for m in nodes if m != n), n))
    hope = [0.0] * (len(order) + 1)
    for i in range(len(order) - 1, -1, -1):
        gains = (of.weight[order[i]][m] for m in order[:i] if m not in of.never[order[i]])
        hope[i] = hope[i + 1] + sum(max(0.0, weight) for weight in gains)
    best = sum(of.weight[a][b] for group in found for i, a in enumerate(group) for b in group[i + 1 :])
    chosen = found

    def place(i: int, groups: list[list[int]], value: float) -> None:
        nonlocal best, chosen
        if value + hope[i] <= best + 1e-6:
            return
        if i == len(order):
            best, chosen = value, [list(group) for group in groups]
            return
        for group in groups:
            gain = _between([order[i]], group, of)
            if gain is not None:
                group.append(order[i])
                place(i + 1, groups, value + gain)
                group.pop()
        groups.append([order[i]])
        place(i + 1, groups, value)
        groups.pop()

    place(0, [], 0.0)
    return chosen
