"""The tables of a publication beside its figures, one file each.

All are of the cohort that ``compile.compute`` left in the connection, and none leaves before ``suppress_tables``.
"""

from __future__ import annotations

from datetime import date

import duckdb

from everychild.oversight.cohort import Cohort
from everychild.oversight.tables.addresses import addresses
from everychild.oversight.tables.assurance import assurance
from everychild.oversight.tables.custody import CUSTODY, custody, surplus
from everychild.oversight.tables.delay import explained, unexplained
from everychild.oversight.tables.duties import duties
from everychild.oversight.tables.missed_hearings import missed_hearings
from everychild.oversight.tables.road import road
from everychild.oversight.tables.standings import RECENT_DAYS, STANDINGS, standings
from everychild.oversight.tables.suppress import suppress_tables
from everychild.oversight.tables.table import Table

__all__ = ["CUSTODY", "RECENT_DAYS", "STANDINGS", "Table", "suppress_tables", "tables"]


def tables(con: duckdb.DuckDBPyConnection, as_of: date, cohort: Cohort | None) -> list[Table]:
    """Every table of a publication, exact."""
    return [
        *standings(con, as_of),
        assurance(con, as_of),
        *custody(con, as_of),
        surplus(con, cohort),
        road(con, as_of),
        explained(con),
        unexplained(con, as_of),
        *missed_hearings(con),
        addresses(con),
        *duties(con),
    ]
