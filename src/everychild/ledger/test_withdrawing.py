"""A delivery made by mistake is withdrawn: from then on, as if it had never been said; before, as it was known."""

from __future__ import annotations

from pathlib import Path

import pytest

from everychild.ledger.invented import Desk, noon
from everychild.terms.refusals import Refused


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_was_superseded_holds_again(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | result\nA | 2023-05-01 | safe\nB | 2023-05-02 | safe")
    mistake = desk.deliver("2024-02-01", "visit | seen_on | result\nA | 2023-05-09 | moved\nC | 2023-05-03 | safe")
    desk.withdraw("2024-03-01", mistake)
    before = [
        "A seen 2023-05-09 moved, told 2024-02-01",
        "B seen 2023-05-02 safe, told 2024-01-01",
        "C seen 2023-05-03 safe, told 2024-02-01",
    ]
    after = ["A seen 2023-05-01 safe, told 2024-01-01", "B seen 2023-05-02 safe, told 2024-01-01"]
    assert desk.facts("2024-02-29") == before
    assert desk.facts("2024-03-01") == after
    assert desk.ask("2024-03-01", "select record_key from records order by all") == [("A",), ("B",)]
    assert desk.ask("2024-03-01", "select count(*) from persons") == [(2,)]


def test_a_row_that_the_withdrawn_file_brought_first_is_known_from_the_next_that_said_it(desk: Desk) -> None:
    mistake = desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01\nB | 2023-05-02")
    said_again = desk.deliver("2024-02-01", "visit | seen_on\nA | 2023-05-01")
    assert (said_again.accepted, said_again.unchanged) == (0, 1)
    desk.withdraw("2024-03-01", mistake)
    assert desk.facts("2024-02-29") == ["A seen 2023-05-01 -, told 2024-01-01", "B seen 2023-05-02 -, told 2024-01-01"]
    assert desk.facts("2024-03-31") == ["A seen 2023-05-01 -, told 2024-02-01"]


def test_withdrawing_a_file_that_only_repeated_others_changes_nothing(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01")
    repeated = desk.deliver("2024-02-01", "visit | seen_on | result\nA | 2023-05-01 | .")
    desk.withdraw("2024-03-01", repeated)
    assert desk.facts("2024-03-31") == ["A seen 2023-05-01 -, told 2024-01-01"]


def test_a_later_file_without_a_column_no_longer_carries_what_the_withdrawn_file_said_in_it(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | result\nA | 2023-05-01 | safe")
    mistake = desk.deliver("2024-02-01", "visit | seen_on | result\nA | 2023-05-01 | moved")
    desk.deliver("2024-03-01", "visit | seen_on\nA | 2023-05-09")
    assert desk.facts("2024-03-31") == ["A seen 2023-05-09 moved, told 2024-03-01"]
    desk.withdraw("2024-04-01", mistake)
    assert desk.facts("2024-03-31") == ["A seen 2023-05-09 moved, told 2024-03-01"]
    assert desk.facts("2024-04-01") == ["A seen 2023-05-09 safe, told 2024-03-01"]


def test_content_that_came_back_is_known_from_its_last_unbroken_run(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | result | seen_on\nA | safe | 2023-05-01")
    mistake = desk.deliver("2024-02-01", "visit | result | seen_on\nA | moved | 2023-05-01")
    desk.deliver("2024-03-01", "visit | seen_on | result\nA | 2023-05-01 | safe")
    assert desk.facts("2024-03-31") == ["A seen 2023-05-01 safe, told 2024-03-01"]
    desk.withdraw("2024-04-01", mistake)
    assert desk.facts("2024-04-30") == ["A seen 2023-05-01 safe, told 2024-01-01"]


def test_it_may_be_delivered_anew_and_keeps_its_record_numbers(desk: Desk) -> None:
    staged = desk.staged("visit | seen_on\nA | 2023-05-01")
    first = desk.ledger.record(desk.con, staged, received_at=noon("2024-01-01"))
    desk.withdraw("2024-02-01", first)
    anew = desk.ledger.record(desk.con, staged, received_at=noon("2024-03-01"))
    assert (anew.already, anew.accepted, anew.delivery[:6]) == (False, 1, "000003")
    desk.deliver("2024-04-01", "visit | seen_on\nB | 2023-06-01")
    numbers = "select record, record_key from records order by record"
    assert desk.ask("2024-02-29", numbers) == []
    assert desk.ask("2024-04-30", numbers) == [(1, "A"), (2, "B")]
    assert desk.facts("2024-04-30") == ["A seen 2023-05-01 -, told 2024-03-01", "B seen 2023-06-01 -, told 2024-04-01"]


def test_a_withdrawal_is_shown_from_its_own_instant_on(desk: Desk) -> None:
    mistake = desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01")
    id_ = desk.withdraw("2024-02-01", mistake)
    assert id_ == "000002-withdrawal-of-000001"
    assert desk.ledger.head()[0] == 2
    [then] = desk.ledger.deliveries(noon("2024-01-31"))
    [now] = desk.ledger.deliveries()
    assert (then.withdrawn_at, then.withdrawn_because) == (None, None)
    assert (now.withdrawn_at, now.withdrawn_because) == (noon("2024-02-01"), "sent by mistake")
    assert desk.ledger.verify() == []


def test_what_cannot_be_withdrawn(desk: Desk) -> None:
    with pytest.raises(Refused, match="holds no deliveries"):
        desk.ledger.withdraw("000001-visits-00000000", "why", noon("2024-01-01"))
    delivery = desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01")
    with pytest.raises(Refused, match="no such delivery"):
        desk.ledger.withdraw("000009-visits-00000000", "why", noon("2024-02-01"))
    with pytest.raises(Refused, match="needs a reason"):
        desk.ledger.withdraw(delivery.delivery, "  ", noon("2024-02-01"))
    with pytest.raises(Refused, match="before the last sealed entry"):
        desk.withdraw("2023-12-31", delivery)
    id_ = desk.withdraw("2024-02-01", delivery)
    with pytest.raises(Refused, match="withdrawn already"):
        desk.withdraw("2024-03-01", delivery)
    with pytest.raises(Refused, match="no such delivery"):
        desk.ledger.withdraw(id_, "why", noon("2024-03-01"))
