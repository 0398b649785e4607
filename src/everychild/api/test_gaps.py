"""Gaps read aloud: each verdict's reason, its dates and the rows that say so."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from everychild.api import Account, gaps
from everychild.api.conftest import AS_OF

REASONS = {
    ("Ana", "transfer_to_hhs_within_72_hours"): ("met", "Met on 4 Jan 2024."),
    ("Beto", "transfer_to_hhs_within_72_hours"): (
        "met_late",
        "Met on 9 Jan 2024, after it was due on 5 Jan 2024.",
    ),
    ("Cruz", "transfer_to_hhs_within_72_hours"): ("running", "Due 2 Jun 2024."),
    ("Dora", "transfer_to_hhs_within_72_hours"): ("excused", "A recorded excuse applies."),
    ("Elio", "transfer_to_hhs_within_72_hours"): (
        "cannot_tell",
        "Cannot tell: ice_custody.determined_uc_at is not known.",
    ),
    ("Ana", "notice_to_appear_served"): (
        "outstanding",
        "Outstanding for 148 days; no law sets a limit; no reason on record.",
    ),
    ("Beto", "notice_to_appear_served"): (
        "outstanding",
        "Outstanding for 143 days; no law sets a limit; explained: legal representation.",
    ),
    ("Dora", "notice_to_appear_served"): ("ended", "Owed no longer: left the country."),
    ("Beto", "safety_call_at_30_days"): (
        "late",
        "Late by 79 days: due 13 Mar 2024; attempts reached nobody.",
    ),
    ("Elio", "safety_call_at_30_days"): (
        "late",
        "Late by 79 days: due 13 Mar 2024; nothing on record meets it.",
    ),
}


def rows(account: Account, *, every: bool) -> list[dict[str, Any]]:
    relation = account.gaps(every=every)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def one(account: Account, child_id: str, duty: str) -> dict[str, Any]:
    (row,) = (row for row in rows(account, every=True) if (row["child_id"], row["duty"]) == (child_id, duty))
    return row


@pytest.mark.parametrize(("name", "duty"), REASONS)
def test_each_verdict_has_its_reason(account: Account, ids: dict[str, str], name: str, duty: str) -> None:
    row = one(account, ids[name], duty)
    assert (row["verdict"], row["reason"]) == REASONS[name, duty]


def test_a_reason_is_never_empty(account: Account) -> None:
    assert all(row["reason"] and row["owner"] for row in rows(account, every=True))


def test_only_what_is_open_is_a_gap(account: Account) -> None:
    every, still_open = rows(account, every=True), rows(account, every=False)
    verdicts = ("late", "outstanding", "running", "cannot_tell")
    assert still_open == [row for row in every if row["verdict"] in verdicts]
    assert len(still_open) < len(every)


def test_a_limit_in_hours_shows_instants_and_one_in_days_dates(account: Account, ids: dict[str, str]) -> None:
    in_hours = one(account, ids["Ana"], "transfer_to_hhs_within_72_hours")
    assert (in_hours["started_at"], in_hours["due_at"]) == ("2024-01-02T16:00:00Z", "2024-01-05T16:00:00Z")
    in_days = one(account, ids["Beto"], "safety_call_at_30_days")
    assert (in_days["started_at"], in_days["due_at"]) == ("2024-02-05", "2024-03-13")
    assert one(account, ids["Ana"], "notice_to_appear_served")["due_at"] is None


def test_evidence_names_what_started_met_and_was_tried(account: Account, ids: dict[str, str]) -> None:
    met = one(account, ids["Ana"], "transfer_to_hhs_within_72_hours")
    assert met["evidence"] == "ice_custody:Ana; orr_care:Ana"
    tried = one(account, ids["Beto"], "safety_call_at_30_days")
    assert tried["evidence"] == "orr_care:Beto; orr_safety_calls:Beto-1"
    assert one(account, ids["Elio"], "transfer_to_hhs_within_72_hours")["evidence"] == ""


def test_only_what_is_outstanding_is_explained_or_not(account: Account, ids: dict[str, str]) -> None:
    assert one(account, ids["Beto"], "notice_to_appear_served")["explained"] is True
    assert one(account, ids["Ana"], "notice_to_appear_served")["explained"] is False
    assert one(account, ids["Beto"], "safety_call_at_30_days")["explained"] is None


def test_the_file_holds_the_same_rows(account: Account, tmp_path: Path) -> None:
    file = tmp_path / "gaps.csv"
    written = gaps.export(account.con, AS_OF, file)
    with file.open(newline="") as opened:
        found = list(csv.DictReader(opened))
    assert written == len(found)
    assert [row["reason"] for row in found] == [row["reason"] for row in rows(account, every=False)]
