"""What linking keeps in HOME/identity/kept, so that the same question is read and a new delivery is only added.

The links are a function of what they were made from: the deliveries known, the people's judgements and this code. All
of that is the ``Basis``; where it is the same, the links are read as they were kept. One folder holds one state and is
put in place by one rename. It holds birth dates and the words that names are made of, so only its owner may open it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from everychild.identity.judgements import Judgement
from everychild.ledger import Ledger
from everychild.ledger.deliveries import Delivery
from everychild.terms import sql

READ = ("links", "children", "identity_uncertain", "identity_review")
"""Tables that every question needs: read at once, in this order of their rows."""
SEEN = ("identity_people", "identity_tokens", "identity_scored", "identity_used")
"""Tables that are needed rarely: seen through views of their files."""
FREQUENCIES = ("identity_words", "identity_frequencies", "identity_size", "identity_alone")
"""What names weigh, which a later run takes over: see ``epoch``."""
SAID = "identity_said"
"""The judgements that were taken in, by record; a question reads them from the judgements themselves."""
GROWTH = 1.25
"""When the records have grown by so much, names are counted anew."""
_ORDER = {"children": "child", "identity_uncertain": "component, option, record", "identity_review": "a, b"}
_MANIFEST = "kept.json"
_WITHDRAWN = ":withdrawn"


@dataclass(frozen=True)
class Basis:
    """Everything that links depend on: each delivery known with its seal, the judgements in force, and the code."""

    deliveries: tuple[str, ...]
    judgements: tuple[str, ...]
    code: str
    epoch: int

    @property
    def last(self) -> int:
        """Number of the last delivery known."""
        return int(self.deliveries[-1].split(":")[0])

    def grows_from(self, other: Basis) -> bool:
        """Whether nothing but later deliveries and judgements tells this basis from another."""
        since = self.deliveries[len(other.deliveries) :]
        return (
            (self.code, self.epoch) == (other.code, other.epoch)
            and self.deliveries[: len(other.deliveries)] == other.deliveries
            and not any(_WITHDRAWN in each for each in since)
        )

    def same_epoch(self, other: Basis) -> bool:
        """Whether names were counted over the same deliveries by the same code."""

        def counted(one: Basis) -> tuple[str, ...]:
            return tuple(each for each in one.deliveries if int(each.split(":")[0]) <= one.epoch)

        return (self.code, self.epoch, counted(self)) == (other.code, other.epoch, counted(other))

    @property
    def digest(self) -> str:
        """One name for all of it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Kept:
    """A state of the links that was kept, and what it was made from."""

    folder: Path
    basis: Basis
    at: datetime
    linked: Mapping[str, Any]

    @property
    def number(self) -> int:
        """Which state it is, from 1, in the order of keeping."""
        return int(self.folder.name.split("-")[0])

    def file(self, table: str) -> Path:
        """The Parquet file of one of its tables."""
        return self.folder / f"{table}.parquet"

    def read(self, con: duckdb.DuckDBPyConnection) -> None:
        """Make the tables and views of ``link`` in ``con``."""
        for table in READ:
            con.execute(f"create or replace temp table {table} as {self.select(table)}")
        for table in (*SEEN, *FREQUENCIES):
            see(con, table, self.select(table))

    def renew(self, at: datetime) -> None:
        """From this instant on it is the state that knows the most: a judgement was withdrawn, and it holds again."""
        _write_manifest(self.folder, replace(self, at=at))

    def select(self, table: str) -> str:
        """SELECT of one of its tables."""
        return f"select * from read_parquet({sql.text(str(self.file(table)))})"


def basis(deliveries: Sequence[Delivery], said: Sequence[Judgement]) -> Basis:
    """The basis of links made now by this code."""
    told = tuple(f"{each.number}:{each.seal}{_WITHDRAWN * bool(each.withdrawn_at)}" for each in deliveries)
    return Basis(told, tuple(sorted(judgement.id for judgement in said)), code(), epoch(deliveries))


def epoch(deliveries: Sequence[Delivery]) -> int:
    """Number of the delivery up to which names are counted: the last one by which the records had grown enough.

    What a name says of two records depends on how common it is. That is looked at anew only when there are many more
    records, so a pair of records weighs the same whether it was compared before or after a small delivery came.
    """
    at, counted, total = 0, 0, 0
    for each in deliveries:
        total += each.accepted
        if total >= GROWTH * counted and each.accepted:
            at, counted = each.number, total
    return at


def find(home: Path, made_from: Basis) -> Kept | None:
    """The state made from just that; None where none was kept."""
    return next((state for state in _states(home) if state.basis == made_from), None)


def newest(home: Path) -> Kept | None:
    """The state that knows the most; None where there is none."""
    return max(_states(home), key=_by_instant, default=None)


def keep(con: duckdb.DuckDBPyConnection, home: Path, made_from: Basis, at: datetime, linked: Mapping[str, Any]) -> Kept:
    """Keep what ``link`` has made in ``con``; of the others stay the one that knows the most and the last kept."""
    room = _room(home)
    room.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = _states(home)
    number = max((state.number for state in before), default=0) + 1
    state = Kept(room / f"{number:06}-{made_from.digest}", made_from, at, linked)
    draft = room / f".{state.folder.name}.{os.getpid()}"
    draft.mkdir(mode=0o700)
    write(con, (*READ, *SEEN, *FREQUENCIES, SAID), draft)
    _write_manifest(draft, state)
    try:
        draft.replace(state.folder)
    except OSError:
        shutil.rmtree(draft)
        if not state.folder.exists():
            raise  # otherwise another run has just kept the same
    needed = {max(before, key=_by_instant), before[-1]} if before else set()
    for old in before:
        if old not in needed:
            shutil.rmtree(old.folder, ignore_errors=True)
    return state


def write(con: duckdb.DuckDBPyConnection, tables: Sequence[str], folder: Path) -> None:
    """Write tables of ``con`` as Parquet files."""
    for table in tables:
        to = sql.text(str(folder / f"{table}.parquet"))
        order = f" order by {_ORDER[table]}" if table in _ORDER else ""
        con.execute(f"copy (from {table}{order}) to {to} (format parquet, compression lz4)")


def see(con: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Make a temporary view, in place of a temporary table of that name."""
    made = con.execute("select 1 from duckdb_tables() where temporary and table_name = $1", [name]).fetchone()
    if made:
        con.execute(f"drop table temp.main.{name}")
    con.execute(f"create or replace temp view {name} as {query}")


def deliveries(home: Path, known_by: datetime, last: int | None) -> list[Delivery]:
    """The deliveries known at an instant; none where the home has no ledger."""
    return Ledger(home).deliveries(known_by, last)


@cache
def code() -> str:
    """A digest of this room's code and data: another version may link otherwise."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    here = Path(__file__).parent
    for file in sorted(here.rglob("*")):
        if file.is_file() and file.parent.name != "__pycache__" and not file.name.startswith("test_"):
            digest.update(f"{file.relative_to(here).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _by_instant(state: Kept) -> tuple[datetime, int]:
    return state.at, state.number


def _write_manifest(folder: Path, state: Kept) -> None:
    """In one step, as a reader may be looking."""
    told = asdict(state.basis) | {"at": state.at.isoformat(), "linked": state.linked}
    draft = folder / f".{_MANIFEST}.{os.getpid()}"
    draft.write_text(json.dumps(told, indent=1))
    draft.replace(folder / _MANIFEST)


def _room(home: Path) -> Path:
    return home / "identity" / "kept"


def _states(home: Path) -> list[Kept]:
    """Every state that was kept whole, oldest first."""
    found = []
    for folder in sorted(_room(home).glob("[0-9]*-*")):
        try:
            told = json.loads((folder / _MANIFEST).read_text())
            made_from = Basis(tuple(told["deliveries"]), tuple(told["judgements"]), told["code"], told["epoch"])
            found.append(Kept(folder, made_from, datetime.fromisoformat(told["at"]), told["linked"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found
