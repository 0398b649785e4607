"""The sentences of the report: they say the numbers that may be shown, and do without those that are withheld."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from everychild.look.wording import wording
from everychild.oversight.report import findings, view
from everychild.oversight.report.shares import numbers, share, sum_of
from everychild.oversight.results import Count, Result, Tally
from everychild.oversight.tables import Table
from everychild.terms.verdicts import SUPPRESSED

ENGLISH = wording("en")
SPANISH = wording("es")


def results(**tallies: tuple[Count, Count, Count]) -> dict[str, Result]:
    return {name: Result(name, Tally(*tally)) for name, tally in tallies.items()}


def table(name: str, lines: Mapping[str, Count], total: Count) -> dict[str, Table]:
    return {name: Table(name, ("children",), {line: (count,) for line, count in lines.items()}, (total,))}


def test_custody_says_how_many_were_never_accepted() -> None:
    def said(count: Count, of: Count = 448_820, cannot_tell: Count = 0) -> str:
        return findings.custody(results(custody_never_accepted=(count, of, cannot_tell)), ENGLISH)

    assert said(30) == "30 of 448,820 children were handed over and never recorded as accepted"
    assert said(1).startswith("1 of 448,820 children") or said(1).startswith("1 child of 448,820")
    assert said(0) == "All 448,820 children handed over are on record as accepted"
    assert said(0, 40, 40) == "Nobody has told us which children were accepted"
    assert said(SUPPRESSED) == "What one agency handed over, the next must accept"


def test_a_delay_is_told_with_as_much_as_may_be_shown() -> None:
    def said(unserved: Count, unexplained: Count) -> str:
        given = results(
            children_without_served_notice=(unserved, 100, 0),
            children_without_served_notice_unexplained=(unexplained, unserved, 0),
        )
        return findings.delay(given, ENGLISH)

    assert said(60, 40) == "60 children wait for a notice to appear; for 40 no record says why"
    assert said(60, SUPPRESSED) == "60 children wait for a notice to appear"
    assert said(0, 0) == "No child waits for a notice to appear"
    assert said(SUPPRESSED, SUPPRESSED) == "Children without a served notice to appear"


LAST = {"handed_over": 30, "accepted": 200, "served": 50, "filed": 20, "hearing_ahead": 9, "attended": 90}


@pytest.mark.parametrize(
    ("most", "word"),
    [("handed_over", "never accepted"), ("accepted", "notice"), ("served", "filing"), ("filed", "date")],
)
def test_the_road_names_the_step_after_which_most_stop(most: str, word: str) -> None:
    said = findings.road(table("road", LAST | {most: 1_000}, 1_399), ENGLISH)
    assert word in said
    assert "1,000" in said


def test_the_road_names_no_step_where_a_number_is_withheld() -> None:
    said = findings.road(table("road", LAST | {"filed": SUPPRESSED}, 399), ENGLISH)
    assert not any(letter.isdigit() for letter in said)


def test_a_child_with_a_sponsor_is_unconfirmed_after_ninety_days() -> None:
    lines: dict[str, Count] = {"0-30": 5, "31-60": 6, "61-90": 7, "91-120": 20, "121-180": 30, "not_known": 2}
    said = findings.assurance(table("assurance", lines, 70), ENGLISH)
    assert said == "For 50 of 70 children with a sponsor, nobody has confirmed in 90 days where they are"
    hidden = findings.assurance(table("assurance", lines | {"121-180": SUPPRESSED}, 70), ENGLISH)
    assert hidden == "How long ago anybody confirmed where the children are"


def test_every_finding_is_said_in_spanish() -> None:
    given = results(custody_never_accepted=(30, 400, 0))
    assert findings.custody(given, SPANISH) != findings.custody(given, ENGLISH)


def test_a_share_never_rounds_a_doubt_away() -> None:
    assert share(ENGLISH, 1, 3) == "33.3%"
    assert share(ENGLISH, 1, 100_000) == "under 0.1%"
    assert share(ENGLISH, 99_999, 100_000) == "over 99.9%"
    assert share(ENGLISH, 0, 10) == "0.0%"
    assert share(ENGLISH, SUPPRESSED, 10) == share(ENGLISH, 0, 0) == ""


def test_what_is_withheld_is_never_taken_for_zero() -> None:
    assert sum_of([1, SUPPRESSED]) is SUPPRESSED
    assert sum_of([1, 2]) == 3
    assert numbers(1, SUPPRESSED) == ()
    drawn = view.bar([("blue", 60), ("slate", SUPPRESSED)], 100)
    assert [(part.fill, part.width) for part in drawn] == [("blue", 60), ("nk", 40)]
