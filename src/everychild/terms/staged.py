"""A file read and judged, ready to be recorded: what the sources hand to the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Room = Literal["rows", "persons", "places"]
"""Where a stored column is kept: persons and places hold what could name someone, apart from the rest."""


@dataclass(frozen=True)
class Stored:
    """One column as the ledger keeps it: its room and its DuckDB type."""

    room: Room
    type: str


@dataclass(frozen=True)
class Staged:
    """One file of one feed, typed and judged, in relations of an open DuckDB connection.

    Relations left in the connection:

    ``staged``   line INTEGER, record_key VARCHAR, then every column of ``stored`` (null where the file lacks it);
                 one row per accepted key.
    ``rejects``  line INTEGER, "column" VARCHAR, value VARCHAR, reason VARCHAR; one row per thing wrong.
    ``rejected_keys``  record_key VARCHAR: of the rejected rows whose key could be read.

    ``facts_sql`` selects the events that rows state, from a relation called ``stated`` that has ``record``,
    ``known_at`` and every column of ``stored``. It is sealed with the delivery, so that history never depends on a
    later version of the declaration. Its columns are those of ledger/facts.py. ``present`` names stored columns.
    """

    feed: str
    raw: Path
    raw_sha256: str
    rows: int
    rejected: int
    repeated: int
    stored: Mapping[str, Stored]
    present: tuple[str, ...]
    told: tuple[str, ...]
    facts_sql: str
    unread: tuple[str, ...]
    absent: tuple[str, ...]
    remarks: tuple[str, ...]
    mapping_sha256: str = ""
