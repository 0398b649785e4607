"""The invented sample gives what expected.md says, and other files give what their state deserves."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from everychild.cohorts import hhs_daily_counts
from everychild.cohorts.hhs_daily_counts import COLUMNS, DailyLoaded, balance, load
from everychild.terms.refusals import Refused

FOLDER = Path(hhs_daily_counts.__file__).parent
SAMPLE = FOLDER / "sample.csv"
HEADER = SAMPLE.read_text(encoding="utf-8").splitlines()[0]
ROW = '"March 15, 2019",7,31,11,"2,104",8'


def expected() -> list[list[list[str]]]:
    """The tables of expected.md, each a list of rows without its heading."""
    tables: list[list[list[str]]] = []
    before = ""
    for line in (FOLDER / "expected.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            if not before.startswith("|"):
                tables.append([])
            tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        before = line
    return [table[2:] for table in tables]


def written(rows: list[tuple[object, ...]]) -> list[list[str]]:
    def cell(value: object) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    return [[cell(value) for value in row] for row in rows]


def read(tmp_path: Path, content: str | bytes, **more: date) -> tuple[DailyLoaded, list[tuple[object, ...]]]:
    path = tmp_path / "counts.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    con = duckdb.connect()
    loaded = load(con, path, **more)
    assert loaded.records == loaded.blank + loaded.rows
    assert loaded.rows == loaded.accepted + loaded.rejected + loaded.repeated
    return loaded, con.execute('select line, "column", value, reason from daily_rejects').fetchall()


def test_the_sample_says_what_is_expected() -> None:
    con = duckdb.connect()
    loaded = load(con, SAMPLE)
    counts, days, rejects, balanced = expected()
    found = (loaded.records, loaded.blank, loaded.rows, loaded.accepted, loaded.rejected, loaded.repeated)
    assert written([(*found, loaded.missing_days)]) == counts
    assert written(con.execute("from daily_counts order by day").fetchall()) == days
    assert written(con.execute("from daily_rejects order by all").fetchall()) == rejects
    assert (loaded.absent, loaded.unread, loaded.remarks) == ((), (), ())
    balance(con)
    heading = "day, change_in_care, transferred_out, discharged, discrepancy, within"
    assert written(con.execute(f"select {heading} from daily_balance order by day").fetchall()) == balanced


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_marks_and_nuls_change_nothing(tmp_path: Path, encoding: str, newline: str) -> None:
    content = f"{HEADER}\n{ROW}\n".replace("\n", newline).replace("104", "1\x0004").encode(encoding)
    loaded, rejects = read(tmp_path, content)
    assert (loaded.accepted, rejects) == (1, [])


def test_a_gzipped_or_zipped_file_is_opened(tmp_path: Path) -> None:
    content = f"{HEADER}\n{ROW}\n"
    assert read(tmp_path, gzip.compress(content.encode()))[0].accepted == 1
    for names, works in ((("a.csv",), True), (("a.csv", "b.csv"), False)):
        with zipfile.ZipFile(tmp_path / "counts.zip", "w") as archive:
            for name in names:
                archive.writestr(name, content)
        if works:
            assert load(duckdb.connect(), tmp_path / "counts.zip").accepted == 1
        else:
            with pytest.raises(Refused, match="2 files"):
                load(duckdb.connect(), tmp_path / "counts.zip")
    with pytest.raises(Refused, match="cut off"):
        read(tmp_path, gzip.compress(content.encode())[:-12])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("Day;Children\n", "not that of the daily counts"),
        (f"{HEADER},children in hhs care*\n{ROW},3\n", "twice"),
        ("Date,Something\n", "not that of the daily counts"),
    ],
)
def test_a_file_that_is_not_the_daily_counts_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(tmp_path, content)


def test_columns_may_stand_in_any_order_and_new_ones_are_told(tmp_path: Path) -> None:
    loaded, rejects = read(tmp_path, f"Referrals,{HEADER},\n9,{ROW},\n")
    assert (loaded.accepted, loaded.unread, rejects) == (1, ("Referrals",), [])


def test_a_header_that_drifted_is_a_reject_and_its_counts_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(HEADER.replace("Children in HHS Care", "Children in ORR Care") + f"\n{ROW}\n", encoding="utf-8")
    con = duckdb.connect()
    loaded = load(con, path)
    assert (loaded.accepted, loaded.rejected, loaded.absent) == (1, 0, ("in_hhs_care",))
    rejects = con.execute('select line, "column", value from daily_rejects').fetchall()
    assert rejects == [(1, COLUMNS["in_hhs_care"], "Children in ORR Care")]
    assert con.execute("select in_cbp, in_hhs_care from daily_counts").fetchall() == [(31, None)]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ('"February 30, 2019",7,31,11,"2,104",8', "Date", "February 30, 2019"),
        ('03/04/2019,7,31,11,"2,104",8', "Date", "03/04/2019"),
        (',7,31,11,"2,104",8', "Date", ""),
        ('"March 15, 2019",-7,31,11,"2,104",8', COLUMNS["placed_in_cbp"], "-7"),
        ('"March 15, 2019",7,3.1,11,"2,104",8', COLUMNS["in_cbp"], "3.1"),
        ('"March 15, 2019",7,31,99999999999,"2,104",8', COLUMNS["transferred_out"], "99999999999"),
        ('"March 15, 2019",7,31,11,2,104,8', "", ""),
        ('"March 15, 2019",7,31,11,"2,1', "", ""),
    ],
)
def test_a_cell_that_is_not_what_it_should_be_rejects_its_row(
    tmp_path: Path, row: str, column: str, value: str
) -> None:
    loaded, rejects = read(tmp_path, f'{HEADER}\n"March 14, 2019",1,1,1,1,1\n{row}\n')
    assert (loaded.accepted, loaded.rejected) == (1, 1)
    assert [reject[:3] for reject in rejects] == [(3, column, value)]
    assert rejects[0][3]


def test_a_day_after_receipt_is_rejected(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEADER}\n{ROW}\n", received_on=date(2019, 3, 15))[0].accepted == 1
    loaded, rejects = read(tmp_path, f"{HEADER}\n{ROW}\n", received_on=date(2019, 3, 14))
    assert (loaded.accepted, loaded.rejected, rejects[0][0]) == (0, 1, 2)


def test_a_last_line_without_its_end_is_remarked(tmp_path: Path) -> None:
    loaded, _ = read(tmp_path, f"{HEADER}\n{ROW}")
    assert loaded.accepted == 1
    assert "cut off" in loaded.remarks[0]
