"""Worked examples: a table of what happened to a few invented children, and the answer a person worked out for it.

They stand in Markdown beside each figure, ``<figure>.examples.md``; pytest runs them and the manual shows them.

    ## A notice that was withdrawn
    | child | happened         | event         | who | until      |
    |-------|------------------|---------------|-----|------------|
    | Ana   | 2021-03-03 12:00 | handed over   | ORR |            |
    | Ana   | 2022-01-01       | notice served |     | 2022-05-01 |

    Never delivered: eoir_hearings.outcome.
    As of 2023-09-30, cohort FY2021: **1 of 1, cannot tell 0**
    Handed over in FY2021: **1 of 1, cannot tell 0**

``event`` is the kind in words, with its detail after a colon. What one child's rows state of one moment is one record,
unless a column ``record`` says otherwise. Rows of "no child" are records linked with no child. A release address may
have its ``state`` and, if it is defective, say how it was ``written`` (blank, undeliverable, unit_missing); a child may
be ``born`` on a day of its own ("-" for a day that nobody knows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from everychild.oversight.cohort import Cohort, parse_cohort
from everychild.terms.events import KINDS, release_address

NO_CHILD = "no child"
_ASKED = re.compile(
    r"(?:As of (?P<as_of>[\d-]+)(?:, cohort (?P<cohort>[\w-]+))?|Handed over in FY(?P<year>\d{4})): "
    r"\*\*(?P<count>\d+) of (?P<of>\d+), cannot tell (?P<unknown>\d+)\*\*"
)

Numbers = tuple[int, int, int]
"""Counted, of, cannot tell."""


@dataclass(frozen=True)
class Answer:
    """What a figure must say as of one date: in total, and by fiscal year where the example gives it."""

    as_of: date
    cohort: Cohort | None
    total: Numbers
    by_year: dict[int, Numbers] = field(default_factory=dict)


@dataclass
class Example:
    """One section of an examples file."""

    title: str
    rows: list[dict[str, str]] = field(default_factory=list)
    never_delivered: set[str] = field(default_factory=set)
    answers: list[Answer] = field(default_factory=list)


def read(path: Path) -> Iterator[Example]:
    """The examples in a file. Raises ValueError on an answer that cannot be read."""
    example: Example | None = None
    head: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            if example:
                yield example
            example, head = Example(line[3:].strip()), []
        elif example and line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not head:
                head = cells
            elif not set(line) <= set("|-: "):
                example.rows.append(dict(zip(head, cells, strict=True)))
        elif example and line.startswith("Never delivered:"):
            example.never_delivered |= set(re.findall(r"\w+\.\w+", line))
        elif example and (found := _ASKED.match(line)):
            numbers = (int(found["count"]), int(found["of"]), int(found["unknown"]))
            if found["year"]:
                example.answers[-1].by_year[int(found["year"])] = numbers
            else:
                cohort = parse_cohort(found["cohort"]) if found["cohort"] else None
                example.answers.append(Answer(date.fromisoformat(found["as_of"]), cohort, numbers))
        elif "**" in line:
            raise ValueError(f"{path.name}: this answer cannot be read: {line}")
    if example:
        yield example


def lay_out(con: duckdb.DuckDBPyConnection, example: Example) -> None:
    """Make the tables that the ledger and identity would leave in the connection, from an example's rows."""
    con.execute(
        "create table events(record integer, feed varchar, kind varchar, happened_at timestamp, on_date date, "
        "dated boolean, who varchar, detail varchar, ends_on date, about_on date, known_at timestamp, delivery integer)"
    )
    con.execute('create table told(feed varchar, "column" varchar)')
    con.execute("create table links(record integer, child integer, is_child boolean)")
    con.execute("create table children(child integer, child_id varchar, dob date)")
    con.execute(
        "create table places(record integer, sponsor_street varchar, sponsor_state varchar, sponsor_zip varchar, "
        "sponsor_delivery_check varchar)"
    )
    names: dict[str, int] = {}
    records: dict[tuple[str, str], int] = {}
    told = {name for kind in KINDS.values() for name in kind.told_by} - example.never_delivered
    for name in sorted(told):
        con.execute("insert into told values (?, ?)", name.split("."))
    for row in example.rows:
        who, happened = row["child"], row["happened"]
        kind, _, detail = (part.strip() for part in row["event"].partition(":"))
        declared = KINDS[kind.replace(" ", "_")]
        if not set(declared.told_by) <= told:
            raise ValueError(f"{example.title}: {kind} is told though it was never delivered")
        key = (who, row.get("record") or happened)
        if key not in records:
            records[key] = len(records) + 1
            number = names.setdefault(who, len(names) + 1) if who != NO_CHILD else 1000 + records[key]
            con.execute("insert into links values (?, ?, ?)", [records[key], number, who != NO_CHILD])
        feed = declared.told_by[0].split(".")[0]
        con.execute(
            "insert into events values (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, '')::date, "
            "nullif(?, '')::date, '2030-01-01', 1)",
            [records[key], feed, declared.id, happened, happened[:10], len(happened) == 10,
             row.get("who", ""), detail, row.get("until", ""), row.get("about", "")],
        )  # fmt: skip
        if declared is release_address:
            con.execute("insert into places values (?, ?, ?, '77001', ?)", [records[key], *_written(row, detail)])
    for who, number in names.items():
        born = next((row["born"] for row in example.rows if row["child"] == who and row.get("born")), "2008-05-01")
        con.execute("insert into children values (?, ?, nullif(?, '-')::date)", [number, f"C{number:014d}", born])


def _written(row: dict[str, str], detail: str) -> tuple[str, str, str]:
    """Street, state and delivery check of a release address; one that is defective is undeliverable unless it says."""
    check = row.get("written") or {"defective": "undeliverable"}.get(detail, detail)
    return ("", row.get("state", ""), "ok") if check == "blank" else ("1 Elm Street", row.get("state", ""), check)
