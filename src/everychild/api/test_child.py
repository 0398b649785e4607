"""One child's account: dated, with the rows that say so, and the same however it was opened."""

from __future__ import annotations

import pytest

from everychild.api import Account, Home
from everychild.api.conftest import AS_OF
from everychild.terms.refusals import Refused


def test_the_history_is_dated_and_names_its_rows(account: Account, ids: dict[str, str]) -> None:
    told = account.child(ids["Beto"])
    assert [event["event"] for event in told["history"]] == [
        "apprehended",
        "determined_unaccompanied",
        "hhs_notified",
        "handed_over",
        "accepted",
        "deferred",
        "released",
        "release_address",
        "safety_call",
    ]
    first, deferred = told["history"][0], told["history"][5]
    assert (first["happened_on"], first["happened_at"]) == ("2024-01-02", "2024-01-02T15:00:00Z")
    assert (first["who"], first["evidence"], first["known_at"]) == ("ICE", "ice_custody:Beto", "2024-06-01T12:00:00Z")
    assert (deferred["happened_on"], deferred["happened_at"], deferred["ends_on"]) == ("2024-02-01", None, "2025-01-01")
    assert told["records"] == ["ice_custody:Beto", "ice_notices:Beto", "orr_care:Beto", "orr_safety_calls:Beto-1"]


def test_the_three_standings_are_apart(account: Account, ids: dict[str, str]) -> None:
    standings = account.child(ids["Ana"])["standings"]
    assert {name: said["value"] for name, said in standings.items()} == {
        "whereabouts": "with_sponsor",
        "proceedings": "not_begun",
        "protection": "concern_open",
    }
    whereabouts = standings["whereabouts"]
    assert (whereabouts["since"], whereabouts["evidence"]) == ("2024-02-05", "orr_care:Ana")
    assert (whereabouts["confirmed_on"], whereabouts["confirmed_by"]) == ("2024-03-08", "safety_call")
    assert "confirmed_on" not in standings["proceedings"]


def test_gaps_are_the_open_duties_with_their_law(account: Account, ids: dict[str, str]) -> None:
    told = account.child(ids["Beto"])
    assert {each["duty"]: each["verdict"] for each in told["gaps"]} == {
        "notice_to_appear_served": "outstanding",
        "safety_call_at_30_days": "late",
    }
    served = next(each for each in told["gaps"] if each["duty"] == "notice_to_appear_served")
    assert (served["law"], served["certainty"], served["owner"]) == ("8 U.S.C. § 1229(a)(1)", "copy", "OPLA")
    assert (served["explained"], served["explanation"]) == (True, "legal_representation")
    assert "met" in {each["verdict"] for each in told["duties"]}


def test_a_signal_says_what_it_is_not(account: Account, ids: dict[str, str]) -> None:
    (signal,) = account.child(ids["Ana"])["signals"]
    assert (signal["signal"], signal["evidence"]) == ("labour_or_trafficking_concern", "orr_safety_calls:Ana-1")
    assert "not a finding" in signal["caution"]
    assert account.child(ids["Beto"])["signals"] == []


def test_the_age_is_that_of_the_day(home: Home, account: Account, ids: dict[str, str]) -> None:
    assert account.child(ids["Ana"])["age"] == 13  # born on 1 June 2010, as of 31 May 2024
    assert home.child(ids["Ana"], "2024-06-01")["age"] == 14


@pytest.mark.parametrize("name", ["Ana", "Beto", "Cruz", "Dora", "Elio"])
def test_alone_or_among_all_a_child_is_told_the_same(
    home: Home, account: Account, ids: dict[str, str], name: str
) -> None:
    assert home.child(ids[name], AS_OF) == account.child(ids[name])


def test_an_unknown_id_is_refused(home: Home, account: Account) -> None:
    for ask in (account.child, lambda child_id: home.child(child_id, AS_OF)):
        with pytest.raises(Refused, match="No child has the id 'Cnobody'"):
            ask("Cnobody")
