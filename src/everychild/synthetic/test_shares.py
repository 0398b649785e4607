from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from everychild.synthetic import described, parameters
from everychild.synthetic.parameters import Share, Weights
from everychild.terms.refusals import Refused


def _count(folder: Path, sql: str) -> float:
    [(count,)] = duckdb.execute(sql.replace("@", str(folder) + "/")).fetchall()
    return float(count)


def test_realised_shares_are_near_the_published_ones(large: Path) -> None:
    compared = described(large)
    assert len(compared) > 80
    for line in compared:
        assert line.realised == pytest.approx(line.published, rel=0.05), line


def test_every_parameter_names_its_source() -> None:
    sourced = [value for value in vars(parameters).values() if isinstance(value, Share | Weights)]
    assert len(sourced) > 60
    assert all(value.source for value in sourced)


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
