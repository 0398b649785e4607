"""A later delivery or judgement is linked to what was kept, and comes out as if all had been linked afresh."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from everychild import synthetic
from everychild.identity import Judgements, Linked, kept, link, linking
from everychild.ledger import Ledger
from everychild.sources.catalog import feed_named
from everychild.sources.load import load

RECEIVED = datetime(2025, 2, 1, tzinfo=UTC)
NOW = RECEIVED + timedelta(days=100)
RESULTS = {
    "links": "record",
    "children": "child",
    "identity_uncertain": "component, option, record",
    "identity_review": "a, b",
    "identity_scored": "l, r",
    "identity_used": "a, b",
    "identity_people": "record",
}


def deliver(home: Path, feed: str, file: Path, days: int) -> None:
    con, at = duckdb.connect(), RECEIVED + timedelta(days=days)
    Ledger(home).record(con, load(con, feed_named(feed), file, received_at=at), received_at=at)


def opened(home: Path, known_by: datetime = NOW) -> tuple[duckdb.DuckDBPyConnection, Linked]:
    con = duckdb.connect()
    Ledger(home).history(con, known_by)
    return con, link(con, home, known_by)


def results(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {table: con.execute(f"from {table} order by {order}").fetchall() for table, order in RESULTS.items()}


def afresh(home: Path, known_by: datetime = NOW) -> dict[str, list[tuple[object, ...]]]:
    """What a home with the same ledger and judgements gives that has kept nothing."""
    copy = home.with_name(f"{home.name}-afresh")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    shutil.rmtree(copy / "identity" / "kept", ignore_errors=True)
    return results(opened(copy, known_by)[0])


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of 250 invented children, each in two parts: nine rows in ten, and what came later."""
    folder = tmp_path_factory.mktemp("parts")
    synthetic.synthesise(250, 11, folder / "files")
    for each in synthetic.deliveries(folder / "files"):
        if each.file.parent.name == "later":
            continue
        head, *rows = csv.reader(each.file.open(encoding="utf-8"))
        for part, chosen in (("first", [r for n, r in enumerate(rows) if n % 10]), ("later", rows[::10])):
            (folder / part).mkdir(exist_ok=True)
            with (folder / part / f"{each.feed}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([head, *chosen])
    return folder


@pytest.fixture(scope="module")
def first(parts: Path) -> Path:
    """A home to which the first parts were delivered, linked once."""
    home = parts / "home"
    for file in sorted((parts / "first").iterdir()):
        deliver(home, file.stem, file, 0)
    opened(home)
    return home


@pytest.fixture
def home(first: Path, tmp_path: Path) -> Path:
    """A copy of it to add to."""
    shutil.copytree(first, tmp_path / "home")
    return tmp_path / "home"


@contextmanager
def growing() -> Iterator[None]:
    """Whatever would link everything afresh fails meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(linking, "_whole")
        yield


def test_a_later_delivery_comes_out_as_if_all_were_linked_afresh(parts: Path, home: Path) -> None:
    for days, feed in enumerate(("eoir_cases", "orr_care", "orr_safety_calls"), start=1):
        deliver(home, feed, parts / "later" / f"{feed}.csv", days)
    with growing():
        grown = results(opened(home)[0])
    assert grown == afresh(home)


def test_a_changed_record_is_compared_anew(parts: Path, home: Path) -> None:
    head, *rows = csv.reader((parts / "first" / "ice_custody.csv").open(encoding="utf-8"))
    for row, other in zip(rows[:20], rows[20:40], strict=True):
        for column in ("a_number", "last_name", "first_name", "dob"):
            row[head.index(column)] = other[head.index(column)]
    with (home / "changed.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows[:20]])
    deliver(home, "ice_custody", home / "changed.csv", 1)
    with growing():
        grown = results(opened(home)[0])
    assert grown == afresh(home)


def test_a_judgement_and_its_withdrawal_too(home: Path) -> None:
    con, _ = opened(home)
    before = results(con)
    a, b = con.execute(
        """
        select x.feed || ':' || x.record_key, y.feed || ':' || y.record_key from identity_used
        join records x on x.record = a join records y on y.record = b where y.feed = 'orr_care' order by a, b limit 1
        """
    ).fetchall()[0]
    judgements = Judgements(home)
    made = judgements.judge(a, b, "different", "R. Reviewer", "two photographs", RECEIVED)
    with growing():
        judged = results(opened(home)[0])
    assert judged["links"] != before["links"]
    assert judged == afresh(home)
    judgements.withdraw(made, "R. Reviewer", "mistaken", RECEIVED)
    assert results(opened(home)[0]) == before


def test_the_same_question_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con, linked = opened(home)
    monkeypatch.delattr(linking, "_make")
    again, same = opened(home)
    assert same == linked
    assert results(again) == results(con)
    assert again.execute("select count(*) > 0 from judgements").fetchall() == [(True,)]


def test_what_was_known_in_the_past_stays_as_it_was(parts: Path, home: Path) -> None:
    con, _ = opened(home)
    before = results(con)
    deliver(home, "orr_care", parts / "later" / "orr_care.csv", 5)
    opened(home)
    assert results(opened(home, RECEIVED)[0]) == before == afresh(home, RECEIVED)


def test_other_code_and_a_withdrawn_delivery_link_afresh(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = kept.newest(home)
    assert newest
    last = Ledger(home).deliveries()[-1]
    Ledger(home).withdraw(last.id, "sent by mistake", RECEIVED + timedelta(days=1))
    told = kept.basis(Ledger(home).deliveries(), [])
    assert not told.grows_from(newest.basis)
    monkeypatch.setattr(kept, "code", lambda: "another version")
    again = kept.basis(Ledger(home).deliveries(RECEIVED), [])
    assert not again.grows_from(newest.basis)


def test_names_are_counted_anew_only_when_there_are_many_more_records(home: Path) -> None:
    first, *_ = Ledger(home).deliveries()

    def after(*accepted: int) -> int:
        return kept.epoch([replace(first, number=n, accepted=each) for n, each in enumerate(accepted, start=1)])

    assert after(1000) == 1
    assert after(1000, 100, 100) == 1
    assert after(1000, 100, 200) == 3
    assert after(1000, 100, 200, 0, 10) == 3


def test_what_is_kept_opens_to_its_owner_only_and_old_states_go(parts: Path, home: Path) -> None:
    for days, feed in enumerate(("eoir_cases", "field_contacts", "uscis_relief", "orr_incidents"), start=1):
        deliver(home, feed, parts / "later" / f"{feed}.csv", days)
        opened(home)
    states = sorted((home / "identity" / "kept").iterdir())
    assert len(states) <= 3
    assert {path.stat().st_mode & 0o777 for path in (*states, home / "identity" / "kept")} == {0o700}
