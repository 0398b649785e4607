"""What is withheld stays withheld: no small number can be had back from those that are shown."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from everychild.oversight import catalog
from everychild.oversight.results import FIELDS, Result, Tally
from everychild.oversight.suppression import Sum, withheld
from everychild.oversight.withhold import arithmetic, suppress
from everychild.terms.verdicts import SUPPRESSED, Suppressed


def one(total: tuple[int, int, int], **years: tuple[int, int, int]) -> Result:
    return Result("custody_never_accepted", Tally(*total), {int(y[1:]): Tally(*t) for y, t in years.items()})


def counts(result: Result) -> dict[int, object]:
    return {year: tally.count for year, tally in result.by_year.items()}


def test_small_counts_are_withheld_and_zero_stays_zero() -> None:
    (shown,) = suppress([one((10, 500, 0), y2021=(10, 300, 0), y2022=(0, 200, 0))])
    assert shown.total == Tally(SUPPRESSED, 500, 0)
    assert counts(shown) == {2021: SUPPRESSED, 2022: 0}
    assert shown.as_json()["count"] is None
    assert shown.as_json()["suppressed"] is True
    assert shown.as_json()["by_year"]["2022"] == {"count": 0, "of": 200, "cannot_tell": 0}


def test_eleven_is_shown() -> None:
    (shown,) = suppress([one((22, 500, 0), y2021=(11, 300, 0), y2022=(11, 200, 0))])
    assert not shown.suppressed
    assert shown.as_json()["count"] == 22


def test_one_small_year_takes_the_next_smallest_with_it() -> None:
    (shown,) = suppress([one((150, 600, 0), y2021=(3, 200, 0), y2022=(100, 200, 0), y2023=(47, 200, 0))])
    assert shown.total.count == 150
    assert counts(shown) == {2021: SUPPRESSED, 2022: 100, 2023: SUPPRESSED}


def test_two_small_years_whose_sum_is_small_take_a_third() -> None:
    (shown,) = suppress([one((104, 600, 0), y2021=(2, 200, 0), y2022=(2, 200, 0), y2023=(100, 200, 0))])
    assert counts(shown) == {2021: SUPPRESSED, 2022: SUPPRESSED, 2023: SUPPRESSED}


def test_nobody_but_a_few_left_over_is_a_small_number_too() -> None:
    """97 of 100 says that three were not counted."""
    (shown,) = suppress([one((97, 100, 0), y2021=(97, 100, 0))])
    assert shown.total.count is SUPPRESSED
    assert shown.total.of == 100


def test_a_small_part_is_not_left_to_its_sisters() -> None:
    """Timely, late, running, unanswered and undocumented add up: one small one takes another with it."""
    due = Result("safety_calls_due", Tally(400, 400, 0))
    numbers = {"timely": 200, "late": 100, "running": 3, "unanswered": 57, "undocumented": 40}
    parts = [Result(f"safety_calls_{name}", Tally(number, 400, 0)) for name, number in numbers.items()]
    shown = {result.id: result.total.count for result in suppress([due, *parts])}
    assert shown["safety_calls_running"] is SUPPRESSED
    assert shown["safety_calls_undocumented"] is SUPPRESSED
    assert shown["safety_calls_timely"] == 200


def test_one_threshold_for_all() -> None:
    (shown,) = suppress([one((4, 500, 0))], below=1)
    assert shown.total.count == 4


years = st.lists(st.sampled_from([0, 0, 1, 2, 5, 10, 11, 12, 30, 400]), min_size=12, max_size=12)


@st.composite
def populations(draw: st.DrawFn) -> list[Result]:
    """Figures that add up as the plan's do, over three years: calls split into five, and denominators in others."""
    by_year = {}
    for year in (2021, 2022, 2023):
        timely, late, running, unanswered, undocumented, unknown, served, missed, *more = draw(years)
        unserved, ended, never_accepted, recent = more
        due = timely + late + running + unanswered + undocumented + unknown
        accepted = served + missed + unserved + ended
        handed = max(accepted + never_accepted, due + recent)
        by_year[year] = {
            "children_handed_to_hhs": (handed, handed, 0),
            "custody_never_accepted": (never_accepted, handed, 0),
            "children_without_served_notice": (unserved, accepted, 0),
            "release_addresses_defective": (recent, due + recent, 0),
            "safety_calls_due": (due, due, 0),
            "safety_calls_timely": (timely, due, unknown),
            "safety_calls_late": (late, due, unknown),
            "safety_calls_running": (running, due, unknown),
            "safety_calls_unanswered": (unanswered, due, unknown),
            "safety_calls_undocumented": (undocumented, due, unknown),
            "children_who_missed_a_hearing": (missed, served + missed, 0),
            "children_missed_hearing_whereabouts_unconfirmed": (missed // 2, missed, missed % 2),
            "children_ordered_removed_in_absentia": (served, served + missed, 0),
        }
    made = []
    for name in by_year[2021]:
        rows = {year: Tally(*figures[name]) for year, figures in by_year.items()}
        total = Tally(*(sum(getattr(row, part) for row in rows.values()) for part in FIELDS))
        made.append(Result(name, total, rows))
    return made


@settings(max_examples=150, deadline=None)
@given(populations())
def test_nothing_small_follows_from_what_is_shown(results: list[Result]) -> None:
    everything = arithmetic(results, 10**9)
    values, sums = everything.values, everything.sums
    shown = suppress(results)
    hidden = set()
    for before, after in zip(results, shown, strict=True):
        for year in (None, *before.by_year):
            old, new = (r.total if year is None else r.by_year[year] for r in (before, after))
            for part in FIELDS:
                if isinstance(getattr(new, part), Suppressed):
                    hidden.add((before.id, year, part))
                else:
                    assert getattr(new, part) == getattr(old, part)
                    assert not 0 < getattr(new, part) < 11
    assert not any(values[cell] == 0 for cell in hidden), "zero stays 0"
    hidden |= set(everything.unpublished)
    unknown = sorted(hidden, key=str)
    place = {cell: number for number, cell in enumerate(unknown)}
    matrix = np.zeros((len(sums), len(unknown)))
    for row, total in enumerate(sums):
        for cell in total.parts:
            if cell in place:
                matrix[row, place[cell]] += 1
        if total.whole in place:
            matrix[row, place[total.whole]] -= 1
    if not unknown:
        return
    _, sizes, directions = np.linalg.svd(matrix)
    free = directions[int((sizes > 1e-9).sum()) :]
    for cell in unknown:
        if 0 < values[cell] < 11:
            assert np.abs(free[:, place[cell]]).max(initial=0) > 1e-9, f"{cell} can be worked out"


def test_what_is_hidden_for_another_reason_stays_hidden() -> None:
    values = {"all": 100, "a": 60, "b": 25, "c": 15}
    hidden = withheld(values, [Sum("all", ("a", "b", "c"))], 11, also={"a"})
    assert hidden == {"a", "c"}


def test_every_figure_is_covered() -> None:
    results = [Result(name, Tally(5, 20, 4)) for name in catalog.figures()]
    assert all(result.suppressed for result in suppress(results))
