"""The random histories are ones the feeds' rules accept, and the oracle's answers to them are consistent."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from tests.histories import AHEAD, History, histories, is_time, later
from tests.oracle.account import account
from tests.oracle.figures import FIGURES

SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(histories())
@SLOW
def test_every_file_could_have_been_received(history: History) -> None:
    assert all(one.received_at <= next_one.received_at for one, next_one in pairwise(history.deliveries))
    for delivery in history.deliveries:
        for row in delivery.rows:
            assert tuple(row) == delivery.header
            assert row[delivery.header[0]]
            for column, text in row.items():
                if is_time(column, text) and (column not in AHEAD or row.get("outcome") == "failed_to_appear"):
                    assert not later(text, delivery.received_at)


@given(histories())
@SLOW
def test_the_answers_are_consistent(history: History) -> None:
    found = account(history.deliveries, history.happened_by, history.known_by, history.cohort)
    children = {child["child_id"] for child in found.children}
    assert len(children) == len(found.children)
    assert Counter(row["child_id"] for row in found.standings) == dict.fromkeys(children, 3)
    clocks = Counter((v["child_id"], v["entry"], v["duty"], v["instance"]) for v in found.verdicts)
    assert not clocks or max(clocks.values()) == 1
    for v in found.verdicts:
        assert (v["missing"] is not None) == (v["verdict"] == "cannot_tell")
        assert (v["ended_by"] is not None) == (v["verdict"] == "ended")
        assert v["met_on"] is not None or v["verdict"] not in ("met", "met_late")
    taken = [pair["accepted_record"] for pair in found.hand_overs if pair["accepted_record"]]
    assert len(taken) == len(set(taken))


@given(histories())
@SLOW
def test_the_figures_add_up(history: History) -> None:
    figures = account(history.deliveries, history.happened_by, history.known_by, history.cohort).figures
    assert list(figures) == list(FIGURES)
    for figure in figures.values():
        assert 0 <= figure["count"] <= figure["of"] <= figures["children_handed_to_hhs"]["of"]
        for part in ("count", "of"):
            assert figure[part] == sum(year[part] for year in figure["by_year"].values())
    due, states = figures["safety_calls_due"], ("timely", "late", "running", "unanswered", "undocumented")
    told = sum(figures[f"safety_calls_{state}"]["count"] for state in states)
    assert told in (due["count"], 0)
    without = figures["children_without_served_notice"]["count"]
    parts = [figures[f"children_without_served_notice_{part}"]["count"] for part in ("explained", "unexplained")]
    assert sum(parts) in (without, 0)
