"""Worked examples put to the real plan: what it answers, and where that differs from what an example says.

One run of the plan serves every example with the same date and the same feeds, one child per example.
Beside the answer in bold an example may check, separated by commas:

- of a duty: ``since DATE`` (its start), ``due DATE``, ``on DATE`` (when it was met), ``for N days`` (how old),
  ``explained``, ``explained by REASON``, ``unexplained``, ``not known whether explained``, ``by WHAT`` (what ended it),
  ``for want of FEED.COLUMN``, ``owed by WHOM``; and in bold ``met_late by 1 minute`` (or hours, or days).
- of a standing: ``since DATE``, ``not confirmed``, ``confirmed DATE``, ``confirmed DATE by EVENT``.
- of a signal, which is **raised** or **not raised**: ``since DATE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from everychild.accounting import catalog
from everychild.accounting.account import account
from everychild.accounting.examples import Answer, Claim, Example, end_of
from everychild.accounting.moments import NUMBER
from everychild.terms import sql
from everychild.terms.database import connect
from everychild.terms.events import KINDS

Row = dict[str, Any]
ALWAYS_KNOWN = datetime(1990, 1, 1)
"""Naive UTC, as the ledger keeps instants."""
KIND_NAMES = {number: kind for kind, number in NUMBER.items()}


class Trial:
    """Examples put to the plan together: one run, when first asked, for each date and each set of missing feeds."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        self._ran: dict[tuple[date, date | None, frozenset[str]], dict[int, list[Row]]] = {}

    def said(self, number: int, claim: Claim) -> list[Row]:
        """What the plan says of the subject of an example, given by its place, as of the date of a claim."""
        undelivered = self.examples[number].undelivered
        run = (claim.as_of, claim.known_by, undelivered)
        if run not in self._ran:
            asked = {n: each for n, each in enumerate(self.examples) if each.undelivered == undelivered}
            with connect() as con:
                lay_out(con, asked, *run)
                account(con, claim.as_of)
                self._ran[run] = {n: _said(con, each.subject, n) for n, each in asked.items()}
        return self._ran[run][number]


def differences(claim: Claim, said: Sequence[Row]) -> list[str]:
    """Where the plan says otherwise than the claim, in words; empty when they agree."""
    expected = [] if [answer.value for answer in claim.answers] == ["no clock"] else claim.answers
    if len(expected) != len(said):
        return [f"{len(expected)} answers are expected; the plan gives {[row['value'] for row in said]}"]
    found = []
    for answer, row in zip(expected, said, strict=True):
        late_by = re.fullmatch(r"met_late by (\d+) (minute|hour|day)s?", answer.value)
        if late_by:
            answer = Answer("met_late", (*answer.phrases, f"late by {late_by[1]} {late_by[2]}"))
        if answer.value != row["value"]:
            known = {key: str(value) for key, value in row.items() if value is not None}
            found.append(f"'{answer.value}' is expected; the plan says {known}")
        else:
            found += [wrong for phrase in answer.phrases if (wrong := _phrase(phrase, row, claim.as_of))]
    return found


def _phrase(phrase: str, row: Row, as_of: date) -> str:
    """What is wrong with one phrase, or nothing."""
    for pattern, column in PHRASES:
        if match := re.fullmatch(pattern, phrase):
            expected = match.groupdict(default="")["it"] if "it" in match.groupdict() else ""
            actual = CHECKS[column](row, as_of) if column in CHECKS else row.get(column)
            if "by" in match.groupdict():
                expected, actual = f"{expected} by {match['by']}", f"{actual} by {row['confirmed_by']}"
            expected = FIXED.get(phrase, expected)
            return "" if expected == _text(actual) else f"'{phrase}' is expected; the plan says '{_text(actual)}'"
    return f"'{phrase}' is not a phrase that can be checked; accounting/trial.py lists them"


_DATE = r"(?P<it>\d{4}-\d\d-\d\d)"
PHRASES = (
    (rf"since {_DATE}", "since"),
    (rf"due {_DATE}", "due_on"),
    (rf"on {_DATE}", "met_on"),
    (r"for (?P<it>\d+ days?)", "age"),
    (r"late by (?P<it>.+)", "lateness"),
    (r"for want of (?P<it>\S+)", "missing"),
    (r"owed by (?P<it>.+)", "owner"),
    (r"explained by (?P<it>\S+)", "explanation"),
    (r"explained|unexplained|not known whether explained", "explained"),
    (r"by (?P<it>\S+)", "ended_by"),
    (rf"confirmed {_DATE}", "confirmed_on"),
    (rf"confirmed {_DATE} by (?P<by>\S+)", "confirmed_on"),
    (r"not confirmed", "confirmed_on"),
)
"""The phrases, and what of the plan's answer each is compared with."""

FIXED = {"explained": "True", "unexplained": "False", "not known whether explained": "", "not confirmed": ""}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _lateness(row: Row, as_of: date) -> str:
    late: timedelta = row["met_at"] - row["due_at"] if row["due_at"] else row["met_on"] - row["due_on"]
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if not late % length:
            return f"{late // length} {unit}"
    return str(late)


def _age(row: Row, as_of: date) -> str:
    days = (as_of - row["since"]).days
    return f"{days} day{'s' * (days != 1)}"


CHECKS = {"lateness": _lateness, "age": _age}


def _said(con: duckdb.DuckDBPyConnection, subject: str, child: int) -> list[Row]:
    """The plan's rows about one duty, standing or signal of one child; ``value`` is the answer."""
    if subject in catalog.duties():
        return _rows(
            con,
            f"select *, verdict as value, started_on as since from verdicts where child = {child}"
            f" and duty = {sql.text(subject)} order by entry, instance",
        )
    if subject in catalog.all_signals():
        raised = _rows(con, f"select * from signals where child = {child} and signal = {sql.text(subject)}")
        return [row | {"value": "raised"} for row in raised] or [{"value": "not raised"}]
    said = _rows(con, f"select * from {sql.name(subject)} where child = {child}")
    return [row | {"confirmed_by": KIND_NAMES.get(row["confirmed_kind"])} for row in said]


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = con.execute(query)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def lay_out(
    con: duckdb.DuckDBPyConnection,
    children: dict[int, Example],
    as_of: date,
    known_by: date | None,
    undelivered: frozenset[str],
) -> None:
    """What the ledger and identity would leave: the facts by the date, what was told, and one child per example."""
    con.execute("set threads = 1")
    events: list[str] = []
    links: list[str] = []
    people: list[str] = []
    for number, example in children.items():
        people.append(f"({number}, 'C{number}', {sql.day(example.born) if example.born else 'null'})")
        for fact in example.facts:
            if fact.on_date > as_of or (known_by and fact.known_on and fact.known_on > known_by):
                continue
            record = len(events) + 1
            links.append(f"({record}, {number}, true)")
            known_at = end_of(fact.known_on) if fact.known_on else ALWAYS_KNOWN
            cells = (
                str(record),
                sql.text(KINDS[fact.kind].told_by[0].split(".")[0]),
                sql.text(fact.kind),
                sql.instant(fact.happened_at),
                sql.day(fact.on_date),
                str(fact.dated).lower(),
                *(sql.text(each) if each else "null" for each in (fact.who, fact.detail)),
                *(sql.day(each) if each else "null" for each in (fact.ends_on, fact.about_on)),
                sql.instant(known_at),
                "1",
            )
            events.append(f"({', '.join(cells)})")
    told = {column for kind in KINDS.values() for column in kind.told_by}
    pairs = [name.split(".") for name in told if undelivered.isdisjoint((name, name.split(".")[0]))]
    _make(con, "events", EVENTS, events)
    _make(con, "links", "record integer, child integer, is_child boolean", links)
    _make(con, "children", "child integer, child_id varchar, dob date", people)
    _make(con, "told", 'feed varchar, "column" varchar', [f"({sql.text(f)}, {sql.text(c)})" for f, c in pairs])


EVENTS = """record integer, feed varchar, kind varchar, happened_at timestamp, on_date date, dated boolean,
who varchar, detail varchar, ends_on date, about_on date, known_at timestamp, delivery integer"""


def _make(con: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Iterable[str]) -> None:
    con.execute(f"create table {table} ({columns})")
    if values := ", ".join(rows):
        con.execute(f"insert into {table} values {values}")
