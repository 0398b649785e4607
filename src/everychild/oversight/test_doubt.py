"""Doubt about links becomes an interval: as wide as the doubt, the same for whoever draws again, around the count."""

from __future__ import annotations

import numpy as np
import pytest

from everychild.oversight.doubt import NO_DOUBT, Worlds, with_intervals, worlds
from everychild.oversight.results import Result, Tally
from everychild.oversight.withhold import suppress
from everychild.terms.verdicts import SUPPRESSED

SERVED = "children_without_served_notice"


def of_children(count: int) -> list[Result]:
    return [Result(SERVED, Tally(count, 1_000, 0))]


def in_doubt(*components: list[tuple[float, int]]) -> Worlds:
    """Components given as their worlds: a probability, and how much it adds; the chosen one first."""
    component = [number for number, worlds in enumerate(components) for _ in worlds]
    probability = [probability for worlds in components for probability, _ in worlds]
    adds = [adds for worlds in components for _, adds in worlds]
    return Worlds(np.array(component, np.int64), np.array(probability), {SERVED: np.array(adds, np.int64)})


def interval(count: int, doubt: Worlds, seed: int = 7) -> tuple[int, int]:
    (found,) = with_intervals(of_children(count), doubt, seed)
    assert isinstance(found.interval, tuple)
    return found.interval


def test_where_nothing_is_in_doubt_both_ends_are_the_count() -> None:
    assert interval(300, NO_DOUBT) == (300, 300)
    assert interval(300, in_doubt([(0.6, 1), (0.4, 1)])) == (300, 300), "either way the child is counted"


def test_a_child_who_may_or_may_not_have_been_served_spans_both() -> None:
    assert interval(300, in_doubt([(0.5, 1), (0.5, 0)])) == (299, 300)
    assert interval(300, in_doubt([(0.5, 0), (0.5, 1)])) == (300, 301)
    assert interval(300, in_doubt([(0.5, 1), (0.3, 0), (0.2, 2)])) == (299, 301)


def test_what_is_hardly_possible_does_not_widen_it() -> None:
    assert interval(300, in_doubt([(0.99, 1), (0.01, 0)])) == (300, 300)


def test_doubts_that_are_independent_partly_cancel() -> None:
    low, high = interval(300, in_doubt(*[[(0.5, 1), (0.5, 0)]] * 100))
    assert 235 <= low <= 245
    assert 255 <= high <= 265 or high == 300, "the count itself always lies in it"


@pytest.mark.parametrize("first", [0.2, 0.7])
def test_the_count_lies_in_its_interval_even_where_many_small_doubts_lean_one_way(first: float) -> None:
    low, high = interval(300, in_doubt(*[[(first, 1), (1 - first, 0)]] * 50))
    assert low < 300 == high


def test_each_world_is_drawn_as_often_as_it_is_probable() -> None:
    doubt = in_doubt([(0.7, 0), (0.3, 1)], *[[(0.9, 0), (0.1, 10)]] * 1_000)
    low, high = interval(5_000, doubt)
    middle = 5_000 + 1_000 * 0.1 * 10
    assert middle - 2.5 * 95 < high < middle + 2.5 * 95
    assert low == 5_000


def test_the_same_seed_draws_the_same_and_another_seed_almost_the_same() -> None:
    doubt = in_doubt(*[[(0.8, 1), (0.15, 0), (0.05, 2)]] * 400)
    first = interval(2_000, doubt)
    assert interval(2_000, doubt) == first
    other = interval(2_000, doubt, seed=8)
    assert max(abs(one - another) for one, another in zip(first, other, strict=True)) <= 4


def test_probabilities_need_not_add_up_to_one_exactly() -> None:
    assert interval(300, in_doubt([(0.25, 1), (0.25, 0)])) == (299, 300)


def test_what_each_world_adds_is_read_from_rows_that_leave_out_zeros() -> None:
    options = {"component": np.array([4, 4, 9, 9]), "probability": np.array([0.5, 0.5, 0.5, 0.5])}
    rows = {"figure": np.array([SERVED, SERVED]), "world": np.array([0, 3]), "count": np.array([2, 1])}
    assert worlds(options, rows).adds[SERVED].tolist() == [2, 0, 0, 1]


def test_a_withheld_count_has_no_interval_and_a_small_end_withholds_it() -> None:
    def shown(count: int, low: int, high: int) -> Result:
        return suppress([Result(SERVED, Tally(count, 1_000, 0), interval=(low, high))])[0]

    assert shown(300, 290, 310).interval == (290, 310)
    assert shown(0, 0, 0).interval == (0, 0)
    assert shown(5, 5, 5).interval is SUPPRESSED
    small = shown(12, 8, 14)
    assert small.total.count == 12
    assert small.interval is SUPPRESSED
    assert small.suppressed
    assert shown(0, 0, 3).interval is SUPPRESSED
