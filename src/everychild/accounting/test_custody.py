"""Custody as double entry on histories with several hand-overs, acceptances and entries."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from everychild.accounting import moments
from everychild.accounting.account import account
from everychild.accounting.examples import Example, Fact
from everychild.accounting.trial import lay_out

BALANCES = {
    "handed over and accepted": (["01 09:00 handed_over ORR", "01 15:00 accepted"], ["01 09:00 > 01 15:00"], []),
    "never accepted": (["01 09:00 handed_over ORR"], ["01 09:00 >"], []),
    "to ICE": (["01 09:00 handed_over ICE"], [], []),
    "to nobody named": (["01 09:00 handed_over"], ["01 09:00 >"], []),
    "accepted 24 hours before": (["02 09:00 handed_over ORR", "01 09:00 accepted"], ["02 09:00 > 01 09:00"], []),
    "accepted earlier than that": (["02 09:00 handed_over ORR", "01 08:59 accepted"], ["02 09:00 >"], ["01 08:59"]),
    "accepted without a hand-over": (["01 09:00 accepted"], [], ["01 09:00"]),
    "accepted weeks later": (["01 09:00 handed_over HHS", "20 09:00 accepted"], ["01 09:00 > 20 09:00"], []),
    "accepted twice": (
        ["01 09:00 handed_over ORR", "01 15:00 accepted", "05 15:00 accepted"],
        ["01 09:00 > 01 15:00"],
        ["05 15:00"],
    ),
    "given twice, taken after the second": (
        ["01 09:00 handed_over ORR", "05 09:00 handed_over ORR", "05 15:00 accepted"],
        ["01 09:00 >", "05 09:00 > 05 15:00"],
        [],
    ),
    "given twice, taken once between": (
        ["01 09:00 handed_over ORR", "01 10:00 accepted", "01 20:00 handed_over ORR"],
        ["01 09:00 > 01 10:00", "01 20:00 >"],
        [],
    ),
    "given twice, taken twice": (
        ["01 09:00 handed_over ORR", "01 08:00 accepted", "01 10:00 accepted", "01 20:00 handed_over ORR"],
        ["01 09:00 > 01 08:00", "01 20:00 > 01 10:00"],
        [],
    ),
    "taken at the instant of the second": (
        ["01 09:00 handed_over ORR", "03 09:00 handed_over ORR", "03 09:00 accepted"],
        ["01 09:00 >", "03 09:00 > 03 09:00"],
        [],
    ),
    "given three times, taken after the first and the last": (
        [
            "01 09:00 handed_over ORR",
            "01 12:00 accepted",
            "05 09:00 handed_over ORR",
            "09 09:00 handed_over ORR",
            "09 12:00 accepted",
            "12 12:00 accepted",
        ],
        ["01 09:00 > 01 12:00", "05 09:00 >", "09 09:00 > 09 12:00"],
        ["12 12:00"],
    ),
    "one hand-over stated by two rows": (
        ["01 09:00 handed_over ORR", "01 09:00 handed_over HHS", "01 12:00 accepted"],
        ["01 09:00 > 01 12:00"],
        [],
    ),
}
"""Facts of May 2024; each hand-over to HHS with the acceptance that answers it; and the acceptances left over."""

ENTRIES = {
    "one stay": (["2023-01-02 apprehended", "2023-01-04 accepted", "2023-03-01 released"], []),
    "released and apprehended again": (
        ["2023-01-02 apprehended", "2023-01-04 accepted", "2023-03-01 released", "2023-09-04 apprehended"],
        ["2023-09-04"],
    ),
    "three entries": (
        [
            "2021-01-04 apprehended",
            "2021-01-05 accepted",
            "2021-03-01 released",
            "2022-01-03 apprehended",
            "2022-01-04 accepted",
            "2022-03-01 discharged repatriated",
            "2023-01-02 apprehended",
        ],
        ["2022-01-03", "2023-01-02"],
    ),
    "two agencies write down the second apprehension": (
        ["2023-01-02 apprehended", "2023-03-01 released", "2023-09-04 apprehended", "2023-09-05 apprehended"],
        ["2023-09-04"],
    ),
    "sent back to DHS": (
        [
            "2023-01-02 apprehended",
            "2023-01-04 accepted",
            "2023-03-01 discharged transferred_to_dhs",
            "2023-09-04 apprehended",
        ],
        [],
    ),
    "back in care without an apprehension": (
        ["2023-01-02 apprehended", "2023-01-04 accepted", "2023-03-01 released", "2023-09-04 accepted"],
        [],
    ),
    "accepted and never discharged": (["2023-01-02 apprehended", "2023-01-04 accepted", "2024-01-01 apprehended"], []),
    "never accepted, 30 days after the hand-over": (
        ["2023-01-02 apprehended", "2023-01-05 handed_over ORR", "2023-02-04 apprehended"],
        ["2023-02-04"],
    ),
    "never accepted, 29 days after the hand-over": (
        ["2023-01-02 apprehended", "2023-01-05 handed_over ORR", "2023-02-03 apprehended"],
        [],
    ),
    "accepted in the first entry, never in the second": (
        [
            "2021-01-04 apprehended",
            "2021-01-05 accepted",
            "2021-03-01 released",
            "2022-01-03 apprehended",
            "2022-06-06 apprehended",
        ],
        ["2022-01-03", "2022-06-06"],
    ),
    "discharged before any apprehension is known": (
        ["2023-01-04 accepted", "2023-03-01 released", "2023-09-04 apprehended"],
        ["2023-09-04"],
    ),
}
"""Facts, each at noon; and the days on which the second and later entries begin."""


def child(title: str, facts: list[str]) -> Example:
    """An invented child; a fact is an instant in UTC, a kind, and its ``who`` or its ``detail``."""
    example = Example(Path("custody"), 0, title)
    for text in facts:
        day, clock, kind, *said = text.split()
        at = datetime.fromisoformat(f"{day} {clock}")
        code = said[0] if said else None
        who, detail = (code, None) if kind == "handed_over" else (None, code)
        example.facts.append(Fact(kind, at, at.date(), False, who, detail))
    return example


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    """The plan run over all children above; the numbers of those about entries follow those about balances."""
    con = duckdb.connect()
    balances = [child(title, [f"2024-05-{fact}" for fact in facts]) for title, (facts, _, _) in BALANCES.items()]
    noon = [child(title, [fact.replace(" ", " 12:00 ", 1) for fact in facts]) for title, (facts, _) in ENTRIES.items()]
    lay_out(con, dict(enumerate(balances + noon)), date(2024, 12, 31), None, frozenset())
    account(con, date(2024, 12, 31))
    return con


@pytest.mark.parametrize(("number", "title"), list(enumerate(BALANCES)))
def test_each_hand_over_finds_its_acceptance(con: duckdb.DuckDBPyConnection, number: int, title: str) -> None:
    _, balance, left_over = BALANCES[title]
    found = con.execute(
        f"""select strftime(happened_at, '%d %H:%M') || ' >'
                   || coalesce(' ' || strftime({moments.at("acceptance")}, '%d %H:%M'), '')
            from hand_overs where child = {number} order by happened_at"""
    ).fetchall()
    assert [line for (line,) in found] == balance
    surplus = f"select strftime(happened_at, '%d %H:%M') from surplus_acceptances where child = {number} order by 1"
    assert [line for (line,) in con.execute(surplus).fetchall()] == left_over


@pytest.mark.parametrize(("number", "title"), list(enumerate(ENTRIES, start=len(BALANCES))))
def test_an_entry_begins_after_the_child_left_custody(con: duckdb.DuckDBPyConnection, number: int, title: str) -> None:
    _, expected = ENTRIES[title]
    later = con.execute(f"select entry, starts_on from later_entries where child = {number} order by entry").fetchall()
    assert later == [(entry, date.fromisoformat(day)) for entry, day in enumerate(expected, start=2)]
    count = con.execute(f"select count(*) from entries where child = {number}").fetchone()
    assert count == (1 + len(expected),)
