"""HHS's daily counts from the public file alone: no home and no child's record is needed."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from everychild.api.clock import Heard, now, silent
from everychild.cohorts import hhs_daily_counts as daily
from everychild.ledger import disk
from everychild.synthetic import INVENTED
from everychild.terms.database import connect
from everychild.terms.refusals import Refused


@dataclass(frozen=True)
class PublicCounts:
    """What a file held and what was written of it. ``rejects``: line, column, value and reason, of every one."""

    source: daily.Source
    loaded: daily.DailyLoaded
    summary: daily.Imbalance
    rejects: list[dict[str, Any]]
    written: list[Path]

    def as_json(self) -> dict[str, Any]:
        """All of it as one JSON object."""
        return {
            **asdict(self.source),
            "received_at": self.source.received_at.isoformat(),
            "loaded": asdict(self.loaded),
            "balance": asdict(self.summary),
            "rejects": self.rejects,
            "written": [str(path) for path in self.written],
        }


def public_counts(file: Path, to: Path, *, received_at: datetime | None = None, heard: Heard = silent) -> PublicCounts:
    """Write the public counts page, in each language, and its numbers to the folder ``to``.

    Files of an earlier call are replaced, anything else in the folder is left alone. Raises Refused where the file
    cannot be read as HHS's daily counts; nothing is written then.
    """
    if not file.is_file():
        raise Refused("There is no such file.", where=str(file))
    if to.exists() and not to.is_dir():
        raise Refused("Something that is not a folder stands there.", where=str(to), do="Name a folder.")
    instant = (received_at or now()).astimezone(UTC)
    con = connect()
    heard("reading the file")
    digest = disk.sha256(file)
    loaded = daily.load(con, file, instant.date())
    if not loaded.accepted:
        raise Refused("No row could be read.", where=file.name, do="Ask the publisher for the file again.")
    columns = ("line", "column", "value", "reason")
    rejects = con.execute('select line, "column", value, reason from daily_rejects order by all').fetchall()
    heard("writing the page")
    source = daily.Source(file.name, instant, digest, loaded.accepted, loaded.rejected)
    invented = any((folder / INVENTED).exists() for folder in (file.parent, file.parent.parent))
    made = daily.pages(con, [source], invented=invented)
    to.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        draft = to / f".{name}.{os.getpid()}.draft"
        draft.write_text(text, encoding="utf-8")
        draft.replace(to / name)
    return PublicCounts(
        source,
        loaded,
        daily.imbalance_summary(con),
        [dict(zip(columns, row, strict=True)) for row in rejects],
        [to / name for name in made],
    )
