"""Any file an agency may send, turned into rows of text that DuckDB can read, each with its line.

Nothing is dropped silently: every record of the file is either a usable row or a reject, and what the file as a whole
gets wrong is refused before anything is read.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from everychild.sources.delimited import read_delimited
from everychild.sources.encoding import as_utf8
from everychild.sources.given import PICKED, Given, check_header
from everychild.sources.unpack import unpack
from everychild.terms import sql
from everychild.terms.database import connect
from everychild.terms.refusals import Refused


def open_given(path: Path, scratch: Path) -> Given:
    """Read a CSV or Parquet file, packed or not; ``scratch`` takes what must be rewritten. Raises Refused."""
    try:
        plain, packed = unpack(path, scratch)
        with plain.open("rb") as file:
            parquet = file.read(4) == b"PAR1"
        if parquet:
            return _parquet(plain, path.name, packed)
        text = as_utf8(plain, scratch, path.name)
        return read_delimited(text, scratch, path.name, (*packed, *text.remarks))
    except OSError:
        raise Refused("The file cannot be read.", where=path.name, do="Check its path and its permissions.") from None


def _parquet(path: Path, name: str, remarks: tuple[str, ...]) -> Given:
    file = sql.text(str(path))
    try:
        with connect() as con:
            shape = con.execute(f"describe select * from read_parquet({file})").fetchall()
            count = con.execute(f"select count(*) from read_parquet({file})").fetchall()[0][0]
    except duckdb.Error:
        raise Refused("The Parquet file is damaged or cut off.", where=name, do="Ask for the file again.") from None
    header = check_header(tuple(str(column[0]).strip() for column in shape), name)
    cells = ", ".join(f"{_as_text(str(row[0]), str(row[1]))} as c{place}" for place, row in enumerate(shape))
    whole = f"select {cells} from read_parquet({file}, file_row_number = true)"
    picked = f"({whole} where file_row_number in (select place from {PICKED}))"
    return Given(header, f"({whole})", np.arange(count) + 2, lambda _: picked, "any", (), remarks)


def _as_text(name: str, type_: str) -> str:
    """A Parquet column as the text a CSV would hold; instants there are in UTC."""
    column = sql.name(name)
    if type_ == "TIMESTAMP WITH TIME ZONE":
        return f"cast(timezone('UTC', {column}) as varchar) || '+00'"
    return f"cast({column} as varchar)"
