"""No word of a published page is written in one language only."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from everychild import synthetic
from everychild.api import Home
from everychild.look import wording as words
from tests.translations.made_up import MadeUp, plain_words

AS_OF = "2025-01-31"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the files of some invented children and HHS's daily counts."""
    folder = tmp_path_factory.mktemp("made-up")
    synthetic.synthesise(1500, 7, folder / "files")
    made = Home(folder / "home")
    for each in synthetic.deliveries(folder / "files"):
        made.deliver(each.feed, each.file, received_at=each.received_at, full=each.full)
    with_sample = files("everychild.cohorts.hhs_daily_counts").joinpath("sample.csv")
    made.deliver_daily_counts(Path(str(with_sample)))
    return made


@pytest.fixture
def in_full_width(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The Spanish pages speak the made-up language instead."""
    monkeypatch.setattr(words, "GNUTranslations", lambda _: MadeUp())
    words.wording.cache_clear()
    yield
    words.wording.cache_clear()


@pytest.mark.usefixtures("in_full_width")
@pytest.mark.parametrize(
    "cohort",
    [
        pytest.param(None, id="most numbers shown"),
        pytest.param("FY2019", id="most numbers withheld"),
        pytest.param("FY2012", id="nobody in it"),
    ],
)
def test_every_word_of_a_publication_passed_through_the_wording(home: Home, tmp_path: Path, cohort: str | None) -> None:
    home.publish(AS_OF, tmp_path / "report", cohort=cohort)
    pages = [page for page in (tmp_path / "report").glob("*.html") if 'lang="es"' in page.read_text()[:100]]
    assert all(MadeUp().gettext("Skip to the content") in page.read_text() for page in pages)
    assert pages
    assert {page.name: found for page in pages if (found := plain_words(page.read_text()))} == {}


def test_a_word_that_nobody_passed_through_is_found() -> None:
    page = '<p>{}</p><svg><text>{}</text></svg><td data-l="Children">3</td>'
    said = MadeUp().gettext("All of them.")
    assert plain_words(page.format(said, said)) == ["Children"]
    assert plain_words(page.format(f"{said} Most of them.", "North Carolina and others")) == [
        "Most of them.",
        "and others",
        "Children",
    ]


def test_what_is_marked_as_english_may_be_plain() -> None:
    assert plain_words('<p lang="en">the Secretary</p><code>orr_care</code><b translate="no">Texas</b>') == []


def test_numbers_dates_states_and_names_of_files_are_no_words() -> None:
    assert plain_words("<p>448,820 · 30\u00a0sept\u00a02023, 14:05\u00a0UTC · figures.csv · New York</p>") == []
    assert plain_words("<svg><text>North</text><text>Carolina</text></svg>") == []


def test_the_made_up_language_keeps_the_values_of_a_text() -> None:
    assert MadeUp().gettext("Of %(n)s <b>children</b>") % {"n": 7} == "Ｏｆ 7 <b>ｃｈｉｌｄｒｅｎ</b>"
