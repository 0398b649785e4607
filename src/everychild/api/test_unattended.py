"""The daily pass: what it takes, what it refuses, and that it is safe to repeat."""

from __future__ import annotations

from pathlib import Path

import pytest

from everychild.api import Home
from everychild.api.conftest import write
from everychild.api.unattended import daily_pass, feed_of
from everychild.terms.refusals import Refused


@pytest.mark.parametrize(
    ("name", "feed"),
    [
        ("ice_custody.csv", "ice_custody"),
        ("ICE_Custody-2024-05-31.csv.gz", "ice_custody"),
        ("orr_care.zip", "orr_care"),
        ("hhs_daily_counts_june.csv", "hhs_daily_counts"),
    ],
)
def test_a_file_is_named_for_its_feed(name: str, feed: str) -> None:
    assert feed_of(name) == feed


def test_another_name_is_refused() -> None:
    with pytest.raises(Refused, match="begins with no feed's name"):
        feed_of("custody.csv")


def test_an_empty_inbox_and_an_empty_ledger_publish_nothing(tmp_path: Path) -> None:
    done = daily_pass(Home(tmp_path))
    assert done.as_json() == {"files": [], "report": None}
    assert (tmp_path / "inbox").is_dir()
    assert not (tmp_path / "published").exists()


def test_files_move_aside_with_what_became_of_them(tmp_path: Path) -> None:
    home, inbox = Home(tmp_path), tmp_path / "inbox"
    inbox.mkdir()
    write(inbox, "ice_custody", "ice_custody-1.csv")
    (inbox / "orr_care.csv").write_text("name,town\nx,y\n")
    (inbox / ".being-written").write_text("")
    first = daily_pass(home, "2024-05-31")
    assert [(each.name, each.refused) for each in first.delivered] == [
        ("ice_custody-1.csv", False),
        ("orr_care.csv", True),
    ]
    assert first.refused
    assert first.report == tmp_path / "published" / "2024-05-31" / "index.html"
    assert first.report.is_file()
    assert "no column 'stay_id'" in (inbox / "refused" / "orr_care.csv.reason.txt").read_text()
    assert sorted(each.name for each in inbox.iterdir()) == [".being-written", "done", "refused"]

    write(inbox, "ice_custody", "ice_custody-1.csv")
    again = daily_pass(home, "2024-05-31")
    assert [each.outcome for each in again.delivered] == [
        f"delivered before, as {home.ledger.deliveries()[0].id}",
    ]
    assert not again.refused
    assert len(home.ledger.deliveries()) == 1
    assert sorted(each.name for each in (inbox / "done").iterdir()) == ["ice_custody-1.2.csv", "ice_custody-1.csv"]
