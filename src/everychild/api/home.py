"""A home: one folder that holds the ledger, the judgements, what was published and an inbox."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from everychild import identity, oversight
from everychild.api.account import TABLES, Account, open_account
from everychild.api.clock import Heard, as_of, now, silent
from everychild.api.figures import Figures
from everychild.api.links import Links
from everychild.cohorts import hhs_daily_counts as daily
from everychild.identity import Linked
from everychild.ledger import Ledger, Recorded
from everychild.oversight.cohort import Cohort, parse_cohort
from everychild.sources.catalog import feed_named
from everychild.sources.load import load
from everychild.synthetic import INVENTED
from everychild.terms import sql
from everychild.terms.database import connect
from everychild.terms.refusals import Refused
from everychild.terms.time import AsOf


class Home:
    """Everything one can ask of a home. Methods raise Refused with a reason when they decline."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = Ledger(path)

    @property
    def invented(self) -> bool:
        """The children in this home are invented, or some of them are."""
        return (self.path / INVENTED).exists()

    def deliver(
        self,
        feed: str,
        file: Path,
        *,
        received_at: datetime | None = None,
        mapping: Path | None = None,
        full: bool = False,
        again: bool = False,
        all_or_nothing: bool = False,
        dry_run: bool = False,
    ) -> Recorded:
        """Read, judge and record one file of a feed; see ``Ledger.record`` for what the wishes mean."""
        if not file.is_file():
            raise Refused("There is no such file.", where=str(file))
        instant = received_at or now()
        con = connect()
        staged = load(con, feed_named(feed), file, received_at=instant, mapping=mapping)
        recorded = self.ledger.record(
            con,
            staged,
            received_at=instant,
            full=full,
            again=again,
            all_or_nothing=all_or_nothing,
            dry_run=dry_run,
        )
        if not dry_run:
            self._mark_invented(file)
        return recorded

    def deliver_daily_counts(
        self,
        file: Path,
        *,
        received_at: datetime | None = None,
        again: bool = False,
        all_or_nothing: bool = False,
        dry_run: bool = False,
    ) -> daily.DailyRecorded:
        """Record HHS's daily counts: public numbers, kept apart from the ledger of children."""
        if not file.is_file():
            raise Refused("There is no such file.", where=str(file))
        return daily.record(
            self.path,
            file,
            received_at or now(),
            again=again,
            all_or_nothing=all_or_nothing,
            dry_run=dry_run,
        )

    def link(self, known_by: datetime | None = None) -> Linked:
        """Link the records known at an instant and keep the links; every later question links as known then."""
        con = connect()
        instant = known_by or now()
        self.ledger.history(con, instant)
        linked = identity.link(con, self.path, instant)
        identity.pin(con, self.path)
        return linked

    @property
    def links(self) -> Links:
        """The links between records: what to review, why they are made, and what people judge of them."""
        return Links(self.path)

    def children(
        self, as_of: str | date | AsOf | None = None, *, known_by: str | datetime | None = None
    ) -> duckdb.DuckDBPyRelation:
        """Every child's records (child_id, feed, record_key), by the links as they stood at what was known then."""
        return self.links.children(_as_of(as_of or now().date(), known_by).known_by)

    def account(
        self,
        as_of: str | date | AsOf,
        *,
        known_by: str | datetime | None = None,
        links: str | None = None,
        last: int | None = None,
        heard: Heard = silent,
    ) -> Account:
        """Compute the account of every child as of a date, as known at an instant (now unless said otherwise)."""
        return open_account(self.path, _as_of(as_of, known_by), links=links, last=last, heard=heard)

    def figures(
        self,
        as_of: str | date | AsOf,
        *,
        known_by: str | datetime | None = None,
        cohort: str | Cohort | None = None,
        suppress: bool = False,
        heard: Heard = silent,
    ) -> Figures:
        """The figures as of a date, for children handed over in a cohort such as FY2019-FY2023."""
        years = parse_cohort(cohort) if isinstance(cohort, str) else cohort
        below = oversight.THRESHOLD if suppress else None
        return self.account(as_of, known_by=known_by, heard=heard).figures(years, suppress_below=below)

    def child(
        self,
        child_id: str,
        as_of: str | date | AsOf | None = None,
        *,
        known_by: str | datetime | None = None,
        heard: Heard = silent,
    ) -> dict[str, Any]:
        """One child's account, as of today unless said otherwise. Raises Refused for an unknown id."""
        when = _as_of(as_of or now().date(), known_by)
        return open_account(self.path, when, only=child_id, heard=heard).child(child_id)

    def store(self, account: Account) -> Path:
        """Keep an account's tables as Parquet under the home; replaces what was kept for the same ``AsOf``."""
        when = account.as_of
        name = f"{when.happened_by.isoformat()}--{when.known_by_utc.strftime('%Y%m%dT%H%M%SZ')}"
        kept = self.path / "accounts" / name
        draft = kept.with_name(f".{name}.{os.getpid()}")
        draft.mkdir(parents=True)
        for table in TABLES:
            to = sql.text(str(draft / f"{table}.parquet"))
            account.con.execute(f"copy (from {table} order by child) to {to} (format parquet, compression zstd)")
        if kept.exists():
            shutil.rmtree(kept)
        draft.replace(kept)
        return kept

    def publish(
        self,
        as_of: str | date | AsOf,
        to: Path,
        *,
        known_by: str | datetime | None = None,
        cohort: str | Cohort | None = None,
        heard: Heard = silent,
    ) -> Figures:
        """Write the report, the figures and their receipt to a folder, small counts withheld."""
        account = self.account(as_of, known_by=known_by, heard=heard)
        years = parse_cohort(cohort) if isinstance(cohort, str) else cohort
        heard("writing the report")
        public, beside = self._public_counts(account.as_of.known_by)
        exact = account.figures(years)
        figures = exact.suppressed(oversight.THRESHOLD)
        oversight.publish(
            account.con,
            to,
            exact=exact.results,
            results=figures.results,
            receipt=figures.receipt,
            as_of=account.as_of,
            cohort=years,
            invented=self.invented,
            daily=public,
            beside=beside,
        )
        return figures

    def verify(self, receipt: Path) -> list[str]:
        """Recompute a receipt's figures from this home; every difference in words. Raises Refused if unreadable."""
        try:
            said = json.loads(receipt.read_text())
            when = as_of(said["as_of"], said["known_by"])
            years = parse_cohort(said["cohort"]) if said["cohort"] else None
            links, below, last, _ = said["links"], said["suppressed_below"], said["ledger"]["last"], said["figures"]
        except (OSError, ValueError, KeyError, TypeError):
            raise Refused(
                "This is not a receipt of Everychild.", where=receipt.name, do="Give the receipt.json of a publication."
            ) from None
        account = self.account(when, links=links, last=last)
        return oversight.differences(said, account.figures(years, suppress_below=below).receipt)

    def _public_counts(self, known_by: datetime) -> tuple[dict[str, Any] | None, dict[str, str]]:
        """What the report says of HHS's daily counts, and the files that tell them whole; nothing if none came."""
        con = connect()
        if not daily.in_force(con, self.path, known_by):
            return None, {}
        sources = [
            daily.Source(
                each.id,
                datetime.fromisoformat(each.received_at),
                each.raw_sha256,
                each.days,
                daily.rejected(self.path, each),
            )
            for each in daily.deliveries(self.path, known_by)
        ]
        beside = daily.pages(con, sources, invented=self.invented, report=oversight.PAGES)
        return {"summary": daily.imbalance_summary(con), "balance": daily.balance(con), "gaps": daily.gaps(con)}, beside

    def _mark_invented(self, file: Path) -> None:
        """What is delivered from a folder of invented children marks the home as invented, for good."""
        for folder in (file.parent, file.parent.parent):
            if (folder / INVENTED).exists() and not self.invented:
                shutil.copyfile(folder / INVENTED, self.path / INVENTED)


def _as_of(day: str | date | AsOf, known_by: str | datetime | None) -> AsOf:
    return day if isinstance(day, AsOf) else as_of(day, known_by)


def open_home(home: str | Path | None = None) -> Home:
    """Open a home: the path given, else $EVERYCHILD_HOME, else ./everychild-data."""
    return Home(Path(home or os.environ.get("EVERYCHILD_HOME") or "everychild-data"))
