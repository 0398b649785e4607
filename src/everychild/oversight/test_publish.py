"""A publication: whole or not at all, and nothing small leaves with it."""

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from everychild.accounting.account import account
from everychild.oversight import Tally, catalog, compute, publish, suppress
from everychild.oversight.conftest import AS_OF, COHORT, Computed, receipt_of
from everychild.oversight.examples import Example, lay_out
from everychild.oversight.publish import NUMBERS
from everychild.oversight.report.render import PAGES
from everychild.oversight.tables import suppress_tables, tables
from everychild.terms.refusals import Refused


def put(computed: Computed, to: Path, **changed: Any) -> Path:
    given: dict[str, Any] = {
        "exact": computed.exact, "results": computed.results, "receipt": computed.receipt, "as_of": AS_OF,
        "cohort": COHORT, "invented": True,
    }  # fmt: skip
    return publish(computed.con, to, **given | changed)


def test_writes_every_file_and_nothing_else(computed: Computed, tmp_path: Path) -> None:
    page = put(computed, tmp_path / "out")
    assert sorted(path.name for path in page.parent.iterdir()) == sorted((*PAGES.values(), *NUMBERS, "README.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "no draft is left behind"
    receipt = json.loads((page.parent / "receipt.json").read_text())
    assert receipt == computed.receipt
    figures = json.loads((page.parent / "figures.json").read_text())
    assert figures["figures"] == [result.as_json() for result in computed.results]
    assert figures["receipt"] == receipt["receipt"]


def test_nothing_small_leaves(computed: Computed, tmp_path: Path) -> None:
    folder = put(computed, tmp_path / "out").parent
    for name, first in (("figures.csv", 4), ("standings.csv", 2), ("custody.csv", 2)):
        rows = list(csv.reader((folder / name).open()))[1:]
        numbers = [cell for row in rows for cell in row[first:] if cell.isdigit()]
        assert numbers
        assert not [number for number in numbers if 0 < int(number) < 11], name
    for name, withheld in (("index.html", "withheld"), ("es.html", "reservado")):
        page = (folder / name).read_text()
        cells = re.findall(r'<td[^>]*class="n[^>]*>(?:<span class="late">)?([\d,]+)<', page)
        assert cells
        assert not [cell for cell in cells if 0 < int(cell.replace(",", "")) < 11], name
        assert withheld in page


def test_it_refuses_what_was_not_suppressed(computed: Computed, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="suppressed"):
        put(computed, tmp_path / "out", results=computed.exact)
    assert list(tmp_path.iterdir()) == []


def test_replaces_its_own_folder_and_no_other(computed: Computed, tmp_path: Path) -> None:
    put(computed, tmp_path / "out")
    put(computed, tmp_path / "out", invented=False)
    assert "Invented children" not in (tmp_path / "out" / "index.html").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    (tmp_path / "empty").mkdir()
    put(computed, tmp_path / "empty")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for other in ("out", "letters", "file"):
        with pytest.raises(Refused):
            put(computed, tmp_path / other)
    assert (tmp_path / "letters" / "a.txt").read_text() == "mine"
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_failure_leaves_what_stood_there(computed: Computed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(computed, tmp_path / "out")
    before = (tmp_path / "out" / "index.html").read_text()
    monkeypatch.setattr(sys.modules["everychild.oversight.publish"], "_readme", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put(computed, tmp_path / "out", invented=False)
    assert (tmp_path / "out" / "index.html").read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


class Page(HTMLParser):
    """Remembers what a browser would fetch or run, and whether tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.captions = self.tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [str(given["id"])] if "id" in given else []
        if tag in {"script", "link", "img", "iframe", "object", "base"} or "src" in given or "style" in given:
            self.fetched.append(tag)
        self.fetched += [name for name in given if name.startswith("on")]
        if tag == "a" and str(given["href"]).startswith("#"):
            self.targets.append(str(given["href"])[1:])
        if tag == "th":
            assert "scope" in given
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag


@pytest.mark.parametrize("name", PAGES.values())
def test_the_page_asks_for_nothing_and_is_well_made(computed: Computed, tmp_path: Path, name: str) -> None:
    text = put(computed, tmp_path / "out").with_name(name).read_text()
    page = Page()
    page.feed(text)
    assert page.open == []
    assert page.fetched == []
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.targets) <= set(page.ids)
    assert page.tables == page.captions
    assert "http://" not in text
    assert "https://" not in text
    assert len(text.encode()) < 2_000_000
    for result in computed.results:
        assert f'id="{result.id}"' in text
    assert computed.receipt["receipt"] in text


def test_the_first_screen_says_how_many_of_whom_as_of_when_and_how_sure(computed: Computed, tmp_path: Path) -> None:
    text = put(computed, tmp_path / "out").read_text().replace("\u00a0", " ")
    first_screen = text[: text.index('<section class="sec"')]
    for said in ("The account of 40 children", "As of 30 Sep 2023, as known by 2 Oct 2023, 08:00 UTC",
                 "in fiscal years 2021 to 2022", "Not known: withheld", "How sure is this?",
                 "No doubt about which records are one child", "invented data"):  # fmt: skip
        assert said in first_screen, said


def test_what_the_links_leave_in_doubt_stands_under_its_figure(computed: Computed, tmp_path: Path) -> None:
    unserved, unexplained = "children_without_served_notice", "children_without_served_notice_unexplained"
    doubtful = {unserved: (16, 21), unexplained: (14, 20), "children_handed_to_hhs": (9, 41)}
    exact = [replace(each, interval=doubtful.get(each.id, each.interval)) for each in computed.exact]
    results = suppress(exact)
    folder = put(computed, tmp_path / "out", exact=exact, results=results, receipt=receipt_of(results)).parent
    text = (folder / "index.html").read_text()
    assert text.count("Between 16 and 21, since links between records are in doubt.") == 2, "first screen and figure"
    assert '<rect class="band"' in text
    assert "9 and 41" not in text, "an end that is small could point to a child"
    assert "Entre 16 y 21, porque hay vínculos dudosos" in (folder / "es.html").read_text()
    totals = {row["figure"]: row for row in csv.DictReader((folder / "figures.csv").open()) if row["by"] == "all"}
    ends = {name: (row["interval_low"], row["interval_high"]) for name, row in totals.items()}
    assert ends["children_without_served_notice"] == ("16", "21")
    assert ends["children_handed_to_hhs"] == ("suppressed", "suppressed")


def test_the_reader_finds_the_other_language_and_that_the_children_are_invented(
    computed: Computed, tmp_path: Path
) -> None:
    english = put(computed, tmp_path / "out")
    spanish = english.with_name("es.html").read_text()
    assert '<html lang="en">' in english.read_text()
    assert '<a href="es.html" hreflang="es" lang="es">Español</a>' in english.read_text()
    assert '<html lang="es">' in spanish
    assert '<a href="index.html" hreflang="en" lang="en">English</a>' in spanish
    assert english.read_text().count("Invented children") >= 3


def test_every_chart_has_its_table_and_says_nothing_to_a_screen_reader_twice(
    computed: Computed, tmp_path: Path
) -> None:
    text = put(computed, tmp_path / "out").read_text()
    drawings = re.findall(r"<div class=\"drawing \w+\"><svg [^>]*>", text)
    assert drawings
    assert all('aria-hidden="true"' in drawing for drawing in drawings)
    for section in re.findall(r'<section class="sec".*?</section>', text, re.DOTALL):
        if "drawing" in section:
            assert "<table" in section


def test_columns_never_delivered_are_named(computed: Computed, tmp_path: Path) -> None:
    computed.con.execute("begin")
    computed.con.execute("delete from told where feed = 'field_contacts'")
    text = put(computed, tmp_path / "out").read_text()
    computed.con.execute("rollback")
    assert "<code>field_contacts.result</code>" in text


def test_what_comes_from_outside_is_escaped(computed: Computed, tmp_path: Path) -> None:
    receipt = computed.receipt | {"links": "<script>alert(1)</script>"}
    text = put(computed, tmp_path / "out", receipt=receipt).read_text()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_daily_counts_are_shown_or_said_to_be_missing(computed: Computed, tmp_path: Path) -> None:
    assert "Never delivered here" in put(computed, tmp_path / "out").read_text()
    day = AS_OF.happened_by
    pair = SimpleNamespace(day=day, within=False)
    summary = SimpleNamespace(first_day=day, last_day=day, pairs=1, within=0, tolerance=5)
    daily = {"summary": summary, "balance": [pair]}
    text = put(computed, tmp_path / "daily", daily=daily).read_text()
    assert "do not balance on 1 of 1 days" in text
    assert "public-counts.html" not in text
    beside = {"public-counts.html": "counts", "cuentas-publicas.html": "cuentas"}
    page = put(computed, tmp_path / "both", daily=daily, beside=beside)
    assert 'href="public-counts.html"' in page.read_text()
    assert 'href="cuentas-publicas.html"' in page.with_name("es.html").read_text()


def test_the_tables_add_up_and_agree_with_the_figures(computed: Computed) -> None:
    made = {table.id: table for table in tables(computed.con, AS_OF.happened_by, COHORT)}
    exact = {result.id: result for result in computed.exact}
    for standing in ("whereabouts", "proceedings", "protection"):
        assert made[standing].total == (exact["children_handed_to_hhs"].total.count,)
    assert made["custody_by_agency"].total == (40, 36, 4)
    assert made["custody_by_agency"].lines["ICE"] == (10, 10, 0)
    assert made["custody_by_fiscal_year"].lines["2021"] == (20, 20, 0)
    unserved = exact["children_without_served_notice"].total.count
    assert made["notice_to_appear_served"].lines["outstanding"] == (unserved,)


def test_a_number_withheld_as_a_figure_is_withheld_in_the_tables(computed: Computed) -> None:
    shown = suppress_tables(tables(computed.con, AS_OF.happened_by, COHORT), computed.exact, computed.results, 11)
    by_id = {table.id: table for table in shown}
    total = by_id["custody_by_agency"].total
    assert total is not None
    assert total[0] == 40
    assert not isinstance(total[2], int)


def test_replaces_without_the_help_of_the_system_too(
    computed: Computed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["everychild.oversight.publish"], "_exchange", lambda *_: False)
    put(computed, tmp_path / "out")
    put(computed, tmp_path / "out", invented=False)
    assert "Invented children" not in (tmp_path / "out" / "index.html").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_account_of_nobody_can_be_published(tmp_path: Path) -> None:
    con = duckdb.connect()
    lay_out(con, Example("Nobody"))
    account(con, AS_OF.happened_by, also=catalog.conditions())
    exact = compute(con, AS_OF.happened_by, COHORT)
    assert {result.total for result in exact} == {Tally(0, 0, 0)}
    nobody = Computed(con, exact, suppress(exact), receipt_of(suppress(exact)))
    assert "The account of 0 children" in put(nobody, tmp_path / "out").read_text()
