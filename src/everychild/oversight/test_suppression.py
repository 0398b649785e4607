"""What is withheld stays withheld: no small number can be had back from those that are shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from everychild.oversight import catalog, trial
from everychild.oversight.results import FIELDS, Result, Tally
from everychild.oversight.suppression import Sum, withheld
from everychild.oversight.tables import suppress_tables
from everychild.oversight.tables.arithmetic import everything
from everychild.oversight.withhold import arithmetic, suppress
from everychild.terms.verdicts import SUPPRESSED, Suppressed


def one(total: tuple[int, int, int], **years: tuple[int, int, int]) -> Result:
    return Result(
        "custody_never_accepted", Tally(*total), {"fiscal_year": {y[1:]: Tally(*t) for y, t in years.items()}}
    )


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


populations = st.lists(
    st.builds(trial.Group, **{name: st.sampled_from(chosen) for name, chosen in trial.CHOICES.items()}),
    min_size=1,
    max_size=12,
)


def hidden_of(before: list[Result], after: list[Result]) -> set[tuple[object, ...]]:
    """What was withheld; everything else must be as it was, and no small number."""
    hidden: set[tuple[object, ...]] = set()
    for old, new in zip(before, after, strict=True):
        for (place, was), (_, now) in zip(old.lines(), new.lines(), strict=True):
            for part in FIELDS:
                exact, shown = getattr(was, part), getattr(now, part)
                if isinstance(shown, Suppressed):
                    assert exact != 0, "zero stays 0"
                    hidden.add((old.id, place, part))
                else:
                    assert shown == exact
                    assert not 0 < shown < 11
    return hidden


@settings(max_examples=100, deadline=None)
@given(populations)
def test_nothing_small_follows_from_what_is_shown(groups: list[trial.Group]) -> None:
    """Of the figures, their shares and all their breakdowns at once."""
    results = trial.results(groups)
    hidden = hidden_of(results, suppress(results))
    assert trial.leaks(arithmetic(results, 11), hidden, 11) == []


@settings(max_examples=100, deadline=None)
@given(populations)
def test_nothing_small_follows_from_figures_and_tables_together(groups: list[trial.Group]) -> None:
    results, tables = trial.results(groups), trial.tables(groups)
    published = suppress(results)
    hidden = hidden_of(results, published)
    for table in suppress_tables(tables, results, published, 11):
        lines = {**table.lines, "total": table.total or ()}
        hidden |= {(table.id, line, table.columns[0]) for line, counts in lines.items() if counts == (SUPPRESSED,)}
        assert not [count for (count,) in lines.values() if isinstance(count, int) and 0 < count < 11]
    assert trial.leaks(everything(tables, results, 11), hidden, 11) == []


def test_states_are_withheld_before_years_and_totals() -> None:
    """Three children in Wyoming take the next smallest state with them, and nothing else."""
    tally = {"WY": 3, "UT": 40, "TX": 500}
    states = {line: Tally(number, 1000, 0) for line, number in tally.items()}
    years = {"2021": Tally(243, 1500, 0), "2022": Tally(300, 1500, 0)}
    (shown,) = suppress(
        [Result("custody_never_accepted", Tally(543, 3000, 0), {"fiscal_year": years, "state": states})]
    )
    assert shown.total.count == 543
    assert {line for line, given in shown.by["state"].items() if given.count is SUPPRESSED} == {"WY", "UT"}
    assert not [given for given in shown.by["fiscal_year"].values() if given.count is SUPPRESSED]


def test_what_is_hidden_for_another_reason_stays_hidden() -> None:
    values = {"all": 100, "a": 60, "b": 25, "c": 15}
    hidden = withheld(values, [Sum("all", ("a", "b", "c"))], 11, also={"a"})
    assert hidden == {"a", "c"}


def test_what_has_left_before_stays_as_it_was() -> None:
    """The total was published, and part a withheld; b may still be hidden, and must be, or c would say what a is."""
    values = {"all": 100, "a": 6, "b": 25, "c": 69}
    hidden = withheld(values, [Sum("all", ("a", "b", "c"))], 11, published={"all": False, "a": True})
    assert hidden == {"a", "b"}


def test_every_figure_is_covered() -> None:
    results = [Result(name, Tally(5, 20, 4)) for name in catalog.figures()]
    assert all(result.suppressed for result in suppress(results))
