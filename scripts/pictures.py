"""Pictures of the published pages. Without --all, the three of the README, into docs/pictures.

python scripts/pictures.py
python scripts/pictures.py --all DIR    every page whole, at three widths and as PDF, for those who change the look
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from everychild.api.demonstration import demonstrate

CHILDREN = 20_000
PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
CHART = "section[aria-labelledby='road']"
WIDTHS = (1280, 768, 320)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def main(everything: Path | None) -> None:
    """Publish a demonstration, and take its pictures."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        sys.exit("No Chromium: install the package chromium.")
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        report = demonstrate(Path(folder) / "demo", CHILDREN).report
        browser = driver.chromium.launch(executable_path=found)
        if everything is None:
            for_the_readme(browser, report)
        else:
            for file in sorted(report.parent.rglob("*.html")):
                whole(browser, file, everything)


def for_the_readme(browser: Browser, report: Path) -> None:
    """The first screen, the road to court, and the first screen on a phone."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    desk = opened(browser, report, 1280)
    desk.screenshot(path=PICTURES / "report.png")
    desk.locator(CHART).evaluate("section => section.scrollIntoView({behavior: 'instant'})")
    desk.screenshot(path=PICTURES / "chart.png")
    opened(browser, report, 375).screenshot(path=PICTURES / "phone.png")


def whole(browser: Browser, file: Path, to: Path) -> None:
    """One page from top to bottom at each width, and as it is printed."""
    to.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        opened(browser, file, width).screenshot(path=to / f"{file.stem}-{width}.png", full_page=True)
    opened(browser, file, 1280).pdf(path=to / f"{file.stem}.pdf", prefer_css_page_size=True)


def opened(browser: Browser, file: Path, width: int) -> Page:
    """A page as it first appears."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    return page


if __name__ == "__main__":
    main(Path(sys.argv[2]) if sys.argv[1:2] == ["--all"] else None)
