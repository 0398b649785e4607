"""Damaged files: each gets the right answer or a clear refusal, and nothing is lost silently."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import duckdb
import pytest

from everychild.sources.conftest import RECEIVED, STAYS, Load
from everychild.sources.load import load
from everychild.terms.refusals import Refused

HEADER = "stay_id,sex,note\n"


def refusal(give: Load, data: str | bytes, **more: str) -> str:
    with pytest.raises(Refused) as refused:
        give(data, **more)
    return str(refused.value)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_plain_file(give: Load) -> None:
    found = give(HEADER + "A1,Male,ok\nA2,Female,\n")
    assert found.cells("line", "record_key", "sex", "note") == [(2, "A1", "M", "ok"), (3, "A2", "F", None)]
    assert (found.staged.rows, found.staged.rejected, found.staged.repeated) == (2, 0, 0)
    assert found.staged.remarks == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(give: Load, line_end: str, last: bool) -> None:
    text = line_end.join(["stay_id,note", "A1,one", "A2,two"]) + line_end * last
    assert give(text).cells("line", "record_key", "note") == [(2, "A1", "one"), (3, "A2", "two")]


def test_a_last_line_without_its_end_is_said(give: Load) -> None:
    assert give("stay_id,note\nA1,on").staged.remarks == (
        "the last line has no line end: if the file was cut off there, its last cell is short",
    )


def test_mixed_line_ends(give: Load) -> None:
    found = give("stay_id,note\r\nA1,one\nA2,two\rA3,three\r\n")
    assert found.cells("line", "note") == [(2, "one"), (3, "two"), (4, "three")]


def test_utf8_with_a_mark(give: Load) -> None:
    assert give(b"\xef\xbb\xbf" + '"stay_id",note\nA1,Núñez\n'.encode()).cells("record_key", "note") == [
        ("A1", "Núñez")
    ]


def test_windows_1252_is_read_and_said(give: Load) -> None:
    found = give("stay_id,note\nA1,Núñez – ok\n".encode("cp1252"))
    assert found.cells("note") == [("Núñez – ok",)]
    assert found.staged.remarks == ("read as Windows-1252",)


def test_windows_1252_behind_a_utf8_mark(give: Load) -> None:
    found = give(b"\xef\xbb\xbf" + "stay_id,note\nA1,Núñez\n".encode("cp1252"))
    assert found.cells("record_key", "note") == [("A1", "Núñez")]


def test_a_mixture_of_encodings_is_refused(give: Load) -> None:
    told = refusal(give, "stay_id,note\nA1,Núñez\n".encode() + "A2,Núñez\n".encode("cp1252"))
    assert "line 3 is not UTF-8 and other text is" in told


def test_bytes_that_are_no_text(give: Load) -> None:
    assert "Line 2 is neither UTF-8 nor Windows-1252" in refusal(give, b"stay_id,note\nA1,\x81\x8d\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16(give: Load, encoding: str) -> None:
    data = "\ufeffstay_id,note\r\nA1,Núñez\r\n".encode(encoding)
    found = give(data)
    assert found.cells("note") == [("Núñez",)]
    assert found.staged.remarks == ("read as UTF-16",)
    assert "UTF-16 without its mark" in refusal(give, data[2:])


def test_nuls_are_deleted_and_counted(give: Load) -> None:
    found = give("stay_id,note\nA1,o\0n\0e\nA2,two\n")
    assert found.cells("note") == [("one",), ("two",)]
    assert found.staged.remarks == ("2 embedded NULs were deleted",)


def test_quoted_line_ends_keep_the_lines_right(give: Load) -> None:
    found = give(HEADER + 'A1,Male,"one\ntwo"\nA2,X,\nA3,Male,"a ""b"", c"\nA4,Male\nA5,Male,end\n')
    assert found.cells("line", "note") == [(2, "one\ntwo"), (5, 'a "b", c'), (7, "end")]
    assert [reject[:3] for reject in found.rejects] == [(4, "sex", "X"), (6, "", "A4,Male")]


def test_ragged_rows(give: Load) -> None:
    found = give(HEADER + "A1,Male\nA2,Male,ok\nA3,Male,ok,more\nA4,Male,ok,\n")
    assert found.lines == [3]
    assert found.rejects == [
        (2, "", "A1,Male", "has 2 cells where the header has 3."),
        (4, "", "A3,Male,ok,more", "has 4 cells where the header has 3."),
        (5, "", "A4,Male,ok,", "has 4 cells where the header has 3."),
    ]


def test_blank_lines_are_skipped_and_counted_as_lines(give: Load) -> None:
    found = give("\n\nstay_id,note\n\nA1,one\n  \nA2,two\n\n\n")
    assert found.cells("line", "note") == [(5, "one"), (7, "two")]
    assert found.staged.rows == 2


def test_a_header_in_the_middle(give: Load) -> None:
    found = give("stay_id,note\nA1,one\nStay_ID,note\nstay_id,note\nA2,two\n")
    assert found.lines == [2, 5]
    assert [(line, reason) for line, _, _, reason in found.rejects] == [
        (3, "repeats the header."),
        (4, "repeats the header."),
    ]


def test_a_key_that_is_the_name_of_the_key_is_no_header(give: Load) -> None:
    assert give("stay_id,note\nstay_id,one\n").cells("record_key", "note") == [("stay_id", "one")]


def test_a_stray_quotation_mark_costs_one_line(give: Load) -> None:
    found = give(HEADER + 'A1,Male,6" tall\nA2,Male,"fine"\nA3,Male,"open\nA4,Male,"x" y\nA5,Male,"two\nlines"\n')
    assert found.cells("line", "note") == [(3, "fine"), (6, "two\nlines")]
    assert [line for line, *_ in found.rejects] == [2, 4, 5]
    assert all(reason.startswith("has a quotation mark inside a cell") for *_, reason in found.rejects)


def test_a_quotation_mark_never_closed(give: Load) -> None:
    assert "A quotation mark on line 3 is never closed" in refusal(
        give, HEADER + 'A1,Male,ok\nA2,Male,"open\nA3,Male,ok\n'
    )


def test_a_file_cut_off_mid_row(give: Load) -> None:
    told = refusal(give, HEADER + "A1,Male,ok\nA2,Ma")
    assert told == (
        "stays.csv: Line 3, the last, breaks off after 2 of 3 cells. Nothing was taken in; ask for the file again."
    )


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b"\xff\xfe"])
def test_an_empty_file(give: Load, data: bytes) -> None:
    assert "The file is empty" in refusal(give, data)


@pytest.mark.parametrize("data", ["stay_id,note", "stay_id,note\n", "stay_id,note\r\n\r\n"])
def test_a_header_alone(give: Load, data: str) -> None:
    assert give(data).staged.rows == 0


def test_a_column_twice(give: Load) -> None:
    assert "The header has the column 'note' twice." in refusal(give, "stay_id,note, Note \nA1,a,b\n")


def test_no_key_names_what_was_found_and_the_nearest(give: Load) -> None:
    told = refusal(give, "Stay ID,note\nA1,a\n")
    assert "no column 'stay_id', the key of stays; it has: Stay ID, note. Did you mean 'stay id'?" in told


def test_a_missing_header_is_not_repeated(give: Load) -> None:
    told = refusal(give, "A100200,GARCIA,2012-04-05\nA100201,LOPEZ,2011-02-03\n")
    assert "its first line seems to be data" in told
    assert "GARCIA" not in told


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_other_separators_are_named(give: Load, mark: str, word: str) -> None:
    assert f"it is separated by {word}" in refusal(give, f"stay_id{mark}note\nA1{mark}a\n")


def test_archives_are_known_by_their_bytes(give: Load) -> None:
    data = b"stay_id,note\nA1,one\n"
    found = give(gzip.compress(data), name="stays.csv")
    assert found.cells("note") == [("one",)]
    assert found.staged.remarks == ("read from a gz archive",)
    found = give(zipped(**{"folder/": b"", "folder/any.txt": data}), name="stays.dat")
    assert found.cells("note") == [("one",)]
    assert found.staged.remarks == ("read from a zip archive",)


def test_what_an_apple_computer_adds_to_an_archive_is_no_file(give: Load) -> None:
    packed = zipped(**{"stays.csv": b"stay_id,note\nA1,x\n", "__MACOSX/._stays.csv": b"\0\5"})
    assert give(packed, name="stays.zip").staged.rows == 1


def test_archives_that_cannot_be_read(give: Load) -> None:
    data = b"stay_id,note\n" + b"".join(b"A%d,one\n" % n for n in range(9999))
    assert "damaged or cut off" in refusal(give, gzip.compress(data)[:-400])
    assert "damaged or cut off" in refusal(give, zipped(a=data)[:-400])
    assert "holds 2 files" in refusal(give, zipped(a=data, b=data))
    assert "holds 0 files" in refusal(give, zipped())
    assert "The file in the archive is empty" in refusal(give, zipped(a=b""))
    assert "Excel workbook" in refusal(give, zipped(**{"[Content_Types].xml": b"<x/>", "sheet": b""}))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        load(duckdb.connect(), STAYS, tmp_path / "none.csv", received_at=RECEIVED)


def test_parquet(give: Load, tmp_path: Path) -> None:
    path = tmp_path / "made.parquet"
    duckdb.execute(
        "copy (select 'A1' as \"Stay_ID\", date '2012-03-04' as dob,"
        " timestamptz '2024-01-02 03:04:05+00' as accepted_at,"
        " 'Male' as sex, 123456789 as a_number union all select 'A2', null, null, 'X', 1) to '" + str(path) + "'"
    )
    found = give(path.read_bytes(), name="stays.parquet")
    assert found.con.execute("select a_number, dob::varchar, accepted_at::varchar, sex from staged").fetchall() == [
        ("123456789", "2012-03-04", "2024-01-02 03:04:05", "M")
    ]
    assert found.rejects == [(3, "sex", "X", "is not one of Male, Female, Unknown.")]
    assert "Parquet file is damaged" in refusal(give, path.read_bytes()[:-20])


def test_a_refusal_leaves_nothing_of_an_earlier_file(tmp_path: Path) -> None:
    con = duckdb.connect()
    (tmp_path / "good.csv").write_text("stay_id,sex\nA1,Male\nA2,X\n")
    (tmp_path / "bad.csv").write_text("stay_id,note\nA1")
    load(con, STAYS, tmp_path / "good.csv", received_at=RECEIVED)
    with pytest.raises(Refused):
        load(con, STAYS, tmp_path / "bad.csv", received_at=RECEIVED)
    assert con.execute("select table_name from information_schema.tables").fetchall() == []
