"""What is declared, shown whole: a newcomer can read a duty or a feed without opening the code."""

from __future__ import annotations

import pytest

from everychild.api import catalogue
from everychild.terms.refusals import Refused


def test_a_duty_shows_its_law_its_limit_and_its_examples() -> None:
    shown = catalogue.duty("transfer_to_hhs_within_72_hours")
    assert (shown["owner"], shown["limit"]) == ("the agency holding the child", "72 hours since 2009-03-23")
    assert "not later than 72 hours" in shown["law"]["quote"]
    assert shown["starts"] == "first of: determined unaccompanied"
    assert "turned 18" in shown["ended_by"]
    assert "As of " in shown["examples"]


def test_a_duty_without_a_limit_says_so() -> None:
    limits = {row["duty"]: row["limit"] for row in catalogue.duties()}
    assert {duty for duty, limit in limits.items() if limit == "none"} == {
        "hearing_set",
        "notice_to_appear_filed",
        "notice_to_appear_served",
    }


def test_a_feed_shows_what_it_rests_on_and_how_it_is_forgotten() -> None:
    shown = catalogue.feed("field_contacts")
    assert {
        "column": "method",
        "holds": "code",
        "codes": ["visit", "phone", "letter", "school", "counsel", "court"],
    } in (shown["columns"])
    assert shown["facts"] == [{"fact": "contacted", "stated_by": "attempted_at, method, result"}]
    assert shown["authority"]["citation"]
    assert shown["retention"]


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"The duties are .*safety_call_at_30_days"):
        catalogue.duty("safety_call")
    with pytest.raises(Refused, match="Did you mean 'orr_care'"):
        catalogue.feed("orr_cares")


def test_the_public_counts_are_listed_and_shown_like_a_feed() -> None:
    assert catalogue.feeds()[-1]["feed"] == "hhs_daily_counts"
    shown = catalogue.feed("hhs_daily_counts")
    assert "Children in HHS Care" in [column["column"] for column in shown["columns"]]
    assert shown["facts"] == []
