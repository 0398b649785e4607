"""A publication about invented children, opened in Chromium as a reader's browser opens it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import everychild.cohorts.hhs_daily_counts
from everychild.api.demonstration import AS_OF, COHORT, demonstrate
from everychild.api.home import open_home

CHILDREN = 3_000
DAILY_COUNTS = Path(everychild.cohorts.hhs_daily_counts.__file__).with_name("sample.csv")
NAMES = ("chromium", "chromium-browser", "google-chrome")
Look = Callable[[Path, int], Page]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a publication, made once for all the processes of a test run."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    home = shared / "published"
    with (shared / "published.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not home.exists():
            made = demonstrate(shared / "publishing", CHILDREN)
            demonstrated = open_home(made.report.parent.parent)
            demonstrated.deliver_daily_counts(DAILY_COUNTS)
            demonstrated.publish(AS_OF, made.report.parent, cohort=COHORT)
            demonstrated.path.rename(home)
    return home / "report"


@pytest.fixture(scope="session")
def pages(published: Path) -> list[Path]:
    """Every page of the publication."""
    return sorted(published.rglob("*.html"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; where there is none, the tests that need it are skipped."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("No Chromium: install the package chromium (make test does so on Debian when root).")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture
def look(chromium: Browser) -> Iterator[Look]:
    """Opens a page at a width in pixels, and every fold in it."""
    opened: list[Page] = []

    def look(file: Path, width: int) -> Page:
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        opened.append(page)
        return page

    yield look
    for page in opened:
        page.close()
