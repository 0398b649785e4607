"""The shape of a file, against Python's own reader and across the borders of the pieces it is read in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everychild.sources import structure
from everychild.sources.structure import find_records

CELLS = st.text(st.sampled_from('ab,"\n '), max_size=5)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=8)


@pytest.fixture(params=[3, 64, structure._CHUNK], autouse=True, scope="module")
def _pieces(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "_CHUNK", request.param)
        yield


def records(data: bytes) -> list[tuple[bytes, int, int]]:
    found = find_records(np.frombuffer(data, np.uint8))
    return [
        (data[start:end], int(cells), int(line))
        for start, end, cells, line in zip(found.starts, found.ends, found.cells, found.lines, strict=True)
    ]


@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_well_formed_files(rows: list[list[str]], line_end: str, quote_all: bool) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=line_end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL).writerows(rows)
    data = out.getvalue().encode()
    line = 1
    found = records(data)
    assert len(found) == len(rows)
    for raw, cells, begins in found:
        assert (cells, begins) == (2, line)
        line += raw.count(b"\n")
    assert b"".join(raw for raw, *_ in found) == data


@given(st.text(st.sampled_from('ab,"\n'), max_size=40))
def test_any_bytes_are_divided_without_loss(text: str) -> None:
    data = text.encode()
    found = find_records(np.frombuffer(data, np.uint8))
    assert b"".join(data[start:end] for start, end in zip(found.starts, found.ends, strict=True)) == data
    assert len(found.cells) == len(found.starts) == len(found.lines)
    assert found.ended == (data.endswith(b"\n") or not data) or found.open_line is not None


@given(TABLES)
def test_space_around_a_cells_text_is_noticed(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    found = find_records(np.frombuffer(out.getvalue().encode(), np.uint8))
    cells = [cell for row in rows for cell in row]
    if any(cell != cell.strip() for cell in cells):
        assert found.space != "none"
    if any(cell.strip(" ") != cell.strip() for cell in cells):
        assert found.space == "any"
