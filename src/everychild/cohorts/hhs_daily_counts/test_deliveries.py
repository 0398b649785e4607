"""What was published is kept whole, unaltered, and as it was known at every instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from everychild.cohorts import hhs_daily_counts as daily
from everychild.cohorts.hhs_daily_counts import COLUMNS, deliveries, in_force, record, verify
from everychild.ledger import disk
from everychild.terms.refusals import Refused

RECEIVED = datetime(2019, 4, 1, 12, tzinfo=UTC)
SAMPLE = Path(daily.__file__).parent / "sample.csv"


def file(folder: Path, *days: tuple[int, int | str], absent: str = "") -> Path:
    """A file of days in March 2019, each with the children in HHS care and 1 in every other column."""
    columns = [name for name in COLUMNS if name != absent]
    lines = [",".join(["Date", *(COLUMNS[name] for name in columns)])]
    for day, care in days:
        lines.append(f'"March {day}, 2019",' + ",".join(str(care) if c == "in_hhs_care" else "1" for c in columns))
    path = folder / "counts.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def care(home: Path, known_by: datetime | None = None) -> dict[int, int | None]:
    con = duckdb.connect()
    in_force(con, home, known_by)
    return {day.day: count for day, count in con.execute("select day, in_hhs_care from daily_counts").fetchall()}


def later(days: int) -> datetime:
    return RECEIVED + timedelta(days=days)


def test_a_delivery_is_a_folder_with_what_came_and_what_was_read(tmp_path: Path) -> None:
    done = record(tmp_path, SAMPLE, RECEIVED)
    folder = tmp_path / "cohorts" / "hhs_daily_counts" / done.delivery
    assert sorted(path.name for path in folder.iterdir()) == [
        "counts.parquet", "manifest.json", "raw.csv", "rejects.csv",
    ]  # fmt: skip
    assert (folder / "raw.csv").read_bytes() == SAMPLE.read_bytes()
    assert done.rejects_file == folder / "rejects.csv"
    assert (done.accepted, done.loaded.rejected, done.unchanged) == (5, 5, 1)
    assert [one.id for one in deliveries(tmp_path)] == [done.delivery]
    assert verify(tmp_path) == []


def test_the_latest_delivery_wins_for_each_day_and_the_past_stays(tmp_path: Path) -> None:
    record(tmp_path, file(tmp_path, (1, 100), (2, 110)), RECEIVED)
    done = record(tmp_path, file(tmp_path, (2, 115), (3, 120)), later(1))
    assert (done.accepted, done.unchanged, done.vanished) == (2, 0, 1)
    assert care(tmp_path, later(1)) == care(tmp_path) == {1: 100, 2: 115, 3: 120}
    assert care(tmp_path, RECEIVED) == {1: 100, 2: 110}
    assert care(tmp_path, later(-1)) == {}
    assert record(tmp_path, file(tmp_path, (1, 100), (3, 120), (4, 1)), later(2)).unchanged == 2


def test_an_emptied_cell_retracts_its_count_and_a_missing_column_keeps_it(tmp_path: Path) -> None:
    record(tmp_path, file(tmp_path, (1, 100), (2, 110)), RECEIVED)
    record(tmp_path, file(tmp_path, (1, ""), (2, 110)), later(1))
    record(tmp_path, file(tmp_path, (2, 0), absent="in_hhs_care"), later(2))
    assert care(tmp_path) == {1: None, 2: 110}


def test_the_same_bytes_are_not_recorded_twice_unless_asked(tmp_path: Path) -> None:
    first = record(tmp_path, file(tmp_path, (1, 100)), RECEIVED)
    record(tmp_path, file(tmp_path, (1, 101)), later(1))
    old = file(tmp_path, (1, 100))
    done = record(tmp_path, old, later(2))
    assert (done.already, done.delivery, done.accepted, done.unchanged) == (True, first.delivery, 0, 1)
    assert care(tmp_path) == {1: 101}
    assert record(tmp_path, old, later(2), again=True).delivery != first.delivery
    assert care(tmp_path) == {1: 100}


def test_what_is_refused_or_only_tried_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert record(home, SAMPLE, RECEIVED, dry_run=True).accepted == 5
    assert not home.exists()
    with pytest.raises(Refused, match="5 rows"):
        record(home, SAMPLE, RECEIVED, all_or_nothing=True)
    assert deliveries(home) == []
    record(home, file(tmp_path, (1, 100)), RECEIVED)
    with pytest.raises(Refused, match="before the last"):
        record(home, SAMPLE, later(-1))
    assert len(deliveries(home)) == 1


def test_a_day_later_than_receipt_is_rejected(tmp_path: Path) -> None:
    done = record(tmp_path, file(tmp_path, (1, 100), (3, 120)), datetime(2019, 3, 2, 23, tzinfo=UTC))
    assert (done.accepted, done.loaded.rejected) == (1, 1)
    assert done.loaded.last_day == date(2019, 3, 1)


@pytest.mark.parametrize(("step", "call"), [("copy", 0), ("rename", 0), *(("sync", call) for call in range(6))])
def test_a_crash_leaves_the_whole_delivery_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    record(tmp_path, file(tmp_path, (1, 100)), RECEIVED)
    path = file(tmp_path, (2, 110))
    calls = iter(range(99))

    def crash(*_: object) -> None:
        if next(calls) == call:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path if step == "rename" else disk, step, crash)
        with pytest.raises(KeyboardInterrupt):
            record(tmp_path, path, later(1))
    whole = {1: 100, 2: 110}
    assert care(tmp_path) == (whole if (step, call) == ("sync", 5) else {1: 100})
    assert verify(tmp_path) == []
    record(tmp_path, path, later(1))
    assert (care(tmp_path), verify(tmp_path)) == (whole, [])


@pytest.mark.parametrize("name", ["raw.csv", "counts.parquet", "rejects.csv", "manifest.json"])
def test_any_altered_byte_is_found(tmp_path: Path, name: str) -> None:
    done = record(tmp_path, SAMPLE, RECEIVED)
    record(tmp_path, file(tmp_path, (1, 100)), later(1))
    path = tmp_path / "cohorts" / "hhs_daily_counts" / done.delivery / name
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"}", b"} ") if name == "manifest.json" else whole[:-1] + b"?")
    assert len(verify(tmp_path)) == 1
    path.unlink()
    assert len(verify(tmp_path)) == 1
