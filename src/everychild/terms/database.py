"""A database in memory that keeps to itself: nothing drawn on standard output, nothing fetched from anywhere."""

from __future__ import annotations

import duckdb


def connect() -> duckdb.DuckDBPyConnection:
    """A new DuckDB database in memory.

    DuckDB would draw a progress bar on standard output in the midst of a JSON answer, and fetch extensions from the
    network when a query asks for one.
    """
    con = duckdb.connect(config={"autoinstall_known_extensions": False})
    con.execute("set enable_progress_bar = false")
    return con
