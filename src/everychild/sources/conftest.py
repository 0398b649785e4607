"""What the tests of this room share: a small feed of their own, and a way to load bytes as a file of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from everychild.sources.columns import a_number, birth_year, code, date_of_birth, day, instant, place, sex, text
from everychild.sources.language import Fact, Feed, one_of
from everychild.sources.load import load
from everychild.terms.agencies import ORR
from everychild.terms.authority import standard
from everychild.terms.events import accepted, decided, safety_call
from everychild.terms.staged import Staged

RECEIVED = datetime(2024, 6, 1, 12, tzinfo=UTC)

STAYS = Feed(
    name="stays",
    agency=ORR,
    about="one invented stay",
    authority=standard("a feed for the tests"),
    key="stay_id",
    columns=(
        a_number(),
        date_of_birth("dob"),
        birth_year("born"),
        sex("sex", {"Male": "M", "Female": "F", "Unknown": "U"}),
        instant("accepted_at"),
        day("decided_on"),
        day("due_on", ahead=True),
        code("outcome", "reached", "refused"),
        place("street", empty_is_said=True),
        text("note"),
    ),
    facts=(
        Fact(accepted, at="accepted_at", detail="outcome"),
        Fact(decided, at="decided_on", detail="note"),
        Fact(safety_call, at="accepted_at", when={"outcome": one_of("reached")}, about_on="due_on"),
    ),
    unused={"street": "for the test of empty cells", "sector": "for the test of unused columns"},
    retention="Invented.",
)


@dataclass
class Loaded:
    """A file as loaded."""

    staged: Staged
    con: duckdb.DuckDBPyConnection

    @property
    def lines(self) -> list[int]:
        """The line of every accepted row."""
        return [row[0] for row in self.con.execute("select line from staged order by line").fetchall()]

    @property
    def rejects(self) -> list[tuple[int, str, str | None, str]]:
        """Line, column, value and reason of everything wrong."""
        return self.con.execute("select * from rejects").fetchall()

    def cells(self, *columns: str) -> list[tuple[object, ...]]:
        """Stored columns of the accepted rows, in the order of the file."""
        return self.con.execute(f"select {', '.join(columns)} from staged order by line").fetchall()


Load = Callable[..., Loaded]


@pytest.fixture
def give(tmp_path: Path) -> Load:
    """Load text or bytes as a file of the invented feed; the counts are reconciled every time."""

    def loaded(data: str | bytes, *, name: str = "stays.csv", mapping: str = "", feed: Feed = STAYS) -> Loaded:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        map_path = None
        if mapping:
            map_path = tmp_path / "map.toml"
            map_path.write_text(mapping)
        con = duckdb.connect()
        staged = load(con, feed, path, received_at=RECEIVED, mapping=map_path)
        found = Loaded(staged, con)
        if staged.rows != len(found.lines) + staged.rejected + staged.repeated:
            pytest.fail("the rows do not add up")
        if staged.rejected != len({line for line, *_ in found.rejects}):
            pytest.fail("a line is counted as rejected and has no reason, or the reverse")
        return found

    return loaded
