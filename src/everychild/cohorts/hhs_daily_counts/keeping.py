"""Keeping what was published: one immutable folder per file received, chained, and read as known at an instant."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from everychild.cohorts.hhs_daily_counts.columns import COLUMNS, FEED
from everychild.cohorts.hhs_daily_counts.reading import DailyLoaded, load
from everychild.ledger import disk
from everychild.terms import sql
from everychild.terms.database import connect
from everychild.terms.refusals import Refused


@dataclass(frozen=True)
class Delivery:
    """One file as it was received. ``previous`` is the hash of the manifest before it, so that none can be changed."""

    number: int
    id: str
    feed: str
    file: str
    raw_sha256: str
    counts_sha256: str
    rejects_sha256: str
    received_at: str
    days: int
    absent: tuple[str, ...]
    previous: str


@dataclass(frozen=True)
class DailyRecorded:
    """What recording did. ``rows = accepted + rejected + unchanged``, where ``rows`` are those that are not blank.

    ``accepted`` days are new or changed, ``unchanged`` ones say what was known; ``vanished`` days were told before
    and are not in this file (they are kept). ``already``: these bytes had been delivered as ``delivery`` and nothing
    was done. ``delivery`` is '' after a dry run, which changes nothing either.
    """

    delivery: str
    already: bool
    loaded: DailyLoaded
    accepted: int
    unchanged: int
    vanished: int
    rejects_file: Path | None


def record(
    home: Path,
    path: Path,
    received_at: datetime,
    *,
    again: bool = False,
    all_or_nothing: bool = False,
    dry_run: bool = False,
) -> DailyRecorded:
    """Keep a file in HOME/cohorts/hhs_daily_counts/<number>-<sha8>/: all of it or, after a crash, nothing.

    ``received_at`` is aware and not before the last delivery. ``again`` records bytes anew that were delivered before.
    Raises Refused: unreadable file, rejects with ``all_or_nothing``, received before the last one.
    """
    if received_at.tzinfo is None:
        raise ValueError("received_at needs a time zone")
    received_on = max(received_at.date(), received_at.astimezone(UTC).date())
    digest = disk.sha256(path)
    with connect() as con, nullcontext() if dry_run else disk.locked(_folder(home)):
        before = deliveries(home)
        in_force(con, home, received_at)
        con.execute("create temp table daily_before as from daily_counts")
        loaded = load(con, path, received_on)
        same = [delivery.id for delivery in before if delivery.raw_sha256 == digest]
        if same and not again:
            return DailyRecorded(same[-1], True, loaded, 0, loaded.rows - loaded.rejected, 0, None)
        if before and received_at < datetime.fromisoformat(before[-1].received_at):
            raise Refused("It cannot be received before the last delivery.", where=before[-1].id)
        if all_or_nothing and loaded.rejected:
            raise Refused(f"{loaded.rejected:,} rows were rejected and nothing was recorded.", where=path.name)
        ((known,),) = con.execute("select count(*) from (from daily_counts intersect from daily_before)").fetchall()
        ((vanished,),) = con.execute("select count(*) from daily_before anti join daily_counts using (day)").fetchall()
        name = "" if dry_run else _keep(con, home, path, digest, received_at, loaded, before)
        rejects = _folder(home) / name / "rejects.csv" if name and _any_reject(con) else None
    return DailyRecorded(
        delivery=name,
        already=False,
        loaded=loaded,
        accepted=loaded.accepted - known,
        unchanged=known + loaded.repeated,
        vanished=vanished,
        rejects_file=rejects,
    )


def deliveries(home: Path, known_by: datetime | None = None) -> list[Delivery]:
    """The deliveries received by an instant (all without one), oldest first."""
    found = [_manifest(path) for path in sorted(_folder(home).glob("[0-9]*/manifest.json"))]
    return [one for one in found if known_by is None or datetime.fromisoformat(one.received_at) <= known_by]


def rejected(home: Path, delivery: Delivery) -> int:
    """The rows of a delivery that could not be read and are left out."""
    rejects = str(_folder(home) / delivery.id / "rejects.csv")
    with connect() as con:
        ((rows,),) = con.execute(
            "select count(distinct line) from read_csv(?, header = true, all_varchar = true) where line <> '1'",
            [rejects],
        ).fetchall()
    return int(rows)


def in_force(con: duckdb.DuckDBPyConnection, home: Path, known_by: datetime | None = None) -> int:
    """Make the temp table ``daily_counts`` of every day as known at an instant; return the number of days.

    The latest delivery that tells a day wins. An emptied cell retracts its count, a missing column keeps it.
    """
    kept = ", ".join(
        f"arg_max_null({column}, number) filter (where not list_contains(absent, '{column}')) as {column}"
        for column in COLUMNS
    )
    none = f"select null::date as day, {', '.join(f'null::integer as {name}' for name in COLUMNS)}, 0 as number"
    told = [f"{none}, []::varchar[] as absent where false"] + [
        f"select *, {one.number} as number, {_list(one.absent)} as absent"
        f" from read_parquet({sql.text(str(_folder(home) / one.id / 'counts.parquet'))})"
        for one in deliveries(home, known_by)
    ]
    con.execute(
        f"""
        create or replace temp table daily_counts as
        select day, {kept} from ({" union all ".join(told)}) group by day order by day
        """
    )
    ((days,),) = con.execute("select count(*) from daily_counts").fetchall()
    return int(days)


def verify(home: Path) -> list[str]:
    """What is not as it was written: an empty list when every file and the chain of manifests hold."""
    problems = []
    previous = ""
    for path in sorted(_folder(home).glob("[0-9]*/manifest.json")):
        try:
            one = _manifest(path)
        except (ValueError, TypeError, KeyError):
            problems.append(f"{path.parent.name}: manifest.json cannot be read")
            previous = disk.sha256(path)
            continue
        if one.previous != previous:
            problems.append(f"{one.id}: the manifest before it is not the one it was chained to")
        if one.id != path.parent.name:
            problems.append(f"{path.parent.name}: its manifest is that of {one.id}")
        for name, digest in (
            (one.file, one.raw_sha256), ("counts.parquet", one.counts_sha256), ("rejects.csv", one.rejects_sha256),
        ):  # fmt: skip
            file = path.parent / name
            if not file.is_file():
                problems.append(f"{one.id}: {name} is missing")
            elif disk.sha256(file) != digest:
                problems.append(f"{one.id}: {name} is not as it was written")
        previous = disk.sha256(path)
    return problems


def _keep(
    con: duckdb.DuckDBPyConnection,
    home: Path,
    path: Path,
    digest: str,
    received_at: datetime,
    loaded: DailyLoaded,
    before: list[Delivery],
) -> str:
    """Write the folder beside its place and move it there in one step. Returns its name."""
    folder = _folder(home)
    number = len(before) + 1
    name = f"{number:04}-{digest[:8]}"
    draft = folder / ".draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    raw, counts, rejects = draft / f"raw{path.suffix.lower()}", draft / "counts.parquet", draft / "rejects.csv"
    copied = disk.copy(path, raw)
    con.execute(f"copy (from daily_counts order by day) to {sql.text(str(counts))} (format parquet)")
    con.execute(f"copy (from daily_rejects order by all) to {sql.text(str(rejects))} (format csv, header)")
    if copied != digest:
        raise Refused("The file changed while it was read, and nothing was recorded.", where=path.name, do="Try again.")
    delivery = Delivery(
        number=number,
        id=name,
        feed=FEED,
        file=raw.name,
        raw_sha256=digest,
        counts_sha256=disk.sha256(counts),
        rejects_sha256=disk.sha256(rejects),
        received_at=received_at.astimezone(UTC).isoformat(),
        days=loaded.accepted,
        absent=loaded.absent,
        previous=disk.sha256(folder / before[-1].id / "manifest.json") if before else "",
    )
    (draft / "manifest.json").write_text(json.dumps(asdict(delivery), indent=2) + "\n", encoding="utf-8")
    for file in (*draft.iterdir(), draft):
        disk.sync(file)
    draft.rename(folder / name)
    disk.sync(folder)
    return name


def _any_reject(con: duckdb.DuckDBPyConnection) -> bool:
    return con.execute("select 1 from daily_rejects limit 1").fetchone() is not None


def _folder(home: Path) -> Path:
    return home / "cohorts" / FEED


def _manifest(path: Path) -> Delivery:
    content = json.loads(path.read_text(encoding="utf-8"))
    return Delivery(**{**content, "absent": tuple(content["absent"])})


def _list(names: tuple[str, ...]) -> str:
    return f"[{', '.join(map(sql.text, names))}]::varchar[]"
