"""From records to children: the stages of linking in order, or what was kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from everychild.identity import ids, kept, said
from everychild.identity.children import make_children, make_links
from everychild.identity.cluster import cluster
from everychild.identity.growing import grow
from everychild.identity.judgements import Judgement, Judgements
from everychild.identity.kept import Basis, Kept
from everychild.identity.scoring import score
from everychild.identity.standardise import standardise
from everychild.ledger import Ledger
from everychild.terms import sql
from everychild.terms.database import connect

BY = "everychild identity 2"
"""Who signs an automatic judgement: this version of the rules."""


@dataclass(frozen=True)
class Linked:
    """What ``link`` found. ``without_a_child`` counts, per feed, the records that hang together with no child.

    ``remarks`` tell what joined nothing and why; they name records by ``feed:key`` and hold no personal data.
    """

    records: int
    children: int
    without_a_child: Mapping[str, int]
    remarks: tuple[str, ...]


def link(con: duckdb.DuckDBPyConnection, home: Path | None, known_by: datetime, last: int | None = None) -> Linked:
    """Link the ``records`` and ``persons`` that the ledger's history has made in ``con``, as known at an instant.

    Makes the temp tables ``links`` (record, child, is_child), ``children`` (child, child_id, dob),
    ``identity_uncertain`` and ``identity_review``, and the temp view ``judgements`` (a, b, says, by, at, because,
    weight): every judgement that stands, people's and our own. The links are a function of what the ledger knew, up to
    its entry ``last``, of people's judgements and of this code; where all of it is as it was, they are read as they
    were kept in the home. Without a home there are no judgements of people. Raises Refused if their file was altered.
    """
    told = Judgements(home).as_known(known_by) if home else []
    remarks = said.store(con, told)
    deliveries = kept.deliveries(home, known_by, last) if home else []
    if home and deliveries:
        made_from = kept.basis(deliveries, told)
        before = kept.newest(home)
        state = kept.find(home, made_from) or _make(home, known_by, last, told, made_from, before)
        state.read(con)
        if before and before.basis != made_from and before.at <= known_by:
            ids.keep(home, ids.moves(con, before.select("links"), before.select("children"), known_by))
            state.renew(known_by)
        linked = replace(Linked(**state.linked), remarks=(*remarks, *state.linked["remarks"]))
    else:
        linked = _whole(con, remarks)
    _make_judgements(con)
    return linked


def _make(
    home: Path, known_by: datetime, last: int | None, told: list[Judgement], made_from: Basis, before: Kept | None
) -> Kept:
    """Link in a database of its own, whatever the day of the question, and keep what came of it."""
    con = connect()
    Ledger(home).history(con, known_by, None, last)
    said.store(con, told)
    if before and made_from.grows_from(before.basis):
        linked = _grown(con, before)
    else:
        with TemporaryDirectory() as scratch:
            linked = _whole(con, [], _frequencies(home, known_by, made_from, before, Path(scratch)))
    state = kept.keep(con, home, made_from, known_by, asdict(linked))
    con.close()
    return state


def _frequencies(home: Path, known_by: datetime, made_from: Basis, before: Kept | None, scratch: Path) -> Path | None:
    """Where what names weigh is kept: of the epoch, whichever run takes it; None where the epoch is now."""
    if made_from.epoch == made_from.last:
        return None
    if before and before.basis.same_epoch(made_from):
        return before.folder
    con = connect()
    Ledger(home).history(con, known_by, None, made_from.epoch)
    standardise(con)
    kept.write(con, kept.FREQUENCIES, scratch)
    con.close()
    return scratch


def _whole(con: duckdb.DuckDBPyConnection, remarks: list[str], frequencies: Path | None = None) -> Linked:
    """Every stage, over every record."""
    standardise(con, frequencies)
    remarks += score(con)
    remarks += cluster(con)
    return _finish(con, remarks)


def _grown(con: duckdb.DuckDBPyConnection, before: Kept) -> Linked:
    """Every stage over what is new; what was said of the old still holds."""
    remarks = list(before.linked["remarks"])
    new = grow(con, before)
    return _finish(con, remarks + [remark for remark in new if remark not in remarks])


def _finish(con: duckdb.DuckDBPyConnection, remarks: list[str]) -> Linked:
    make_links(con)
    make_children(con)
    return _count(con, remarks)


def _make_judgements(con: duckdb.DuckDBPyConnection) -> None:
    """The view of every judgement that stands. Written out only when someone asks: millions, and rarely read."""
    con.execute(
        f"""
        create or replace temp view judgements as
        select j.a::integer as a, j.b::integer as b, 'same' as says, {sql.text(BY)} as "by",
               greatest(x.known_at, y.known_at) as "at", j.because, j.weight::double as weight
        from identity_used j join records x on x.record = j.a join records y on y.record = j.b
        union all
        select a::integer, b::integer, says, "by", "at", because, null::double from identity_said
        """
    )


def _count(con: duckdb.DuckDBPyConnection, remarks: list[str]) -> Linked:
    without = con.execute(
        """
        select r.feed, count(*) from links l join records r on r.record = l.record
        where not l.is_child group by r.feed order by r.feed
        """
    ).fetchall()
    records, children = con.execute("select (select count(*) from links), (select count(*) from children)").fetchall()[
        0
    ]
    return Linked(records, children, dict(without), tuple(remarks))
