"""The tables against a few children whose story is told."""

from datetime import date

import duckdb
import pytest

from everychild.accounting.account import account
from everychild.oversight import catalog, compute
from everychild.oversight.examples import Example, lay_out
from everychild.oversight.tables import Table, tables
from everychild.oversight.tables.table import counted

AS_OF = date(2024, 9, 30)
Row = dict[str, str]


def row(child: str, happened: str, event: str, **more: str) -> Row:
    return {"child": child, "happened": happened, "event": event, **more}


def accepted(child: str, on: str = "2022-03-01") -> list[Row]:
    return [row(child, f"{on} 10:00", "handed over", who="ORR"), row(child, f"{on} 12:00", "accepted")]


def made(rows: list[Row]) -> dict[str, Table]:
    con = duckdb.connect()
    lay_out(con, Example("Some children", rows))
    account(con, AS_OF, also=catalog.conditions())
    compute(con, AS_OF)
    return {table.id: table for table in tables(con, AS_OF, None)}


def nonzero(table: Table) -> dict[str, object]:
    return {line: number for line, (number,) in table.lines.items() if number}


def test_assurance_counts_days_since_somebody_confirmed_it() -> None:
    rows = []
    for number, day in enumerate(("2024-08-31", "2024-08-30", "2024-07-02", "2024-07-01", "2020-10-01", "2020-09-30")):
        rows += accepted(f"child {number}", "2020-03-01" if day < "2022" else "2022-03-01")
        rows.append(row(f"child {number}", f"{day} 10:00", "released: 1"))
    found = made(rows)
    lines = {"0-30": 1, "31-60": 1, "61-90": 1, "91-120": 1, "1096-1460": 1, "1461+": 1}
    assert nonzero(found["assurance"]) == lines
    assert found["assurance"].lines["not_known"] == (0,)
    recent = sum(number for (number,) in list(found["assurance"].lines.values())[:3])  # type: ignore[misc]
    assert found["whereabouts"].lines["with_sponsor.recently"] == (recent,) == (3,)
    assert found["assurance"].total == (6,)


ROADS = {
    "handed_over": [row("Ana", "2022-03-01 10:00", "handed over", who="ORR")],
    "accepted": [*accepted("Ana"), row("Ana", "2022-04-01", "notice issued")],
    "served": [*accepted("Ana"), row("Ana", "2022-04-01", "notice served")],
    "filed": [*accepted("Ana"), row("Ana", "2022-04-01", "notice served"), row("Ana", "2022-05-01", "notice filed")],
    "hearing_ahead": [*accepted("Ana"), row("Ana", "2024-06-01", "hearing set", about="2024-12-01")],
    "hearing_missed": [*accepted("Ana"), row("Ana", "2023-06-01 10:00", "failed to appear"),
                       row("Ana", "2024-06-01", "hearing set", about="2024-12-01")],
    "hearing_other": [*accepted("Ana"), row("Ana", "2023-06-01", "hearing set", about="2023-07-01"),
                      row("Ana", "2023-06-20", "adjourned", about="2023-07-01")],
    "attended": [*accepted("Ana"), row("Ana", "2023-06-01 10:00", "appeared"),
                 row("Ana", "2023-09-01 10:00", "failed to appear")],
}  # fmt: skip


@pytest.mark.parametrize("step", ROADS)
def test_the_road_ends_at_the_furthest_step(step: str) -> None:
    assert nonzero(made(ROADS[step])["road"]) == {step: 1}


def test_a_hearing_taken_off_or_put_off_is_not_ahead() -> None:
    filed = ROADS["filed"]
    vacated = row("Ana", "2024-06-01", "hearing set", about="2024-12-01", until="2024-08-01")
    assert nonzero(made([*filed, vacated])["road"]) == {"filed": 1}
    put_off = [
        row("Ana", "2024-06-01", "hearing set", about="2024-12-01", record="7"),
        row("Ana", "2024-08-01", "adjourned", about="2024-12-01", record="7"),
    ]
    assert nonzero(made([*filed, *put_off])["road"]) == {"hearing_other": 1}


def test_a_withdrawn_notice_is_no_step() -> None:
    withdrawn = row("Ana", "2022-04-01", "notice served", until="2023-01-01")
    assert nonzero(made([*accepted("Ana"), withdrawn])["road"]) == {"accepted": 1}


def test_delay_by_reason_and_by_waiting_time() -> None:
    rows = [*accepted("Ana"), row("Ana", "2024-01-01", "deferred: docket_backlog")]
    rows += [*accepted("Ben"), row("Ben", "2024-01-01", "deferred")]
    rows += [*accepted("Cid"), row("Cid", "2024-01-01", "deferred: uscis_relief", until="2024-05-01")]
    for name, on in (("Dia", "2024-04-01"), ("Eva", "2024-03-30"), ("Fay", "2023-09-30"), ("Gil", "2022-10-01")):
        rows += accepted(name, on)
    found = made(rows)
    assert nonzero(found["delay_explained"]) == {"docket_backlog": 1, "other": 1}
    waits = {"under_6_months": 1, "6_to_12_months": 1, "1_to_2_years": 2, "over_2_years": 1}
    assert nonzero(found["delay_unexplained"]) == waits
    assert found["delay_unexplained"].total == (5,)


def test_what_followed_each_missed_hearing() -> None:
    followed = {
        "contacted": [row("c", "2023-06-10 10:00", "contacted: no_answer", who="visit")],
        "safety_call": [row("c", "2023-06-10 10:00", "safety call: no_answer")],
        "appeared": [row("c", "2023-09-01 10:00", "appeared")],
        "motion_to_reopen": [row("c", "2023-06-10", "motion to reopen")],
        "custody": [row("c", "2023-06-10 10:00", "apprehended", who="ICE")],
        "nothing": [],
    }
    rows = []
    for done, then in followed.items():
        rows += [*accepted(done), row(done, "2022-05-01 10:00", "released: 1"),
                 row(done, "2023-06-01 10:00", "failed to appear")]  # fmt: skip
        rows += [each | {"child": done} for each in then]
    rows += [*accepted("in care"), row("in care", "2022-04-01 10:00", "failed to appear")]
    rows += [*accepted("of late"), row("of late", "2022-05-01 10:00", "released: 1"),
             row("of late", "2024-09-20 10:00", "failed to appear")]  # fmt: skip
    found = made(rows)
    assert nonzero(found["missed_hearings"]) == {**dict.fromkeys(followed, 1), "custody": 2, "running": 1}
    in_time = {"contacted": 1, "safety_call": 1, "motion_to_reopen": 1, "custody": 2}
    assert nonzero(found["missed_hearings_in_time"]) == in_time
    assert nonzero(found["missed_hearings_later"]) == {"appeared": 1}
    duty = found["missed_hearing_followed_up"].lines
    assert (duty["met"], duty["met_late"]) == ((5,), (1,))


def test_addresses_as_the_latest_release_was_written() -> None:
    rows = []
    written = {
        "deliverable": {"event": "release address: ok"},
        "blank": {"event": "release address: defective", "written": "blank"},
        "undeliverable": {"event": "release address: defective"},
        "unit_missing": {"event": "release address: defective", "written": "unit_missing"},
        "not_checked": {"event": "release address: unknown"},
    }
    for line, said in written.items():
        rows += [*accepted(line), row(line, "2022-05-01 10:00", "released: 1")]
        rows.append({"child": line, "happened": "2022-05-01 10:00", **said})
    rows += [*accepted("not released"), *accepted("not said"), row("not said", "2022-05-01 10:00", "released: 1")]
    assert nonzero(made(rows)["addresses"]) == {**dict.fromkeys(written, 1), "not_checked": 2}


def test_every_line_is_there_even_if_nobody_is_in_it() -> None:
    for name, table in made([row("Ana", "2022-03-01 10:00", "handed over", who="ORR")]).items():
        if name in ("assurance", "road", "delay_explained", "delay_unexplained", "missed_hearings", "addresses"):
            assert len(table.lines) >= 4
            assert table.total == (sum(number for (number,) in table.lines.values()),)  # type: ignore[misc]


def test_a_line_that_no_table_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="no line elsewhere"):
        counted("road", ("here",), [("elsewhere", 1)])
