"""What a later file does to an earlier one, and what was known before stays as it was known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from everychild.ledger.invented import Desk
from everychild.terms.refusals import Refused


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_first_file_is_known_from_its_receipt(desk: Desk) -> None:
    told = desk.deliver(
        "2024-01-01",
        """
        visit | surname | seen_on    | result
        A     | Rivera  | 2023-05-01 | safe
        B     | Flores  | .          | .
        """,
    )
    assert (told.rows, told.accepted, told.rejected, told.unchanged, told.events) == (2, 2, 0, 0, 1)
    assert desk.facts("2023-12-31") == []
    assert desk.facts("2024-01-01") == ["A seen 2023-05-01 safe, told 2024-01-01"]
    assert desk.ask("2024-01-01", "select record_key, record, feed from records order by record") == [
        ("A", 1, "visits"),
        ("B", 2, "visits"),
    ]


def test_a_corrected_row_supersedes_from_then_on(desk: Desk) -> None:
    desk.deliver(
        "2024-01-01",
        """
        visit | surname | seen_on    | result
        A     | Rivera  | 2023-05-01 | safe
        B     | Flores  | 2023-05-02 | safe
        """,
    )
    told = desk.deliver(
        "2024-02-01",
        """
        visit | surname | seen_on    | result
        A     | Rivera  | 2023-05-09 | moved
        """,
    )
    assert (told.accepted, told.unchanged, told.events) == (1, 0, 1)
    assert desk.facts("2024-01-31") == [
        "A seen 2023-05-01 safe, told 2024-01-01",
        "B seen 2023-05-02 safe, told 2024-01-01",
    ]
    assert desk.facts("2024-02-01") == [
        "A seen 2023-05-09 moved, told 2024-02-01",
        "B seen 2023-05-02 safe, told 2024-01-01",
    ]


def test_an_emptied_cell_retracts_its_fact(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | closed_on\nA | 2023-05-01 | 2023-06-01")
    desk.deliver("2024-02-01", "visit | seen_on | closed_on\nA | 2023-05-01 | .")
    assert desk.facts("2024-01-31") == [
        "A closed 2023-06-01 -, told 2024-01-01",
        "A seen 2023-05-01 -, told 2024-01-01",
    ]
    assert desk.facts("2024-02-29") == ["A seen 2023-05-01 -, told 2024-02-01"]


def test_a_missing_column_keeps_what_it_said(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | street | closed_on\nA | 2023-05-01 | Elm Street | 2023-06-01")
    desk.deliver("2024-02-01", "visit | seen_on\nA | 2023-05-09")
    assert desk.facts("2024-02-29") == [
        "A closed 2023-06-01 Elm Street, told 2024-02-01",
        "A seen 2023-05-09 -, told 2024-02-01",
    ]
    assert desk.ask("2024-02-29", "select street from places") == [("Elm Street",)]
    desk.deliver("2024-03-01", "visit | street\nA | Oak Street")
    assert desk.facts("2024-03-31") == [
        "A closed 2023-06-01 Oak Street, told 2024-03-01",
        "A seen 2023-05-09 -, told 2024-03-01",
    ]


def test_a_row_said_again_unchanged_keeps_its_first_receipt(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | result\nA | 2023-05-01 | safe")
    told = desk.deliver("2024-02-01", "visit | seen_on\nA | 2023-05-01\nB | 2023-05-02")
    assert (told.accepted, told.unchanged, told.events) == (1, 1, 1)
    assert desk.facts("2024-02-29") == [
        "A seen 2023-05-01 safe, told 2024-01-01",
        "B seen 2023-05-02 -, told 2024-02-01",
    ]


def test_the_order_of_columns_and_rows_does_not_matter(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | result\nA | 2023-05-01 | safe\nB | 2023-05-02 | moved")
    told = desk.deliver("2024-02-01", "visit | result | seen_on\nB | moved | 2023-05-02\nA | safe | 2023-05-01")
    assert (told.accepted, told.unchanged) == (0, 2)


def test_the_same_key_in_two_feeds_is_two_records(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01")
    desk.deliver("2024-01-02", "visit | seen_on\nA | 2023-07-01", feed="calls")
    assert desk.ask("2024-01-31", "select feed, record from records order by record") == [("visits", 1), ("calls", 2)]
    assert desk.ask("2024-01-31", 'select feed, "column" from told order by all') == [
        ("calls", "seen_on"),
        ("visits", "seen_on"),
    ]


def test_a_full_extract_names_what_has_vanished_and_keeps_it(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01\nB | 2023-05-02")
    told = desk.deliver("2024-02-01", "visit | seen_on\nB | 2023-05-02", full=True)
    assert told.vanished == 1
    assert (desk.ledger.folder / told.delivery / "vanished.csv").read_text() == "record_key,delivery\nA,1\n"
    assert desk.facts("2024-02-29") == [
        "A seen 2023-05-01 -, told 2024-01-01",
        "B seen 2023-05-02 -, told 2024-01-01",
    ]
    assert desk.deliver("2024-03-01", "visit | seen_on\nB | 2023-05-03").vanished == 0


def test_the_same_bytes_again_are_a_no_op_and_it_is_said(desk: Desk) -> None:
    first = desk.staged("visit | seen_on\nA | 2023-05-01\nA | 2023-05-01", rejected=1)
    received = datetime.fromisoformat("2024-01-01T00:00:00+00:00")
    told = desk.ledger.record(desk.con, first, received_at=received)
    again = desk.ledger.record(desk.con, first, received_at=received)
    assert (told.rows, told.accepted, told.rejected, told.unchanged, told.already) == (3, 1, 1, 1, False)
    assert (again.rows, again.accepted, again.rejected, again.unchanged, again.already) == (3, 0, 1, 2, True)
    assert (again.delivery, again.rejects_file, again.events) == (told.delivery, told.rejects_file, 0)
    assert len(desk.ledger.deliveries()) == 1
    other_mapping = desk.restage(first, mapping_sha256="f" * 64)
    assert not desk.ledger.record(desk.con, other_mapping, received_at=received).already


def test_again_restores_an_older_version(desk: Desk) -> None:
    older = "visit | seen_on\nA | 2023-05-01"
    desk.deliver("2024-01-01", older)
    desk.deliver("2024-02-01", "visit | seen_on\nA | 2023-05-09")
    assert desk.deliver("2024-03-01", older).already
    told = desk.deliver("2024-03-02", older, again=True)
    assert (told.already, told.accepted, told.unchanged) == (False, 1, 0)
    assert desk.facts("2024-03-01") == ["A seen 2023-05-09 -, told 2024-02-01"]
    assert desk.facts("2024-03-02") == ["A seen 2023-05-01 -, told 2024-03-02"]


def test_happened_by_leaves_out_later_days(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on | closed_on\nA | 2023-05-01 | 2023-06-01")
    assert desk.facts("2024-01-31", happened_by="2023-05-31") == ["A seen 2023-05-01 -, told 2024-01-01"]


def test_a_column_stored_otherwise_than_before_is_refused(desk: Desk) -> None:
    desk.deliver("2024-01-01", "visit | seen_on\nA | 2023-05-01")
    staged = desk.staged("visit | seen_on\nA | 2023-05-02")
    retyped = desk.restage(staged, stored={**staged.stored, "result": staged.stored["seen_on"]})
    with pytest.raises(Refused, match="keep result in another room"):
        desk.ledger.record(desk.con, retyped, received_at=datetime.fromisoformat("2024-02-01T00:00:00+00:00"))


def test_a_column_declared_later_is_null_for_what_came_before(desk: Desk) -> None:
    first = desk.staged("visit | seen_on\nA | 2023-05-01\nB | 2023-05-02")
    narrow = {name: kept for name, kept in first.stored.items() if kept.room == "rows"}
    facts = first.facts_sql.replace("street", "null")
    received = datetime.fromisoformat("2024-01-01T00:00:00+00:00")
    desk.ledger.record(desk.con, desk.restage(first, stored=narrow, facts_sql=facts), received_at=received)
    told = desk.deliver("2024-02-01", "visit | seen_on | surname\nA | 2023-05-01 | Rivera\nB | 2023-05-02 | .")
    assert (told.accepted, told.unchanged) == (1, 1)
    assert desk.ask("2024-02-29", "select record, surname from persons order by record") == [(1, "Rivera")]
    assert desk.deliver("2024-03-01", "visit | surname\nA | Rivera\nB | Flores").accepted == 1
    assert desk.ask("2024-03-31", "select record, surname from persons order by record") == [
        (1, "Rivera"),
        (2, "Flores"),
    ]
