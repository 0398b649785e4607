"""What record() refuses, what a dry run leaves untouched, and what a delivery folder holds."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from everychild.ledger import Ledger, chain, disk
from everychild.ledger.invented import Desk, noon
from everychild.terms.refusals import Refused

TABLE = "visit | surname | street | seen_on\nA | Rivera | Elm Street | 2023-05-01"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_folder_holds_the_bytes_as_given_and_everything_read_from_them(desk: Desk) -> None:
    staged = desk.staged(TABLE, rejected=2)
    told = desk.ledger.record(desk.con, staged, received_at=noon("2024-01-01"), full=True)
    folder = desk.ledger.folder / told.delivery
    assert told.delivery == f"000001-visits-{staged.raw_sha256[:8]}"
    assert sorted(path.name for path in folder.iterdir()) == [
        "events.parquet",
        "manifest.json",
        "persons.parquet",
        "places.parquet",
        "raw.csv",
        "records.parquet",
        "rejects.csv",
        "rows.parquet",
        "vanished.csv",
    ]
    assert (folder / "raw.csv").read_bytes() == staged.raw.read_bytes()
    assert told.rejects_file == str(folder / "rejects.csv")
    assert (folder / "rejects.csv").read_text().splitlines()[:2] == [
        "line,column,value,reason",
        "100,seen_on,31/31/2023,not a date",
    ]
    assert json.loads((folder / "manifest.json").read_bytes())["counts"] == {
        "rows": 3,
        "accepted": 1,
        "rejected": 2,
        "unchanged": 0,
        "events": 1,
        "vanished": 0,
        "records": 1,
        "new": 1,
        "changed": 0,
    }
    assert desk.ledger.head() == (1, disk.sha256(folder / "manifest.json"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("visits.csv", "raw.csv"),
        ("visits.csv.gz", "raw.csv.gz"),
        ("VISITS.2024.CSV", "raw.csv"),
        ("Maria.Rivera.parquet", "raw.parquet"),
        ("visits", "raw"),
        ("visits.of Maria Rivera", "raw"),
    ],
)
def test_the_files_own_name_is_not_kept_beyond_its_ending(desk: Desk, given: str, kept: str) -> None:
    staged = desk.staged(TABLE)
    raw = staged.raw.rename(staged.raw.parent / given)
    told = desk.ledger.record(desk.con, desk.restage(staged, raw=raw), received_at=noon("2024-01-01"))
    assert [path.name for path in (desk.ledger.folder / told.delivery).glob("raw*")] == [kept]


def test_a_dry_run_counts_the_same_and_changes_nothing(desk: Desk) -> None:
    staged = desk.staged(TABLE, rejected=1)
    dry = desk.ledger.record(desk.con, staged, received_at=noon("2024-01-01"), dry_run=True, full=True)
    assert not desk.ledger.folder.parent.exists()
    wet = desk.ledger.record(desk.con, staged, received_at=noon("2024-01-01"), full=True)
    assert wet.rejects_file is not None
    assert dry.rejects_file is None
    assert (dry.delivery, dry.accepted, dry.events, dry.rejected) == (wet.delivery, wet.accepted, wet.events, 1)
    before = desk.ledger.head()
    later = desk.staged("visit | seen_on\nB | 2023-05-01")
    dry = desk.ledger.record(desk.con, later, received_at=noon("2024-02-01"), dry_run=True, full=True)
    assert (dry.accepted, dry.vanished, dry.events) == (1, 1, 1)
    assert desk.ledger.head() == before


def test_all_or_nothing_refuses_a_file_with_a_rejected_row(desk: Desk) -> None:
    with pytest.raises(Refused, match="1 of 2 rows are rejected"):
        desk.deliver("2024-01-01", TABLE, rejected=1, all_or_nothing=True)
    assert desk.ledger.deliveries() == []
    assert desk.deliver("2024-01-01", TABLE, all_or_nothing=True).accepted == 1


def test_a_receipt_before_the_last_sealed_entry_is_refused(desk: Desk) -> None:
    desk.deliver("2024-02-01", TABLE)
    with pytest.raises(Refused, match="before the last sealed entry"):
        desk.deliver("2024-01-31", "visit | seen_on\nA | 2023-05-02")
    assert desk.deliver("2024-02-01", "visit | seen_on\nA | 2023-05-02").accepted == 1


def test_an_instant_without_a_zone_is_a_mistake(desk: Desk) -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        desk.ledger.record(desk.con, desk.staged(TABLE), received_at=datetime(2024, 1, 1))


def test_a_second_writer_is_refused(desk: Desk) -> None:
    desk.deliver("2024-01-01", TABLE)
    with chain.writing(desk.ledger.folder), pytest.raises(Refused, match="is being written"):
        desk.deliver("2024-01-02", "visit | seen_on\nA | 2023-05-02")
    assert desk.ledger.verify() == []


def test_a_file_that_changed_after_it_was_read_is_refused(desk: Desk) -> None:
    staged = desk.staged(TABLE)
    staged.raw.write_text("something else")
    with pytest.raises(Refused, match="changed while it was being read"):
        desk.ledger.record(desk.con, staged, received_at=noon("2024-01-01"))
    assert desk.ledger.deliveries() == []
    assert list(desk.ledger.folder.glob(".incoming*")) == []


def test_counts_that_do_not_add_up_are_a_mistake(desk: Desk) -> None:
    staged = desk.staged(TABLE)
    with pytest.raises(ValueError, match="9 rows in the file, and 1 staged"):
        desk.ledger.record(desk.con, desk.restage(staged, rows=9), received_at=noon("2024-01-01"))
    with pytest.raises(ValueError, match="present but not stored"):
        desk.ledger.record(desk.con, desk.restage(staged, present=("nothing",)), received_at=noon("2024-01-01"))


def test_an_error_never_quotes_a_cell(desk: Desk) -> None:
    staged = desk.staged(TABLE)
    facts = staged.facts_sql.replace("seen_on::TIMESTAMP as happened_at", "street::TIMESTAMP as happened_at")
    with pytest.raises(Refused, match="ConversionException") as refused:
        desk.ledger.record(desk.con, desk.restage(staged, facts_sql=facts), received_at=noon("2024-01-01"))
    assert "Elm" not in str(refused.value)
    assert desk.ledger.deliveries() == []
    assert desk.deliver("2024-01-01", TABLE).accepted == 1


def test_a_home_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a[b]*c?'d")
    desk.deliver("2024-01-01", TABLE)
    desk.deliver("2024-01-02", "visit | seen_on\nA | 2023-05-02")
    assert desk.facts("2024-01-31") == ["A seen 2023-05-02 -, told 2024-01-02"]


def test_an_empty_ledger_answers_with_nothing(desk: Desk) -> None:
    assert desk.ledger.head() == (0, "")
    assert desk.ledger.verify() == []
    assert desk.ledger.deliveries() == []
    for view in ("events", "records", "persons", "places", "rows", "told"):
        assert desk.ask("2024-01-01", f"select * from {view}") == []
    assert desk.ask("2024-01-01", "select a_number, dob, child_record from persons") == []
    assert not desk.home.joinpath("data").exists()


def test_views_take_the_place_of_a_callers_tables_of_the_same_names(desk: Desk) -> None:
    desk.deliver("2024-01-01", TABLE)
    desk.ask("2024-01-31", "create or replace temp table kept as select * from events")
    desk.con.execute("drop view events")
    desk.con.execute("alter table kept rename to events")
    assert desk.facts("2024-01-31") == ["A seen 2023-05-01 -, told 2024-01-01"]


def test_a_ledger_of_a_later_version_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.deliver("2024-01-01", TABLE)
    monkeypatch.setattr(chain, "FORMAT", 2)
    with pytest.raises(Refused, match="written by another version"):
        Ledger(desk.home / "data").deliveries()
