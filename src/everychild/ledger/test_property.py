"""Any order of deliveries, repetitions, corrections and withdrawals against a model so plain that it can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everychild.ledger.invented import STORED, Desk, noon

CELLS = {
    "surname": ["Rivera", "Flores"],
    "street": ["Elm Street", "Oak Street"],
    "seen_on": ["2023-05-01", "2023-05-02"],
    "result": ["safe", "moved"],
    "closed_on": ["2023-06-01", "2023-06-02"],
}
Row = dict[str, str | None]


@dataclass(frozen=True)
class File:
    """One delivery: the columns that it has, and its rows by key. ``later``: days since the one before."""

    columns: tuple[str, ...]
    rows: dict[str, Row]
    again: bool
    full: bool
    later: int

    @property
    def table(self) -> str:
        lines = [
            ["visit", *self.columns],
            *([key, *(row[c] or "." for c in self.columns)] for key, row in self.rows.items()),
        ]
        return "\n".join(" | ".join(line) for line in lines)


@dataclass(frozen=True)
class Withdrawal:
    """Withdraw one of the deliveries made so far."""

    which: int
    later: int


@st.composite
def files(draw: st.DrawFn) -> File:
    columns = tuple(draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=5, unique=True)))
    row = st.fixed_dictionaries({column: st.sampled_from([*CELLS[column], None]) for column in columns})
    rows = draw(st.dictionaries(st.sampled_from("ABC"), row, max_size=3))
    return File(columns, rows, draw(st.booleans()), draw(st.booleans()), draw(st.integers(0, 1)))


STEPS = st.lists(
    st.one_of(files(), files(), st.builds(Withdrawal, st.integers(0, 9), st.integers(0, 1))), min_size=1, max_size=7
)


@dataclass
class Model:
    """What was said, in order: (day, file) and (day, withdrawal of a place in the list)."""

    said: list[tuple[int, File, int | None]] = field(default_factory=list)
    """Day received, the file, and the day on which it was withdrawn."""

    def holds(self, day: int) -> dict[str, tuple[Row, int]]:
        """By key: the merged row, and the day since when it has been known, as known by the end of a day."""
        held: dict[str, tuple[Row, int]] = {}
        for received, file, withdrawn in self.said:
            if received > day or (withdrawn is not None and withdrawn <= day):
                continue
            for key, row in file.rows.items():
                before, since = held.get(key, (None, received))
                merged = {**(before or dict.fromkeys(STORED)), **row}
                held[key] = (merged, since if merged == before else received)
        return held


def model_facts(held: dict[str, tuple[Row, int]]) -> list[tuple[str, str, str | None, str | None, int]]:
    facts: list[tuple[str, str, str | None, str | None, int]] = []
    for key, (row, since) in held.items():
        if row["seen_on"]:
            facts.append((key, "seen", row["seen_on"], row["result"], since))
        if row["closed_on"]:
            facts.append((key, "closed", row["closed_on"], row["street"], since))
    return sorted(facts, key=str)


def instant(day: int) -> Any:
    return noon("2024-01-01") + timedelta(days=day)


def ledger_facts(desk: Desk, day: int) -> list[Any]:
    desk.ledger.history(desk.con, instant(day))
    facts = desk.con.execute(
        "select record_key, kind, on_date::VARCHAR, detail, date_diff('day', DATE '2024-01-01', e.known_at)"
        " from events e join records r using (record) where e.known_at = r.known_at and e.delivery = r.delivery"
    ).fetchall()
    assert desk.con.execute("select count(*) from events").fetchone() == (len(facts),)
    return sorted(facts, key=str)


def ledger_rows(desk: Desk) -> dict[str, Row]:
    """Of the history made last: the whole row of each key."""
    rows = desk.con.execute(
        "select record_key, surname, street, seen_on::VARCHAR, result, closed_on::VARCHAR from records"
        " join rows using (record) join persons using (record) join places using (record)"
    ).fetchall()
    return {key: dict(zip(STORED, cells, strict=True)) for key, *cells in rows}


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_history_says_what_the_model_says_at_every_day(steps: list[File | Withdrawal]) -> None:
    with TemporaryDirectory() as folder:
        desk, model, day = Desk(Path(folder)), Model(), 0
        made: list[str] = []
        answers: dict[int, Any] = {}
        for step in steps:
            day += step.later
            if isinstance(step, Withdrawal):
                open_ = [place for place, (_, _, withdrawn) in enumerate(model.said) if withdrawn is None]
                if not open_:
                    continue
                place = open_[step.which % len(open_)]
                desk.ledger.withdraw(made[place], "sent by mistake", instant(day))
                received, file, _ = model.said[place]
                model.said[place] = (received, file, day)
            else:
                deliver(desk, model, made, step, day)
            answers[day] = ledger_facts(desk, day)
            check(desk, model, day)
        for earlier, answer in answers.items():
            assert ledger_facts(desk, earlier) == answer == model_facts(model.holds(earlier))
        assert desk.ledger.verify() == []


def deliver(desk: Desk, model: Model, made: list[str], file: File, day: int) -> None:
    before = model.holds(day)
    same = any(each.table == file.table and withdrawn is None for _, each, withdrawn in model.said)
    told = desk.ledger.record(
        desk.con, desk.staged(file.table), received_at=instant(day), again=file.again, full=file.full
    )
    assert told.rows == told.accepted + told.rejected + told.unchanged == len(file.rows)
    assert told.already == (same and not file.again)
    if not told.already:
        made.append(told.delivery)
        model.said.append((day, file, None))
        after = model.holds(day)
        assert told.unchanged == sum(before.get(key, ({}, 0))[0] == after[key][0] for key in file.rows)
        assert told.vanished == (len(set(before) - set(file.rows)) if file.full else 0)


def check(desk: Desk, model: Model, day: int) -> None:
    held = model.holds(day)
    assert ledger_facts(desk, day) == model_facts(held)
    assert not held or ledger_rows(desk) == {key: row for key, (row, _) in held.items()}
