"""Invented records to cluster, for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

import duckdb

Con = duckdb.DuckDBPyConnection
Row = dict[str, object]
Pair = tuple[int, int, float] | tuple[int, int, float, object]
Word = tuple[int, int, str]
ARRIVED = date(2022, 3, 1)
TEXTS = ("feed", "portal_id", "subject_id", "case_id", "receipt")
NUMBERS = ("a_number", "portal_id", "case_id", "subject_id", "child_record")
CONFLICT = 5
VETOED = "vetoed"


def told(
    con: Con, people: Sequence[Row], pairs: Sequence[Sequence[object]], said: Sequence[tuple[int, int, str]] = ()
) -> None:
    """Records 1, 2, ... of people, the scored pairs (l, r, weight, what else) and what people said, oldest first."""
    con.execute("create or replace temp table records (record integer, feed varchar, record_key varchar)")
    con.execute("create or replace temp table persons (record integer, a_number varchar, portal_id varchar,"
                " case_id varchar, subject_id varchar, child_record varchar)")  # fmt: skip
    con.execute("create or replace temp table identity_people (record integer, feed varchar, a_number integer,"
                " portal_id varchar, subject_id varchar, case_id varchar, receipt varchar, seen_on date,"
                " s1 integer, g1 integer)")  # fmt: skip
    con.execute("create or replace temp table identity_scored (l integer, r integer, a_number utinyint, weight float,"
                " vetoed boolean)")  # fmt: skip
    con.execute("create or replace temp table identity_said (id varchar, a integer, b integer, says varchar,"
                ' "by" varchar, "at" timestamp, because varchar)')  # fmt: skip
    con.execute("create or replace temp table identity_alone as"
                " select unnest(['ice_custody', 'orr_care', 'eoir_cases']) as feed, -6 as bits")  # fmt: skip
    for number, row in enumerate(people, start=1):
        texts = {"feed": "ice_custody"} | row
        con.execute("insert into records values (?, ?, ?)", [number, texts["feed"], f"K{number}"])
        con.execute("insert into persons values (?, ?, ?, ?, ?, ?)", [number, *(row.get(c) for c in NUMBERS)])
        if not row.get("nameless"):
            con.execute("insert into identity_people values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
                        [number, texts["feed"], row.get("a_number"), *(row.get(c) for c in TEXTS[1:]),
                         row.get("seen_on"), row.get("name", 1)])  # fmt: skip
    for left, right, weight, *what in pairs:
        level = next((w for w in what if w != VETOED), 0)
        con.execute("insert into identity_scored values (?, ?, ?, ?, ?)", [left, right, level, weight, VETOED in what])
    for number, (a, b, says) in enumerate(said):
        at = datetime(2024, 1, 1) + timedelta(days=number)
        con.execute(
            "insert into identity_said values (?, ?, ?, ?, 'Ana Judge', ?, 'seen')", [str(number), a, b, says, at]
        )


def children(con: Con) -> list[list[int]]:
    """The children, each a sorted list of records."""
    rows = con.execute("select list(record order by record) from identity_clusters group by child order by min(record)")
    return [row[0] for row in rows.fetchall()]


def options(con: Con) -> list[tuple[float, list[list[int]]]]:
    """Each grouping of the records in doubt with its probability, the chosen one first."""
    rows = con.execute(
        """
        select probability, list(members order by members) from (
            select component, option, probability, child, list(record order by record) as members
            from identity_uncertain group by all)
        group by component, option, probability order by component, option
        """
    ).fetchall()
    return [(round(p, 2), groups) for p, groups in rows]


def everyone(*records: int, weight: float = 20) -> list[tuple[int, int, float]]:
    """All pairs of some records, of one weight."""
    return [(a, b, weight) for i, a in enumerate(records) for b in records[i + 1 :]]


def invented(seed: int) -> tuple[list[Row], list[Pair], list[Word]]:
    """Some records with numbers, pairs and judgements without any sense in them."""
    chance = Random(seed)  # noqa: S311
    many = chance.randint(2, 14)
    feeds = ("ice_custody", "orr_care", "eoir_cases")
    people: list[Row] = [
        {"feed": chance.choice(feeds), "portal_id": chance.choice((None, None, "P1", "P2", "P3")),
         "case_id": chance.choice((None, None, f"E{n}"))} for n in range(many)
    ]  # fmt: skip
    pairs: list[Pair] = [(a, b, round(chance.uniform(-6, 25), 2), *((VETOED,) if chance.random() < 0.1 else ()))
             for a in range(1, many + 1) for b in range(a + 1, many + 1) if chance.random() < 0.6]  # fmt: skip
    said = [
        (a, a + 1, chance.choice(("same", "different", "unsure"))) for a in range(1, many) if chance.random() < 0.15
    ]
    return people, pairs, said


def vetoed(pairs: Sequence[Pair], people: Sequence[Row], said: Sequence[Word]) -> list[Pair]:
    """The pairs that may not be one child, but for those of records that people or a portal id join to others."""
    joined = {n for a, b, says in said if says == "same" for n in (a, b)}
    joined |= {n for n, row in enumerate(people, start=1) if row["portal_id"]}
    return [pair for pair in pairs if VETOED in pair and not joined & set(pair[:2])]
