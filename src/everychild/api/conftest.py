"""A tiny home for the tests of this room: five invented children, delivered by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from everychild.api import Account, Home
from everychild.terms.time import AsOf

AS_OF = AsOf(date(2024, 5, 31), datetime(2024, 6, 2, tzinfo=UTC))
RECEIVED = datetime(2024, 6, 1, 12, tzinfo=UTC)

FILES = {
    "ice_custody": """
stay_id,a_number,dob,holding_agency,apprehended_at,determined_uc_at,hhs_notified_at,handed_over_at,handed_over_to,exceptional_circumstances
Ana,A240000101,2010-06-01,CBP,2024-01-02T09:00:00-06:00,2024-01-02T10:00:00-06:00,2024-01-02T11:00:00-06:00,2024-01-04T09:00:00-06:00,ORR,
Beto,A240000102,2010-06-01,ICE,2024-01-02T09:00:00-06:00,2024-01-02T10:00:00-06:00,2024-01-02T11:00:00-06:00,2024-01-09T09:00:00-06:00,ORR,
Cruz,A240000103,2010-06-01,CBP,2024-05-30T09:00:00-06:00,2024-05-30T10:00:00-06:00,2024-05-30T11:00:00-06:00,,,
Dora,A240000104,2010-06-01,CBP,2024-01-02T09:00:00-06:00,2024-01-02T10:00:00-06:00,2024-01-02T11:00:00-06:00,2024-01-12T09:00:00-06:00,ORR,flood
Elio,A240000105,2010-06-01,CBP,2024-01-02T09:00:00-06:00,,2024-01-02T11:00:00-06:00,2024-01-04T09:00:00-06:00,ORR,
""",
    "orr_care": """
stay_id,portal_id,a_number,accepted_at,discharged_at,discharge_type
Ana,P1,A240000101,2024-01-04T15:00:00-06:00,2024-02-05T12:00:00-06:00,released
Beto,P2,A240000102,2024-01-09T15:00:00-06:00,2024-02-05T12:00:00-06:00,released
Dora,P4,A240000104,2024-01-12T15:00:00-06:00,2024-02-05T12:00:00-06:00,repatriated
Elio,P5,A240000105,2024-01-04T15:00:00-06:00,2024-02-05T12:00:00-06:00,released
""",
    "orr_safety_calls": """
call_id,portal_id,attempted_at,outcome,concern
Ana-1,P1,2024-03-08T10:00:00-06:00,reached_child,labour
Beto-1,P2,2024-03-08T10:00:00-06:00,no_answer,
""",
    "ice_notices": """
notice_id,a_number,issued_on,served_on,filed_on,deferral_reason,deferral_from,deferral_until
Beto,A240000102,,,,legal_representation,2024-02-01,2024-12-31
Elio,A240000105,2024-02-01,2024-02-03,,,,
""",
}


def write(folder: Path, feed: str, name: str | None = None) -> Path:
    """Write one of the files; returns where."""
    file = folder / (name or f"{feed}.csv")
    file.write_text(FILES[feed].lstrip(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home to which the files were delivered. No test changes it."""
    folder = tmp_path_factory.mktemp("five-children")
    made = Home(folder / "home")
    for feed in FILES:
        made.deliver(feed, write(folder, feed), received_at=RECEIVED)
    return made


@pytest.fixture(scope="session")
def account(home: Home) -> Account:
    """Its account on the last of May 2024."""
    return home.account(AS_OF)


@pytest.fixture(scope="session")
def ids(account: Account) -> dict[str, str]:
    """The id of each child, by name."""
    found = account.con.execute(
        "select record_key, child_id from records join links using (record) join children using (child)"
        " where feed = 'ice_custody'"
    )
    return dict(found.fetchall())
