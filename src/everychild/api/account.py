"""An account opened: the whole population computed once for one ``AsOf``, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from everychild import identity, oversight
from everychild.accounting.account import account
from everychild.accounting.catalog import all_standings
from everychild.api import child, gaps
from everychild.api.clock import Heard, silent
from everychild.api.doubt import InDoubt
from everychild.api.figures import Figures
from everychild.identity import Linked
from everychild.ledger import Ledger
from everychild.oversight.cohort import Cohort
from everychild.terms.database import connect
from everychild.terms.time import AsOf

TABLES = ("children", "entries", "verdicts", "whereabouts", "proceedings", "protection", "signals", "hand_overs")
"""What ``everychild account`` stores."""


@dataclass
class Account:
    """The account of every child as of a date, as known at an instant.

    ``con`` holds its tables (see accounting/account.py) for whoever wants to ask in SQL. ``linked`` says how many
    records and children there are and what could not be linked; None when the links were pinned.
    """

    home: Path
    as_of: AsOf
    con: duckdb.DuckDBPyConnection
    linked: Linked | None
    last: int
    """Number of the last entry of the ledger that was read."""
    _sorted: bool = False
    """What a child's account is read from has been sorted by child, once, so that each child is found at once."""

    def figures(self, cohort: Cohort | None = None, *, suppress_below: int | None = None) -> Figures:
        """The watchdog's figures of a cohort, exact unless a suppression threshold is given."""
        counted = oversight.compute(self.con, self.as_of.happened_by, cohort)
        results = oversight.with_intervals(counted, self.in_doubt.counted(cohort), int(self.links_digest[:16], 16))
        exact = Figures(self, results, cohort, None)
        return exact if suppress_below is None else exact.suppressed(suppress_below)

    def child(self, child_id: str) -> dict[str, Any]:
        """One child's dated history, three standings, duties and gaps. Raises Refused for an unknown id.

        An id that the child had before its records were joined with others' leads to it too.
        """
        if not self._sorted:
            child.sort(self.con)
            self._sorted = True
        return child.child(self.con, self.as_of, child_id, self.home)

    def gaps(self, *, every: bool = False) -> duckdb.DuckDBPyRelation:
        """What is owed and missing, one row per child and duty; with ``every`` what was met too."""
        return gaps.gaps(self.con, self.as_of, every=every)

    @property
    def children(self) -> int:
        """How many children there are."""
        return int(self.con.execute("select count(*) from children").fetchall()[0][0])

    def verdict_counts(self) -> dict[str, dict[str, int]]:
        """For each duty, how many times each verdict was given."""
        counts: dict[str, dict[str, int]] = {}
        rows = self.con.execute("select duty, verdict, count(*) from verdicts group by all order by all").fetchall()
        for duty, verdict, times in rows:
            counts.setdefault(duty, {})[verdict] = times
        return counts

    def standing_counts(self) -> dict[str, dict[str, int]]:
        """For each standing, how many children have each value; never to be added across standings."""
        return {
            name: dict(
                self.con.execute(f"select value, count(*) from {name} group by all order by 2 desc, 1").fetchall()
            )
            for name in all_standings()
        }

    @cached_property
    def in_doubt(self) -> InDoubt:
        """The children whose links are in doubt, accounted for in every way in which they could be joined."""
        return InDoubt(self.con, self.as_of.happened_by)

    @cached_property
    def links_digest(self) -> str:
        """The pin of the links used: kept in the home, so that any figure can be recomputed after re-linking."""
        return identity.pin(self.con, self.home)


def open_account(
    home: Path,
    as_of: AsOf,
    *,
    links: str | None = None,
    last: int | None = None,
    only: str | None = None,
    heard: Heard = silent,
) -> Account:
    """Compute the account. Raises Refused.

    With ``links`` the records are joined as a publication pinned them, and with ``last`` no later entry of the ledger
    is read, although it may bear an earlier receipt. With ``only``, a child's id, the same plan runs over that child
    alone.
    """
    con = connect()
    con.execute("set preserve_insertion_order = false")
    heard("reading the ledger")
    ledger = Ledger(home)
    last, _ = ledger.head(last)
    ledger.history(con, as_of.known_by, as_of.happened_by, last)
    linked = None
    if links:
        heard("reading the pinned links")
        identity.pinned(con, home, links)
    else:
        heard("linking records")
        linked = identity.link(con, home, as_of.known_by, last)
    if only:
        con.execute("delete from children where child_id <> ?", [child.present(con, home, as_of, only)])
        con.execute("delete from links where child not in (select child from children)")
    account(con, as_of.happened_by, also=oversight.conditions(), step=heard)
    return Account(home, as_of, con, linked, last)
