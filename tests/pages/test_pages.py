"""What a reader must be able to count on in every published page, whatever its language and however it is read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import Look

PHONE, DESK = 320, 1280
AXE = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}  # what passes is not told: it is much
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


def test_there_are_pages(pages: list[Path]) -> None:
    assert "index.html" in {page.name for page in pages}


@WIDTHS
def test_no_barrier_to_people_with_disabilities(
    pages: list[Path], look: Look, subtests: pytest.Subtests, width: int
) -> None:
    """Colour contrast (AA), names, roles, languages, sizes of targets: all that axe can find."""
    for file in pages:
        with subtests.test(page=file.name):
            found = Axe().run(look(file, width), options=AXE)
            assert found.violations_count == 0, found.generate_report()


def test_nothing_scrolls_sideways_on_a_phone(pages: list[Path], look: Look, subtests: pytest.Subtests) -> None:
    for file in pages:
        with subtests.test(page=file.name):
            page = look(file, PHONE)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, _widest(page)


def _widest(page: Page) -> str:
    """The elements that reach past the right edge, for whoever must mend it."""
    past = """[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
              .slice(0, 8).map(e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`)"""
    return f"past the edge: {page.evaluate(past)}"


def test_a_page_asks_the_network_for_nothing(
    pages: list[Path], published: Path, chromium: Browser, subtests: pytest.Subtests
) -> None:
    for file in pages:
        with subtests.test(page=file.name):
            asked = _asked(chromium, file)
            assert asked[0] == file.as_uri()
            assert [url for url in asked if not url.startswith((published.as_uri(), "data:"))] == []


def _asked(chromium: Browser, file: Path) -> list[str]:
    """The addresses that a page asks for from its opening until it is at rest."""
    asked: list[str] = []
    page = chromium.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri(), wait_until="networkidle")
    page.close()
    return asked


def test_a_page_runs_no_script_and_lets_none_run(pages: list[Path], look: Look, subtests: pytest.Subtests) -> None:
    for file in pages:
        with subtests.test(page=file.name):
            page = look(file, DESK)
            assert page.evaluate("document.scripts.length") == 0
            assert page.locator("[href^='javascript:']").count() == 0
            handlers = (
                "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => /^on/.test(n))"
            )
            assert page.evaluate(handlers) == []
            policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
            assert "default-src 'none'" in policy
            assert "script-src" not in policy


def test_headings_descend_one_step_at_a_time(pages: list[Path], look: Look, subtests: pytest.Subtests) -> None:
    for file in pages:
        with subtests.test(page=file.name):
            tags = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => Number(e.tagName[1]))"
            levels = look(file, DESK).evaluate(tags)
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), levels


@WIDTHS
def test_every_table_says_what_it_shows_and_what_each_cell_belongs_to(
    pages: list[Path], look: Look, subtests: pytest.Subtests, width: int
) -> None:
    """A screen reader hears the caption first, and with each cell its headers; on a phone too, where rows reflow."""
    for file in pages:
        with subtests.test(page=file.name):
            page = look(file, width)
            tables = page.locator("table").all()
            assert tables
            for table in tables:
                caption = table.locator("> caption")
                assert caption.count() == 1
                assert caption.text_content()
                assert table.locator("th:not([scope])").count() == 0, caption.text_content()
                assert table.locator("th[scope=col]").count() > 0, caption.text_content()
            heard = _heard(page)
            assert len(heard["table"]) == len(tables)
            assert all(heard["table"])
            assert len(heard["row"]) == page.locator("tr").count()
            assert len(heard["columnheader"] + heard["rowheader"]) == page.locator("th").count()


def _heard(page: Page) -> dict[str, list[str]]:
    """The names of what Chromium tells a screen reader, by role; CSS that lays a table out anew can take its role."""
    heard: dict[str, list[str]] = {"table": [], "row": [], "columnheader": [], "rowheader": []}
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    for node in tree["nodes"]:
        role = node["role"]["value"]
        if not node["ignored"] and role in heard:
            heard[role].append(node.get("name", {}).get("value", ""))
    return heard


def test_the_first_key_leads_past_the_head_of_the_page(
    pages: list[Path], look: Look, subtests: pytest.Subtests
) -> None:
    for file in pages:
        with subtests.test(page=file.name):
            page = look(file, DESK)
            page.keyboard.press("Tab")
            target = page.evaluate("document.activeElement.getAttribute('href')")
            assert target
            assert target.startswith("#")
            assert page.locator(target).count() == 1
