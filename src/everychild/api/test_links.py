"""What people do with links: look, judge, ask why, take back; and an id that follows the child."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from everychild.api import Home
from everychild.terms.refusals import Refused

AS_OF = "2024-05-31"
RECEIVED = datetime(2024, 6, 1, 12, tzinfo=UTC)
BORDER, CARE = "ice_custody:Ana-1", "orr_care:Ana-2"
CUSTODY = "stay_id,a_number,last_name,first_name,dob,apprehended_at\n"
STAYS = "stay_id,portal_id,full_name,dob,accepted_at\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Two records that could hardly be one child by what they say, and another child's."""
    made = Home(tmp_path / "home")
    files = {
        "ice_custody": f"{CUSTODY}Ana-1,A240000101,Caal Pop,Ana,2010-06-01,2024-01-02T09:00:00-06:00\n"
        "Luz-1,A240000777,Ixim Tut,Luz,2007-03-09,2023-05-02T09:00:00-06:00\n",
        "orr_care": f"{STAYS}Ana-2,P1,Juana Kahal,2009-01-06,2024-01-04T15:00:00-06:00\n",
    }
    for feed, rows in files.items():
        file = tmp_path / f"{feed}.csv"
        file.write_text(rows, encoding="utf-8")
        made.deliver(feed, file, received_at=RECEIVED)
    return made


def child_of(home: Home, record: str) -> str:
    feed, key = record.split(":")
    found = home.children().filter(f"feed = '{feed}' and record_key = '{key}'").fetchall()
    return str(found[0][0])


def test_a_judgement_joins_and_an_old_id_leads_to_the_child(home: Home) -> None:
    older, other = child_of(home, BORDER), child_of(home, CARE)
    assert older != other
    home.links.judge(BORDER, CARE, "same", by="R. Reviewer", because="one photograph")
    told = home.child(other, AS_OF)
    assert (told["child_id"], told["asked_for"]) == (older, other)
    assert told["records"] == [BORDER, CARE]
    assert [(each["was"], each["now"], each["kind"]) for each in told["moves"]] == [(other, older, "joined")]
    assert home.account(AS_OF).child(other)["records"] == told["records"]


def test_a_withdrawal_takes_it_back_and_the_past_stays(home: Home) -> None:
    older, other = child_of(home, BORDER), child_of(home, CARE)
    made = home.links.judge(BORDER, CARE, "same", by="R. Reviewer", because="one photograph")
    between = datetime.now(UTC)
    assert child_of(home, CARE) == older
    home.links.withdraw(made, by="S. Supervisor", because="another photograph")
    assert child_of(home, CARE) == other
    assert {each["kind"] for each in home.child(older, AS_OF)["moves"]} == {"joined", "split"}
    as_it_stood = {row[0] for row in home.children(known_by=between).fetchall()}
    assert other not in as_it_stood
    assert home.child(older, AS_OF, known_by=between)["records"] == [BORDER, CARE]
    with pytest.raises(Refused, match="withdrawn already"):
        home.links.withdraw(made, by="S. Supervisor", because="again")


def test_a_later_delivery_does_not_rename_a_child(home: Home, tmp_path: Path) -> None:
    before = child_of(home, BORDER)
    file = tmp_path / "more.csv"
    file.write_text(f"{STAYS}Ana-9,P9,Ana Caal Pop,2010-06-01,2024-01-04T15:00:00-06:00\n", encoding="utf-8")
    home.deliver("orr_care", file, received_at=RECEIVED + timedelta(days=1))
    assert child_of(home, "orr_care:Ana-9") == child_of(home, BORDER) == before
    assert home.child(before, AS_OF)["moves"] == []


def test_why_two_records_are_linked_or_not(home: Home) -> None:
    made = home.links.judge(CARE, BORDER, "different", by="R. Reviewer", because="two photographs")
    told = home.links.explain(BORDER, CARE)
    assert not told["together"]
    assert [(each["id"], each["says"]) for each in told["judgements"]] == [(made, "different")]
    steps = {step["comparison"]: step for step in told["compared"]["steps"]}
    assert steps["given"]["values"] == ("ANA", "JUANA")
    assert steps["born"]["bits"] < 0
    total = told["compared"]["prior"] + sum(step["bits"] for step in steps.values())
    assert total == pytest.approx(told["compared"]["weight"], abs=0.1)


def test_a_record_that_is_not_known_is_refused(home: Home) -> None:
    for record in ("orr_care:nobody", "orr_care"):
        with pytest.raises(Refused, match="No record of that name"):
            home.links.judge(BORDER, record, "same", by="R. Reviewer", because="why")
        with pytest.raises(Refused, match="No record of that name"):
            home.links.explain(BORDER, record)
    with pytest.raises(Refused, match="two different records"):
        home.links.judge(BORDER, BORDER, "same", by="R. Reviewer", because="why")


def test_nothing_in_doubt_is_nothing_to_review(home: Home) -> None:
    assert home.links.review() == {"pairs": [], "in_doubt": 0}
