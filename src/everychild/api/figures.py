"""Figures as they are handed over: the numbers, a receipt, and a relation for notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import duckdb

from everychild import oversight
from everychild.ledger import Ledger
from everychild.oversight.cohort import Cohort
from everychild.oversight.results import FIELDS, Result, as_json

if TYPE_CHECKING:
    from everychild.api.account import Account


@dataclass
class Figures:
    """The figures of one account and cohort."""

    account: Account
    results: list[Result]
    cohort: Cohort | None
    suppressed_below: int | None

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __getitem__(self, figure_id: str) -> Result:
        return {result.id: result for result in self.results}[figure_id]

    def suppressed(self, below: int) -> Figures:
        """The same figures with small counts withheld."""
        return replace(self, results=oversight.suppress(self.results, below), suppressed_below=below)

    @cached_property
    def receipt(self) -> dict[str, Any]:
        """What recomputes these figures: dates, sealed deliveries, pinned links, code and definitions."""
        as_of = self.account.as_of
        ledger, last = Ledger(self.account.home), self.account.last
        return oversight.make_receipt(
            self.results,
            as_of=as_of,
            cohort=self.cohort,
            suppressed_below=self.suppressed_below,
            head=ledger.head(last),
            deliveries=[(each.id, each.seal) for each in ledger.deliveries(as_of.known_by, last)],
            links_digest=self.account.links_digest,
        )

    def as_json(self) -> dict[str, Any]:
        """The figures as one JSON object."""
        return {
            "as_of": self.account.as_of.happened_by.isoformat(),
            "known_by": self.account.as_of.known_by.isoformat(),
            "figures": [result.as_json() for result in self.results],
            "receipt": self.receipt,
        }

    @property
    def relation(self) -> duckdb.DuckDBPyRelation:
        """A row per figure and line of each breakdown (``all``: total): figure, by, line, count, of, cannot_tell."""
        con = self.account.con
        rows = [
            (result.id, *place, *(as_json(getattr(tally, part)) for part in FIELDS))
            for result in self.results
            for place, tally in result.lines()
        ]
        columns = [list(column) for column in zip(*rows, strict=True)]
        con.execute(
            "create or replace temp table figures as select unnest($1::varchar[]) as figure, "
            'unnest($2::varchar[]) as "by", unnest($3::varchar[]) as line, unnest($4::bigint[]) as "count", '
            'unnest($5::bigint[]) as "of", unnest($6::bigint[]) as cannot_tell',
            columns,
        )
        return con.table("figures")
