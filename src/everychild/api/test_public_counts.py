"""Public counts from a public file alone, and beside a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from everychild.api import Home
from everychild.api.conftest import AS_OF, RECEIVED, write
from everychild.api.public_counts import public_counts
from everychild.cohorts import hhs_daily_counts as daily
from everychild.terms.refusals import Refused

SAMPLE = Path(daily.__file__).parent / "sample.csv"


def test_a_public_file_is_enough(tmp_path: Path) -> None:
    made = public_counts(SAMPLE, tmp_path / "page", received_at=RECEIVED)
    assert sorted(path.name for path in (tmp_path / "page").iterdir()) == sorted(daily.FILES)
    assert (made.summary.pairs, made.summary.within, made.summary.cannot_tell) == (3, 1, 1)
    assert made.loaded.rejected == 5
    assert made.rejects[0] == {
        "line": 8, "column": "Date", "value": "Total", "reason": "not a date written like December 21, 2025",
    }  # fmt: skip


def test_it_can_be_repeated_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    first = public_counts(SAMPLE, tmp_path, received_at=RECEIVED)
    text = first.written[0].read_text()
    assert public_counts(SAMPLE, tmp_path, received_at=RECEIVED).written[0].read_text() == text
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*daily.FILES, "notes.txt"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "not that of the daily counts"),
        (SAMPLE.read_text().splitlines()[0] + "\nyesterday,1,2,3,4,5\n", "No row could be read"),
    ],
)
def test_a_damaged_file_is_refused_and_writes_nothing(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(content)
    with pytest.raises(Refused, match=reason):
        public_counts(file, tmp_path / "page")
    with pytest.raises(Refused, match="no such file"):
        public_counts(tmp_path / "absent.csv", tmp_path / "page")
    assert not (tmp_path / "page").exists()


def test_a_publication_has_the_page_beside_the_report_and_can_be_replaced(tmp_path: Path) -> None:
    home, to = Home(tmp_path / "home"), tmp_path / "report"
    home.deliver("ice_custody", write(tmp_path, "ice_custody"), received_at=RECEIVED)
    home.publish(AS_OF, to)
    assert not (to / "public-counts.html").exists()
    home.deliver_daily_counts(SAMPLE, received_at=RECEIVED)
    for _ in range(2):
        home.publish(AS_OF, to)
    assert {path.name for path in to.iterdir()} >= set(daily.FILES)
    for language, report in (("en", "index.html"), ("es", "es.html")):
        public = daily.PAGES[language]
        assert f'href="{public}"' in (to / report).read_text()
        assert f'href="{report}"' in (to / public).read_text()
    page = (to / "public-counts.html").read_text()
    assert daily.deliveries(home.path)[0].raw_sha256 in page
    assert "Invented children" not in page
    assert "public-counts.html" in (to / "README.txt").read_text()
