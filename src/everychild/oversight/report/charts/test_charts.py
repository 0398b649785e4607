from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from everychild.look.drawing import WIDTHS, Spec, draw
from everychild.look.wording import wording
from everychild.oversight.report import charts
from everychild.oversight.results import Tally
from everychild.oversight.tables.assurance import LINES as LEAST_DAYS
from everychild.oversight.tables.delay import REASONS, WAITS
from everychild.oversight.tables.road import LINES as STEPS
from everychild.terms.verdicts import SUPPRESSED

Chart = Callable[[int], Spec | None]

EN = wording("en")
WIDE, MIDDLE, NARROW = WIDTHS["wide"], WIDTHS["middle"], WIDTHS["narrow"]
AGENCIES = {"CBP": (4400, 4380, 20), "ICE": (600, 589, 11)}
WHEREABOUTS = {
    "with_sponsor.recently": 2500,
    "with_sponsor.longer_ago": 1500,
    "hhs_care": 700,
    "missing": 69,
    "unknown": 200,
}
ASSURANCE = dict(zip(LEAST_DAYS, (900, 800, 700, 600, 500, 400, 300, 200, 100, 90, 80, 70, 260), strict=True))
ROAD = dict(zip(STEPS, (31, 2300, 424, 235, 269, 241, 17, 1483), strict=True))
EXPLAINED = dict(zip(REASONS, (219, 243, 152, 90), strict=True))
UNEXPLAINED = dict(zip(WAITS, (613, 487, 371, 157), strict=True))
MISSED = {"contacted": 90, "safety_call": 40, "appeared": 12, "custody": 16, "running": 77, "nothing": 791}
ADDRESSES = {"deliverable": 4021, "blank": 80, "undeliverable": 51, "unit_missing": 72, "not_checked": 203}
PROTECTION = {"seen_safe": 2164, "not_seen_recently": 1443, "never_seen_since_release": 550, "concern_open": 12}
CALLS = {"timely": 2010, "late": 402, "running": 50, "unanswered": 902, "undocumented": 740}
YEARS = {"2022": Tally(600, 1220, 12), "2023": Tally(401, 1270, 0)}
UNSERVED = sum((*EXPLAINED.values(), *UNEXPLAINED.values()))
BARS: Mapping[str, tuple[Chart, int]] = {
    "delay": (lambda width: charts.delay(EXPLAINED, UNEXPLAINED, EN, width), 2 * UNSERVED),
    "missed_hearings": (lambda width: charts.missed_hearings(MISSED, EN, width), sum(MISSED.values())),
    "addresses": (lambda width: charts.addresses(ADDRESSES, EN, width), sum(ADDRESSES.values())),
    "protection": (lambda width: charts.protection(PROTECTION, EN, width), sum(PROTECTION.values())),
    "safety_calls": (lambda width: charts.safety_calls(CALLS, EN, width), sum(CALLS.values())),
    "breakdown": (lambda width: charts.breakdown(YEARS, EN, width), 2490),
    "by_state": (lambda width: charts.by_state(YEARS, EN, width), 2490),
    "road": (lambda width: charts.road(ROAD, 700, EN, width), 6 * sum(ROAD.values())),
}  # fmt: skip
"""Charts of bars, and the sum of all that they draw: delay draws each child in two bars, the road in one a step."""
OTHERS: dict[str, Chart] = {
    "custody_flow": lambda width: charts.custody_flow(AGENCIES, WHEREABOUTS, EN, width),
    "assurance_curve": lambda width: charts.assurance_curve(ASSURANCE, sum(ASSURANCE.values()), EN, width),
}
EVERY = {name: chart for name, (chart, _) in BARS.items()} | OTHERS


def _values(spec: Spec | None) -> Iterator[dict[str, Any]]:
    assert spec is not None
    for layer in spec["layer"]:
        yield from layer["data"]["values"]


def _drawn(spec: Spec | None) -> list[int]:
    return [value["count"] for value in _values(spec) if "count" in value]


def _words(spec: Spec | None) -> str:
    return " ".join(value["text"] for value in _values(spec) if "text" in value).replace("\u00a0", " ")


@pytest.mark.parametrize("width", WIDTHS.values())
@pytest.mark.parametrize("name", BARS)
def test_the_bars_add_up_to_all_that_was_counted(name: str, width: int) -> None:
    chart, whole = BARS[name]
    # A key's squares stand for no number, and are kept without one.
    assert sum(_drawn(chart(width))) == whole


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_is_laid_out_anew_for_a_narrow_screen_and_stays_on_its_sheet(name: str) -> None:
    for width in WIDTHS.values():
        for value in _values(EVERY[name](width)):
            assert all(0 <= value[place] <= width for place in ("x", "x2") if place in value)
    assert EVERY[name](WIDE) != EVERY[name](NARROW)


@pytest.mark.parametrize("name", EVERY)
def test_every_chart_is_drawn_in_three_widths_small_enough_to_send(name: str) -> None:
    drawings = str(draw(EVERY[name])).split("<svg ")[1:]
    assert len(drawings) == 3
    assert all(len(drawing) < 25_000 for drawing in drawings)
    assert all(said not in drawing for said in ("style=", "<script", "role=", "id=") for drawing in drawings)


def test_the_bars_of_one_chart_share_one_scale() -> None:
    boxes = [value for value in _values(charts.missed_hearings(MISSED, EN, WIDE)) if "count" in value]
    lengths = {value["count"]: value["x2"] - value["x"] for value in boxes}
    assert lengths[90] / lengths[791] == pytest.approx(90 / 791, abs=0.001)


def test_the_flow_leaves_those_never_accepted_in_sight() -> None:
    for width in WIDTHS.values():
        spec = charts.custody_flow(AGENCIES, WHEREABOUTS, EN, width)
        assert "31 not on record as accepted" in _words(spec)
        assert "4,969" in _words(spec)
        assert {4380, 20, 589, 11, 4000, 700, 69, 200} <= set(_drawn(spec))


def test_the_curve_marks_how_many_were_last_confirmed_long_ago_and_what_the_undated_leave_open() -> None:
    spec = charts.assurance_curve(ASSURANCE, sum(ASSURANCE.values()), EN, WIDE)
    assert "2,340 over 90 days" in _words(spec)
    assert "46.8% to 52.0%" in _words(spec)
    assert "Date not known 260" in _words(spec)
    assert "5.2%" in _words(spec)


def test_a_withheld_line_widens_the_curve_and_the_number_becomes_the_least_it_can_be() -> None:
    some = ASSURANCE | {"1096-1460": SUPPRESSED, "1461+": SUPPRESSED}
    spec = charts.assurance_curve(some, sum(ASSURANCE.values()), EN, WIDE)
    assert "At least 2,190 over 90 days" in _words(spec)
    assert "43.8% to 52.0%" in _words(spec)


def test_the_road_says_how_many_were_lost_at_each_step_and_why() -> None:
    said = _words(charts.road(ROAD, 700, EN, WIDE))
    assert "2,300 not served: 700 for a recorded reason" in said
    assert "424 served, not filed" in said
    assert "269 still ahead · 241 missed · 17 taken off or put off" in said


def test_states_are_ranked_the_rest_stand_together_and_the_withheld_are_named() -> None:
    states = {f"State {place:02}": Tally(100 + place, 300, 0) for place in range(18)}
    said = _words(charts.by_state(states | {"Wyoming": Tally(SUPPRESSED, 40, SUPPRESSED)}, EN, MIDDLE))
    assert said.index("State 17") < said.index("State 16") < said.index("State 03")
    assert "3 others together" in said
    assert "State 02" not in said
    assert "Wyoming" in said


def test_a_state_keeps_its_bar_where_only_its_whole_is_withheld() -> None:
    spec = charts.by_state({"Texas": Tally(1429, SUPPRESSED, 0), "Ohio": Tally(20, 40, 0)}, EN, MIDDLE)
    said = _words(spec)
    assert "1,429" in said
    assert all(value["x2"] <= MIDDLE for value in _values(spec) if "x2" in value)
    assert "Withheld" not in said


HIDDEN: Mapping[str, Chart] = {
    "custody_flow": lambda width: charts.custody_flow(
        {"CBP": (4400, SUPPRESSED, SUPPRESSED), "ICE": (SUPPRESSED, 589, SUPPRESSED)},
        WHEREABOUTS | {"died": SUPPRESSED, "hhs_care": SUPPRESSED}, EN, width),
    "assurance_curve": lambda width: charts.assurance_curve(
        ASSURANCE | {"1461+": SUPPRESSED, "not_known": SUPPRESSED}, sum(ASSURANCE.values()), EN, width),
    "road": lambda width: charts.road(ROAD | {"handed_over": SUPPRESSED, "filed": SUPPRESSED}, SUPPRESSED, EN, width),
    "delay": lambda width: charts.delay(
        EXPLAINED | {"other": SUPPRESSED}, UNEXPLAINED | {"over_2_years": SUPPRESSED}, EN, width),
    "missed_hearings": lambda width: charts.missed_hearings(MISSED | {"appeared": SUPPRESSED}, EN, width),
    "addresses": lambda width: charts.addresses(ADDRESSES | {"unit_missing": SUPPRESSED}, EN, width),
    "protection": lambda width: charts.protection(PROTECTION | {"concern_open": SUPPRESSED}, EN, width),
    "safety_calls": lambda width: charts.safety_calls(CALLS | {"running": SUPPRESSED}, EN, width),
    "breakdown": lambda width: charts.breakdown(
        YEARS | {"2021": Tally(SUPPRESSED, 40, 0), "2020": Tally(SUPPRESSED, SUPPRESSED, SUPPRESSED)}, EN, width),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_withheld_is_said_and_drawn_hatched_and_never_as_nothing(name: str) -> None:
    for width in WIDTHS.values():
        spec = HIDDEN[name](width)
        assert "withheld" in _words(spec).lower()
        assert "url(#hatch)" in json.dumps(spec)
    assert "suppressed" not in str(draw(HIDDEN[name]))


def test_a_withheld_part_is_as_wide_as_any_other_withheld_part() -> None:
    def stubs(spec: Spec | None) -> set[float]:
        hatched = [layer for layer in (spec or {})["layer"] if layer["mark"].get("fill") == "url(#hatch)"]
        values = [value for layer in hatched for value in layer["data"]["values"] if "count" not in value]
        return {round(value["x2"] - value["x"], 1) for value in values}

    one = charts.protection(PROTECTION | {"concern_open": SUPPRESSED}, EN, WIDE)
    other = charts.protection(PROTECTION | {"seen_safe": SUPPRESSED}, EN, WIDE)
    assert stubs(one) == stubs(other)


def test_where_nobody_is_counted_nothing_is_drawn() -> None:
    nobody = (
        charts.custody_flow({}, {}, EN, WIDE),
        charts.assurance_curve({}, 0, EN, WIDE),
        charts.assurance_curve(ASSURANCE, SUPPRESSED, EN, WIDE),
        charts.road(dict.fromkeys(ROAD, 0), 0, EN, WIDE),
        charts.delay({}, {}, EN, WIDE),
        charts.missed_hearings({}, EN, WIDE),
        charts.addresses({}, EN, WIDE),
        charts.protection(dict.fromkeys(PROTECTION, SUPPRESSED), EN, WIDE),
        charts.safety_calls({}, EN, WIDE),
        charts.breakdown({}, EN, WIDE),
        charts.by_state({}, EN, WIDE),
    )
    assert set(nobody) == {None}
    assert draw(lambda width: charts.breakdown({}, EN, width)) == ""
