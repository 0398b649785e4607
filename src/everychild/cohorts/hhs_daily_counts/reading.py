"""Reading one published file: DuckDB SQL over its lines, so that every reject names the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from everychild.cohorts.hhs_daily_counts.columns import COLUMNS, DAY
from everychild.sources.encoding import as_utf8
from everychild.sources.unpack import unpack
from everychild.terms import sql
from everychild.terms.refusals import Refused

_cell = '"(?:[^"]|"")*"|[^",]*'
_number = r"\d+|\d{1,3}(?:,\d{3})+"


@dataclass(frozen=True)
class DailyLoaded:
    """What one file held. ``records = blank + rows``; ``rows = accepted + rejected + repeated``.

    ``repeated`` rows say of a day what another row of the file says. ``missing_days`` are the calendar days between
    the first and the last without a row: the publisher's, not an error. ``absent`` are columns of ours that the
    header lacks, ``unread`` cells of the header that nothing reads.
    """

    records: int
    blank: int
    rows: int
    accepted: int
    rejected: int
    repeated: int
    first_day: date | None
    last_day: date | None
    missing_days: int
    absent: tuple[str, ...]
    unread: tuple[str, ...]
    remarks: tuple[str, ...]


def load(con: duckdb.DuckDBPyConnection, path: Path, received_on: date | None = None) -> DailyLoaded:
    """Read a file into the temp tables ``daily_counts`` and ``daily_rejects``. Raises Refused.

    ``daily_counts``   day DATE and the five counts INTEGER (null: the cell is empty or the column missing).
    ``daily_rejects``  line INTEGER, "column", value, reason VARCHAR; a header that drifted is a reject of line 1.

    Given ``received_on``, a row about a later day is rejected.
    """
    text, remarks = _text(path)
    if not text.endswith("\n"):
        remarks += ("the file does not end with a line break: its last row may have been cut off",)
    lines = text.removesuffix("\n").split("\n")
    _split(con, lines)
    places, unread, width = _header(con)
    cells = ", ".join(
        f"cells[{places[name]}] as {name}" if name in places else f"'' as {name}" for name in ("day", *COLUMNS)
    )
    con.execute(
        f"""
        create or replace temp table daily_rows as
        select line, whole, len(cells) as width, whole and width = {width} as sound, {cells} from daily_lines
        where line > 1 and not (whole and array_to_string(cells, '') = '')
        """
    )
    con.execute(
        'create or replace temp table daily_rejects (line integer, "column" varchar, value varchar, reason varchar)'
    )
    absent = tuple(name for name in COLUMNS if name not in places)
    for name in absent:
        reason = "the header has no such column, so its counts are unknown; the value is what it has instead"
        con.execute("insert into daily_rejects values (1, ?, ?, ?)", [COLUMNS[name], "; ".join(unread), reason])
    for problem in (_shape_problem(width), _day_problem(received_on), *map(_count_problem, COLUMNS)):
        con.execute(f"insert into daily_rejects {problem} order by line")
    repeated = _keep(con)
    return _loaded(con, len(lines) - 1, repeated, absent, unread, remarks)


def _text(path: Path) -> tuple[str, tuple[str, ...]]:
    """The file as text with LF line ends, unpacked if need be, and remarks on what was done to make it so."""
    with TemporaryDirectory(prefix="everychild-") as scratch:
        plain, unpacked = unpack(path, Path(scratch))
        utf8 = as_utf8(plain, Path(scratch), path.name)
        text = utf8.path.read_text(encoding="utf-8-sig")
    if not text.strip():
        raise Refused("The file is empty.", where=path.name, do="Ask the publisher for it again.")
    return text, (*unpacked, *utf8.remarks)


def _split(con: duckdb.DuckDBPyConnection, lines: list[str]) -> None:
    """Make ``daily_lines``: line number, its cells, and whether the line is whole (its quotation marks pair)."""
    con.execute(
        f"""
        create or replace temp table daily_lines as
        select line::integer as line, regexp_full_match(text || ',', '(?:(?:{_cell}),)*') as whole,
               [trim(case when cell[1] = '"' then replace(cell[2:-2], '""', '"') else cell end)
                for cell in regexp_extract_all(text || ',', '({_cell}),', 1)] as cells
        from (select unnest(?::varchar[]) as text, generate_subscripts(?::varchar[], 1) as line)
        """,
        [lines, lines],
    )


def _header(con: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], tuple[str, ...], int]:
    """Where each column of ours stands (from 1), the header cells that nothing reads, and how many cells there are."""
    row = con.execute("select cells from daily_lines where line = 1").fetchone()
    header: list[str] = list(row[0]) if row else []
    published = {_plain(heading): name for name, heading in {"day": DAY, **COLUMNS}.items()}
    places: dict[str, int] = {}
    unread = []
    for place, heading in enumerate(header, start=1):
        name = published.get(_plain(heading))
        if name in places:
            raise Refused(f"The header has the column '{heading}' twice.", do="Ask the publisher which of them holds.")
        if name:
            places[name] = place
        elif heading:
            unread.append(heading)
    if "day" not in places or len(places) == 1:
        raise Refused(
            "The header is not that of the daily counts.",
            do=f"The first line must name '{DAY}' and at least one of the counts, parted by commas.",
        )
    return places, tuple(unread), len(header)


def _plain(heading: str) -> str:
    """A heading without footnote marks, capitals and extra spaces."""
    return " ".join(heading.replace("*", " ").lower().split())


def _shape_problem(width: int) -> str:
    """Quotation marks that do not pair, or another number of cells than the header: cut off, or a stray comma."""
    return f"""
        select line, '', '', case when whole then 'the row has ' || width || ' cells, the header {width}'
                                  else 'a quotation mark is left open' end
        from daily_rows where not sound
    """


_day = "try_strptime(day, ['%B %d, %Y', '%Y-%m-%d'])::date"


def _day_problem(received_on: date | None) -> str:
    late = f"{_day} > {sql.day(received_on)}" if received_on else "false"
    return f"""
        select line, {sql.text(DAY)}, day, case when day = '' then 'counts without a day'
               when {_day} is null then 'not a date written like December 21, 2025'
               else 'later than the day on which the file was received' end
        from daily_rows where sound and ({_day} is null or {late})
    """


def _count_problem(column: str) -> str:
    return f"""
        select line, {sql.text(COLUMNS[column])}, {column}, 'not a whole number' from daily_rows
        where sound and {column} <> '' and (not regexp_full_match({column}, '{_number}') or {_count(column)} is null)
    """


def _count(column: str) -> str:
    return f"try_cast(replace({column}, ',', '') as integer)"


def _keep(con: duckdb.DuckDBPyConnection) -> int:
    """Make ``daily_counts`` from the rows without a reject; a day told in two ways is rejected. Returns repeats."""
    counts = ", ".join(f"{_count(column)} as {column}" for column in COLUMNS)
    con.execute(
        f"""
        create or replace temp table daily_typed as
        select line, {_day} as day, {counts} from daily_rows anti join daily_rejects using (line)
        """
    )
    con.execute(
        f"""
        insert into daily_rejects
        select line, {sql.text(DAY)}, strftime(day, '%Y-%m-%d'), 'another row tells this day otherwise'
        from daily_typed where day in (
            select day from daily_typed group by day having count(distinct ({", ".join(COLUMNS)})) > 1)
        order by line
        """
    )
    con.execute(
        f"""
        create or replace temp table daily_counts as
        select distinct day, {", ".join(COLUMNS)} from daily_typed anti join daily_rejects using (line) order by day
        """
    )
    ((repeated,),) = con.execute(
        "select count(*) - count(distinct day) from daily_typed anti join daily_rejects using (line)"
    ).fetchall()
    return int(repeated)


def _loaded(
    con: duckdb.DuckDBPyConnection,
    records: int,
    repeated: int,
    absent: tuple[str, ...],
    unread: tuple[str, ...],
    remarks: tuple[str, ...],
) -> DailyLoaded:
    rows, rejected, accepted, first, last = con.execute(
        """
        select (select count(*) from daily_rows),
               (select count(distinct line) from daily_rejects where line > 1), count(*), min(day), max(day)
        from daily_counts
        """
    ).fetchall()[0]
    for table in ("daily_lines", "daily_rows", "daily_typed"):
        con.execute(f"drop table {table}")
    return DailyLoaded(
        records=records,
        blank=records - rows,
        rows=rows,
        accepted=accepted,
        rejected=rejected,
        repeated=repeated,
        first_day=first,
        last_day=last,
        missing_days=(last - first).days + 1 - accepted if accepted else 0,
        absent=absent,
        unread=unread,
        remarks=remarks,
    )
