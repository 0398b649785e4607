"""The charts of the report, each drawn in three widths from the numbers that may be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from everychild.look.drawing import Spec, draw
from everychild.look.wording import Wording
from everychild.oversight.report import charts, words
from everychild.oversight.report.lines import by_line
from everychild.oversight.report.view import FigureView, total
from everychild.oversight.results import Result, Tally
from everychild.oversight.tables import Table

CHARTED = ("children_without_served_notice", "children_who_missed_a_hearing", "safety_calls_timely")
"""The figures that are drawn by fiscal year, state and age; the tables have all of them."""


@dataclass(frozen=True)
class BrokenDown:
    """One figure by fiscal year, by state and by age, with its drawings, if it has any."""

    view: FigureView
    years: Mapping[str, Tally]
    states: Mapping[str, Tally]
    ages: Mapping[str, Tally]
    by_year: str = ""
    by_state: str = ""
    by_age: str = ""


def drawings(tables: Mapping[str, Table], results: Mapping[str, Result], said: Wording) -> dict[str, Markup]:
    """One drawing for each section that has one, empty where nothing can be drawn."""
    one = {
        name: {line: counts[0] for line, counts in table.lines.items()}
        for name, table in tables.items()
        if len(table.columns) == 1
    }
    explained = results["children_without_served_notice_explained"].total.count
    calls = {name: results[f"safety_calls_{name}"].total.count for name in words.CALLS}
    agencies = {
        name: (given, taken, never) for name, (given, taken, never) in tables["custody_by_agency"].lines.items()
    }
    described: dict[str, Callable[[int], Spec | None]] = {
        "custody": lambda width: charts.custody_flow(agencies, one["whereabouts"], said, width),
        "assurance": lambda width: charts.assurance_curve(one["assurance"], total(tables["assurance"]), said, width),
        "road": lambda width: charts.road(one["road"], explained, said, width),
        "delay": lambda width: charts.delay(one["delay_explained"], one["delay_unexplained"], said, width),
        "missed_hearings": lambda width: charts.missed_hearings(one["missed_hearings"], said, width),
        "protection": lambda width: charts.protection(one["protection"], said, width),
        "safety_calls": lambda width: charts.safety_calls(calls, said, width),
        "addresses": lambda width: charts.addresses(one["addresses"], said, width),
    }
    return {name: draw(describe) for name, describe in described.items()}


def broken_down(view: FigureView, said: Wording) -> BrokenDown:
    """One figure's breakdowns in words, drawn if it is one of those charted."""
    years, states, ages = (by_line(view.result, breakdown, said) for breakdown in ("fiscal_year", "state", "age"))
    if view.id not in CHARTED:
        return BrokenDown(view, years, states, ages)
    return BrokenDown(
        view,
        years,
        states,
        ages,
        draw(lambda width: charts.breakdown(years, said, width)),
        draw(lambda width: charts.by_state(states, said, width)),
        draw(lambda width: charts.breakdown(ages, said, width)),
    )
