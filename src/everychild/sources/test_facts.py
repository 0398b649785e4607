"""Facts where a column is missing, and where the wording of a cell decides."""

from __future__ import annotations

import duckdb
import pytest

from everychild.sources.catalog import feeds
from everychild.sources.conftest import Load

RELEASED = "C1,2024-01-02T03:04:05+00:00,released"


def details(found: duckdb.DuckDBPyConnection, facts_sql: str, kind: str, relation: str = "staged") -> list[object]:
    rows = found.execute(
        f"with stated as (select 1 as record, timestamp '2024-06-01' as known_at, * from {relation})"
        f" select detail from ({facts_sql}) where kind = '{kind}'"
    )
    return [row[0] for row in rows.fetchall()]


@pytest.mark.parametrize(
    ("columns", "cells", "address"),
    [
        ("sponsor_street,sponsor_zip,sponsor_delivery_check", "1 St,77001,ok", "ok"),
        ("sponsor_street,sponsor_zip,sponsor_delivery_check", "1 St,77001,", "unknown"),
        ("sponsor_street,sponsor_zip,sponsor_delivery_check", "1 St,77001,undeliverable", "defective"),
        ("sponsor_street,sponsor_zip,sponsor_delivery_check", ",77001,ok", "defective"),
        ("sponsor_street,sponsor_zip,sponsor_delivery_check", "1 St, ,unknown", "defective"),
        ("sponsor_street,sponsor_zip", "1 St,77001", "unknown"),
        ("sponsor_street,sponsor_zip", ",77001", "defective"),
        ("sponsor_zip,sponsor_delivery_check", "77001,ok", "unknown"),
        ("sponsor_zip,sponsor_delivery_check", ",ok", "defective"),
        ("sponsor_delivery_check", "ok", "unknown"),
        ("sponsor_delivery_check", "unit_missing", "defective"),
        ("sponsor_city", "", "unknown"),
    ],
)
def test_a_missing_column_is_no_empty_cell(give: Load, columns: str, cells: str, address: str) -> None:
    found = give(f"stay_id,discharged_at,discharge_type,{columns}\n{RELEASED},{cells}\n", feed=feeds()["orr_care"])
    assert details(found.con, found.staged.facts_sql, "release_address") == [address]


def test_a_later_file_without_the_column_keeps_what_an_earlier_one_said(give: Load) -> None:
    newest = give(f"stay_id,discharged_at,discharge_type\n{RELEASED}\n", feed=feeds()["orr_care"])
    merged = "(select * replace ('' as sponsor_street, '77001' as sponsor_zip) from staged)"
    assert details(newest.con, newest.staged.facts_sql, "release_address", merged) == ["defective"]


@pytest.mark.parametrize(
    ("cell", "detail"),
    [("", None), ("no", None), ("NONE", None), ("0", None), ("False", None), ("flood", "exceptional")],
)
def test_exceptional_circumstances(give: Load, cell: str, detail: str | None) -> None:
    data = f"stay_id,determined_uc_at,exceptional_circumstances\nS1,2024-01-02T03:04:05+00:00,{cell}\n"
    found = give(data, feed=feeds()["ice_custody"])
    assert details(found.con, found.staged.facts_sql, "determined_unaccompanied") == [detail]
