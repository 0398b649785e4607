from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from everychild.synthetic import described, parameters
from everychild.synthetic.sourced import Share, Weights
from everychild.terms.refusals import Refused


def _count(folder: Path, sql: str) -> float:
    [(count,)] = duckdb.execute(sql.replace("@", str(folder) + "/")).fetchall()
    return float(count)


def test_realised_shares_are_near_the_published_ones(large: Path) -> None:
    compared = described(large)
    assert len(compared) > 95
    for line in compared:
        assert line.realised == pytest.approx(line.published, rel=0.05), line


def test_every_parameter_names_its_source() -> None:
    sourced = [value for value in vars(parameters).values() if isinstance(value, Share | Weights)]
    assert len(sourced) > 60
    assert all(value.source for value in sourced)
    assert all(slips.source for slips in parameters.SLIPS.values())


_DEFERRALS = """
    select avg((child in (select child from n where deferral_from <= '2025-01-31'
                          and coalesce(deferral_until, '9') >= '2025-01-31'))::int)
    from c where kind <> 'planted' and accepted_at < '2024' and history <> 'repatriated'
      and child not in (select child from n where served_on is not null)"""


@pytest.mark.parametrize(
    ("assumed", "sql"),
    [
        (parameters.FOLLOWS_A_SIBLING, "select avg((sibling_of is not null)::int) from c"),
        (parameters.NAMESAKE, "select avg((namesake_of is not null)::int) from c"),
        (parameters.RE_ENTERED, "select avg((re_entered = 'Y')::int) from c"),
        (parameters.SEPARATED, "select avg((separated_at is not null and handed_to_hhs_at is not null)::int) from c"),
        (parameters.DISCHARGE_SHARES[2], "select avg((history = 'ran_away')::int) from c"),
        (parameters.DISCHARGE_SHARES[1], "select avg((history = 'repatriated')::int) from c"),
        (parameters.REPRESENTED, "select avg((represented_on is not null)::int) from e where received_on < '2024'"),
        (parameters.DEFERRAL_IN_FORCE, _DEFERRALS),
    ],
)
def test_what_is_assumed_comes_out_as_assumed(large: Path, assumed: float, sql: str) -> None:
    told = """
        with c as (from read_csv('@truth_children.csv', all_varchar = true)),
        t as (from read_csv('@truth.csv', all_varchar = true)),
        n as (from read_csv(['@ice_notices.csv', '@later/ice_notices-2.csv'], all_varchar = true)
              join t on feed = 'ice_notices' and record_key = notice_id),
        e as (from read_csv('@eoir_cases.csv', all_varchar = true)) """
    assert _count(large, told + sql) == pytest.approx(assumed, rel=0.15)


def test_stays_in_care_are_skewed_to_the_right(large: Path) -> None:
    stays = "epoch(left_care_at::timestamp - accepted_at::timestamp)"
    skewed = f"select avg({stays}) / median({stays}) from read_csv('@truth_children.csv', all_varchar = true)"
    assert _count(large, skewed) > 1.3


def test_most_children_were_last_confirmed_long_ago_and_some_lately(large: Path) -> None:
    """Of the children of five years, some appeared in court within a year; of most nothing came after a call."""
    lately = """
        select avg((child in (select child from read_csv('@eoir_hearings.csv', all_varchar = true)
            join read_csv('@truth.csv', all_varchar = true) on feed = 'eoir_hearings' and record_key = hearing_id
            where outcome = 'appeared' and scheduled_at between '2024-02-01' and '2025-01-31T99'))::int)
        from read_csv('@truth_children.csv', all_varchar = true)"""
    assert 0.05 < _count(large, lately) < 0.4


def test_about_two_rows_in_a_thousand_break_their_declaration(large: Path) -> None:
    broken = _count(large, "select count(*) from '@ice_custody.csv' where sex = 'X9' or dob like '1899-13%'")
    rows = _count(large, "select count(*) from '@ice_custody.csv'")
    assert 0 < broken / rows < 0.002


@pytest.mark.parametrize(
    ("what", "low", "high"),
    [
        ("a_number is null", 0.005, 0.02),
        ("a_number in ('A000000000', 'A999999999')", 0.001, 0.006),
        ("length(a_number) = 7", 0.0005, 0.005),
        ("regexp_full_match(a_number, '9[0-9]{7}')", 0.03, 0.07),
        ("dob like '%-01-01'", 0.03, 0.07),
        ("last_name not like '% %'", 0.08, 0.3),
    ],
)
def test_custody_records_slip_as_often_as_the_parameters_say(large: Path, what: str, low: float, high: float) -> None:
    share = _count(large, f"select avg(({what})::int) from read_csv('@ice_custody.csv', all_varchar = true)")
    assert low < share < high


def test_agencies_disagree_about_the_same_child(large: Path) -> None:
    same = """
        select avg((o.dob = i.dob)::int) from read_csv('@orr_care.csv', all_varchar = true) o
        join read_csv('@truth.csv', all_varchar = true) t on t.feed = 'orr_care' and t.record_key = o.stay_id
        join read_csv('@truth.csv', all_varchar = true) u on u.feed = 'ice_custody' and u.child = t.child
        join read_csv('@ice_custody.csv', all_varchar = true) i on i.stay_id = u.record_key"""
    assert 0.82 < _count(large, same) < 0.92


def test_nothing_to_describe_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        described(tmp_path)
