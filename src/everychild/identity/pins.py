"""Pinning the links: what a publication used stays to be had, whatever is linked differently later."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import duckdb

from everychild.identity.children import child_id, make_children
from everychild.terms import sql
from everychild.terms.refusals import Refused


def pin(con: duckdb.DuckDBPyConnection, home: Path) -> str:
    """Keep ``links`` in HOME/identity/links/<digest>.parquet and return the digest; pinning again changes nothing.

    What could be linked otherwise (``identity_uncertain``) is kept beside it, so that the intervals of a publication
    can be had again too. No personal data goes into the files: ids and birth dates come from the ledger again when the
    pin is read.
    """
    digest = _digest(con, "links", "identity_uncertain")
    path = _path(home, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    _keep(con, "identity_uncertain order by component, option, record", _doubt(path))
    _keep(con, "links order by record", path)
    return digest


def pinned(con: duckdb.DuckDBPyConnection, home: Path, digest: str) -> None:
    """Make ``links``, ``children`` and ``identity_uncertain`` in ``con`` from a pin.

    ``con`` holds the history of the same instant. Raises Refused if the pin is missing, altered, or not of the
    records in ``con``.
    """
    path = _path(home, digest)
    where = f"identity/links/{path.name}"
    if not path.exists():
        raise Refused("The links of this publication are not here.", where=where, do="Use the home that published it.")
    try:
        for table, file in (("identity_pin", path), ("identity_uncertain", _doubt(path))):
            con.execute(f"create or replace temp table {table} as select * from read_parquet({sql.text(str(file))})")
        sound = _digest(con, "identity_pin", "identity_uncertain") == digest
    except duckdb.Error:
        sound = False
    if not sound:
        raise Refused("The file is not as it was written.", where=where, do="Restore it from a backup.")
    strange = con.execute(
        """
        select count(*) from records r full join identity_pin p on p.record = r.record
        where r.record is null or p.record is null
        """
    ).fetchone()
    if strange and strange[0]:
        raise Refused(
            f"{strange[0]:,} records are in the links or in the history, but not in both.",
            where=where,
            do="Read the history as known at the instant of the publication.",
        )
    con.execute("create or replace temp table links as select * from identity_pin order by record")
    con.execute("drop table identity_pin")
    make_children(con)


def export(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Write feed, record_key, child_id as CSV, one row per record in record order; returns the rows written.

    Records that hang together without a child have an id too, so that what was linked can be judged.
    """
    written = con.execute(
        f"""
        copy (with named as (select l.child, {child_id("f")} as child_id
                             from links l join records f on f.record = l.child where l.record = l.child)
              select r.feed, r.record_key, named.child_id
              from links l join records r on r.record = l.record join named on named.child = l.child
              order by l.record) to {sql.text(str(path))} (format csv, header)
        """
    ).fetchone()
    return int(written[0]) if written else 0


def _keep(con: duckdb.DuckDBPyConnection, what: str, path: Path) -> None:
    """Write a table, in one step, unless it stands there already."""
    if path.exists():
        return
    draft = path.with_suffix(f".{os.getpid()}.draft")
    con.execute(f"copy (from {what}) to {sql.text(str(draft))} (format parquet, compression zstd)")
    draft.replace(path)


def _doubt(path: Path) -> Path:
    """Where what is in doubt is kept, beside a pin."""
    return path.with_suffix(".doubt.parquet")


def _path(home: Path, digest: str) -> Path:
    return home / "identity" / "links" / f"{digest}.parquet"


def _digest(con: duckdb.DuckDBPyConnection, links: str, uncertain: str) -> str:
    """SHA-256 over their columns as little-endian arrays in order: the same on every machine.

    Probabilities count to the millionth, so that the last bit of a sum decides nothing.
    """
    digest = hashlib.sha256(b"everychild links 1\n")
    columns = con.execute(f"select record, child, is_child from {links} order by record").fetchnumpy()
    for name, kind in (("record", "<i4"), ("child", "<i4"), ("is_child", "u1")):
        digest.update(columns[name].astype(kind).tobytes())
    columns = con.execute(
        f"""
        select component, option, record, child, round(probability * 1e6)::integer as probability
        from {uncertain} order by component, option, record
        """
    ).fetchnumpy()
    for column in columns.values():
        digest.update(column.astype("<i4").tobytes())
    return digest.hexdigest()
