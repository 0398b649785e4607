"""Loading one file of one feed: typed rows, rejects and the facts' SQL, left in a DuckDB connection."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from everychild.sources.columns import RECORDED_AT
from everychild.sources.compile import Compiled, Receipt
from everychild.sources.facts import facts_sql
from everychild.sources.given import Given, looks_like_names
from everychild.sources.judging import clear, judge
from everychild.sources.language import Feed
from everychild.sources.mapping import Mapped, read_mapping
from everychild.sources.nearest import suggestion
from everychild.sources.reading import open_given
from everychild.terms.refusals import Refused
from everychild.terms.staged import Staged


def load(
    con: duckdb.DuckDBPyConnection, feed: Feed, path: Path, *, received_at: datetime, mapping: Path | None = None
) -> Staged:
    """Read ``path`` as a file of ``feed``; leave ``staged`` and ``rejects`` in ``con`` (see terms/staged.py).

    ``received_at`` must carry its offset. Raises Refused where the file as a whole cannot be read, and then leaves
    nothing; a row that breaks the declaration is a reject and the rest goes in.
    """
    if received_at.tzinfo is None:
        raise ValueError("received_at needs an offset from UTC")
    clear(con)
    mapped = read_mapping(mapping, feed) if mapping else Mapped()
    with TemporaryDirectory(prefix="everychild-") as scratch, ThreadPoolExecutor(1) as beside:
        sha256 = beside.submit(_sha256, path)
        given = open_given(path, Path(scratch))
        place, unread = _match(given, feed, mapped, path.name)
        compiled = Compiled(feed, Receipt(received_at), place, mapped.codes, given.space)
        found = judge(con, compiled, given, path.name)
        return Staged(
            feed=feed.name,
            raw=path,
            raw_sha256=sha256.result(),
            rows=found.rows,
            rejected=found.rejected,
            repeated=found.repeated,
            stored={name: stored for column in feed.every_column() for name, stored in column.stored_as.items()},
            present=tuple(name for column in feed.every_column() if column.name in place for name in column.stored_as),
            told=tuple(name for name in feed.file_columns if name in place),
            facts_sql=facts_sql(feed),
            unread=unread,
            absent=tuple(name for name in feed.file_columns if name not in place and name != RECORDED_AT.name),
            remarks=(*given.remarks, *found.remarks),
            mapping_sha256=mapped.sha256,
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _match(given: Given, feed: Feed, mapped: Mapped, name: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each of the feed's columns stands in the file, and the file's columns that the feed does not know."""
    ours = {column.lower(): column for column in feed.file_columns}
    place: dict[str, int] = {}
    unread = []
    for index, cell in enumerate(given.header):
        theirs = cell.lower()
        column = mapped.columns.get(theirs) or ours.get(theirs)
        if column is None:
            unread.append(cell or f"column {index + 1} (no name)")
        elif column in place:
            raise Refused(
                f"The columns '{given.header[place[column]]}' and '{cell}' both mean '{column}'.",
                where=name,
                do="Correct the mapping file.",
            )
        else:
            place[column] = index
    if feed.key not in place:
        raise _no_key(given.header, feed, name)
    return place, tuple(unread)


def _no_key(header: tuple[str, ...], feed: Feed, name: str) -> Refused:
    what = f"The file has no column '{feed.key}', the key of {feed.name}"
    if not looks_like_names(header):
        return Refused(f"{what}; its first line seems to be data.", where=name, do="Put the header on the first line.")
    for mark, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(header) == 1 and mark in header[0]:
            return Refused(f"{what}: it is separated by {word}.", where=name, do="Separate its cells by commas.")
    found = ", ".join(header)
    near = suggestion(feed.key, tuple(cell.lower() for cell in header if cell))
    do = f"{near} Name it so with a mapping file." if near.startswith("Did") else "Name it with a mapping file."
    return Refused(f"{what}; it has: {found}.", where=name, do=do)
