"""The realised shares of an invented population beside the published ones that it was drawn to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from everychild.synthetic import parameters as p
from everychild.synthetic.layout import FEEDS
from everychild.synthetic.names import COUNTRIES
from everychild.synthetic.sourced import ASSUMPTION
from everychild.terms.database import connect
from everychild.terms.refusals import Refused
from everychild.terms.sql import listed, name, text


@dataclass(frozen=True)
class Compared:
    """One share or mean: as published, as realised among ``of`` children, and who published it."""

    what: str
    published: float
    realised: float
    of: int
    source: str


def described(to: Path) -> list[Compared]:
    """Compares the files in ``to``, read with the truth of who is who, with what was published.

    Read as of 31 January 2025 after both files of each feed. Raises Refused if there are no such files.
    """
    if not (to / "truth.csv").is_file():
        raise Refused("No truth.csv was found.", where=str(to), do="Write an invented population there first.")
    con = connect()
    _read(con, to)
    return [*_who(con), *_stays(con), *_duties(con)]


def _read(con: duckdb.DuckDBPyConnection, to: Path) -> None:
    """One table per feed: each key as last told, with the child it speaks of; and one row per child handed over."""
    con.execute(f"create table truth as select * from read_csv({text(str(to / 'truth.csv'))}, all_varchar = true)")
    for feed, columns in FEEDS.items():
        key = name(columns[0])
        files = listed([str(to / f"{feed}.csv"), str(to / "later" / f"{feed}-2.csv")]).strip("()")
        con.execute(
            f"create table {feed} as select child, told.* from (select * from read_csv([{files}], all_varchar = true,"
            f" filename = true) qualify row_number() over (partition by {key} order by length(filename) desc) = 1) told"
            f" join truth on feed = {text(feed)} and record_key = {key}"
        )
    con.execute(
        f"create table who as select * from read_csv({text(str(to / 'truth_children.csv'))}, all_varchar = true)"
    )
    con.execute("""
        create table cohort as
        select child, min(left(handed_over_at, 10)::date) as handed_on, min_by(citizenship, handed_over_at) as country,
               min_by(c.sex, handed_over_at) as sex, min_by(born::date, handed_over_at) as born,
               year(handed_on) + (month(handed_on) >= 10)::int as fiscal_year
        from ice_custody c join who using (child)
        where try_cast(handed_over_at as timestamptz) is not null and not coalesce(handed_over_to = 'ICE', false)
        group by child having fiscal_year between 2019 and 2023""")
    con.execute("""
        create table released as
        select child, left(discharged_at, 10)::date as released_on, sponsor_category, sponsor_state,
               sponsor_street is null or sponsor_zip is null
               or coalesce(sponsor_delivery_check in ('undeliverable', 'unit_missing'), false) as defective
        from orr_care join cohort using (child) where discharge_type = 'released' and discharged_at is not null
        qualify row_number() over (partition by child order by discharged_at::timestamptz desc) = 1""")


def _numbers(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[float, ...]]:
    return con.execute(sql).fetchall()


def _split(
    con: duckdb.DuckDBPyConnection, what: str, sql: str, labels: list[str], weights: tuple[float, ...], source: str
) -> Iterator[Compared]:
    """One line per label; ``sql`` gives label and count, labels it does not give count as nothing."""
    found = {str(label): int(count) for label, count in con.execute(sql).fetchall()}
    total = sum(found.values())
    for label, weight in zip(labels, weights, strict=True):
        published, realised = weight / sum(weights), found.get(label, 0) / max(total, 1)
        yield Compared(f"{what}: {label}", published, realised, total, source)


def _who(con: duckdb.DuckDBPyConnection) -> Iterator[Compared]:
    years = [str(year) for year in p.YEARS]
    volumes = "select fiscal_year, count(*) from cohort group by all"
    yield from _split(con, "handed to HHS by fiscal year", volumes, years, p.VOLUME, p.VOLUME.source)
    of_2022 = p.MONTHS[p.YEARS.index(2022)]
    for at, month in enumerate(("2021-10", "2021-11")):
        here = f"avg((strftime(handed_on, '%Y-%m') = '{month}')::int)"
        [(share, of)] = _numbers(con, f"select {here}, count(*) from cohort where fiscal_year = 2022")
        yield Compared(
            f"handed to HHS in {month}, of FY2022", of_2022[at] / sum(of_2022), share, int(of), of_2022.source
        )
    for name_of, spoken, share_of in (("Q'eqchi'", "KEK", p.SPEAK_QEQCHI), ("Mam", "MAM", p.SPEAK_MAM)):
        sql = f"select avg((language = '{spoken}')::int), count(*) from cohort join who using (child)"
        [(share, of)] = _numbers(con, sql)
        yield Compared(f"first language: {name_of}", share_of, share, int(of), share_of.source)
    first_four = [country.upper() for country, *_ in COUNTRIES[:4]]
    brackets = ["0 to 12", "13 and 14", "15 and 16", "17"]
    for at, year in enumerate(p.YEARS):
        here = f"from cohort where fiscal_year = {year}"
        country = f"case when country in {listed(first_four)} then country else 'another' end"
        sql = f"select {country}, count(*) {here} group by all"
        weights = p.NATIONALITY[at]
        yield from _split(con, f"nationality, {year}", sql, [*first_four, "another"], weights, weights.source)
        sql = f"select sex, count(*) {here} and sex <> 'U' group by all"
        yield from _split(con, f"sex, {year}", sql, ["M", "F"], (p.MALE[at], 1 - p.MALE[at]), p.MALE.source)
        age = "date_diff('year', born, handed_on) - (strftime(handed_on, '%m%d') < strftime(born, '%m%d'))::int"
        bracket = f"[{listed(brackets)[1:-1]}][1 + (age >= 13)::int + (age >= 15)::int + (age >= 17)::int]"
        sql = f"select {bracket}, count(*) from (select {age} as age {here}) group by all"
        yield from _split(con, f"age, {year}", sql, brackets, p.AGES[at], p.AGES[at].source)


def _stays(con: duckdb.DuckDBPyConnection) -> Iterator[Compared]:
    days = "epoch(discharged_at::timestamptz - accepted_at::timestamptz) / 86400"
    for at, year in enumerate(p.YEARS):
        stays = "orr_care join cohort using (child)"
        [(mean, count)] = _numbers(
            con,
            f"""
            select coalesce(avg({days}), 0), count(*) from {stays}
            where fiscal_year = {year} and accepted_at::timestamptz < handed_on + interval 30 day""",
        )
        yield Compared(f"mean days in care, {year}", p.MEAN_DAYS[at], mean, int(count), p.MEAN_DAYS.source)
        if p.CATEGORY[at].source != ASSUMPTION:
            of_year = f"released join cohort using (child) where fiscal_year = {year}"
            sql = f"select sponsor_category, count(*) from {of_year} group by all"
            labels, weights = ["1", "2", "3"], p.CATEGORY[at]
            yield from _split(con, f"sponsor category, {year}", sql, labels, weights, weights.source)
    released = "avg((child in (select child from released))::int), count(*)"
    [(share, of)] = _numbers(con, f"select {released} from cohort")
    yield Compared("released to a sponsor", p.RELEASED, share, int(of), p.RELEASED.source)
    found = dict(con.execute("select sponsor_state, count(*) from released group by all").fetchall())
    total, every = sum(found.values()), sum(p.STATES.values())
    for state, share in list(p.STATES.items())[: p.STATES_PUBLISHED]:
        yield Compared(f"released to {state}", share / every, found.get(state, 0) / max(total, 1), total, p.STATES_2023)
    [(defective, count)] = _numbers(con, "select avg(defective::int), count(*) from released")
    share = p.ADDRESS_BLANK + p.ADDRESS_UNDELIVERABLE + p.ADDRESS_WITHOUT_UNIT
    yield Compared("release address defective", share, defective, int(count), p.INSPECTOR_2025)


def _duties(con: duckdb.DuckDBPyConnection) -> Iterator[Compared]:
    for day, unserved, missed in (
        ("2024-05-31", p.UNSERVED_MAY_2024, p.MISSED_BY_MAY_2024),
        ("2025-01-31", p.UNSERVED_JANUARY_2025, p.MISSED_BY_JANUARY_2025),
    ):
        con.execute(f"""
            create or replace temp table standing as
            select child, coalesce(bool_or(served), false) as served, coalesce(bool_or(ended), false) as ended from (
              select child, false as served, false as ended from orr_care where accepted_at is not null
              union all select child, true, false from ice_notices
                where served_on <= '{day}' and coalesce(withdrawn_on, '9') > '{day}'
              union all select child, false, true from orr_care
                where discharge_type = 'repatriated' and left(discharged_at, 10) <= '{day}'
              union all select child, false, true from orr_incidents
                where kind = 'died' and left(happened_at, 10) <= '{day}'
              union all select child, false, true from eoir_cases where closed_on <= '{day}'
              union all select child, false, true from uscis_relief
                where decision = 'granted' and form <> 'I-765' and decided_on <= '{day}')
            semi join cohort using (child)
            semi join (from orr_care where accepted_at is not null) using (child) group by child""")
        [(share, of)] = _numbers(con, "select avg((not served and not ended)::int), count(*) from standing")
        yield Compared(f"no notice served by {day}", unserved, share, int(of), unserved.source)
        [(share, of)] = _numbers(
            con,
            f"""
            select avg((child in (select h.child from eoir_hearings h where outcome = 'failed_to_appear'
              and left(scheduled_at, 10) <= '{day}'))::int), count(*) from standing where served""",
        )
        yield Compared(f"served, and missed a hearing by {day}", missed, share, int(of), missed.source)
    who_missed = "(select child from eoir_hearings where outcome = 'failed_to_appear')"
    ordered = "avg((child in (select child from eoir_cases where in_absentia_order_on is not null))::int)"
    [(share, of)] = _numbers(con, f"select {ordered}, count(*) from standing where served and child in {who_missed}")
    published = p.ORDERED_AFTER_MISS
    yield Compared("missed a hearing, and ordered removed in absentia", published, share, int(of), published.source)
    [(late, undocumented, child, of)] = _numbers(
        con,
        """
        select avg((kind = 'late')::int), avg((kind = 'undocumented')::int), avg(child_reached::int), count(*) from (
          select child, bool_or(child_reached and day >= 30) as child_reached,
            case when bool_or(reached and day between 30 and 37) then 'timely'
            when bool_or(reached and day >= 30) then 'late'
            when bool_or(day >= 30) then 'unanswered' else 'undocumented' end as kind
          from (select r.child, coalesce(outcome = 'reached_child', false) as child_reached,
                  coalesce(outcome in ('reached_child', 'reached_sponsor_only'), false) as reached,
                  coalesce(date_diff('day', released_on, left(attempted_at, 10)::date), 0) as day
                from released r left join orr_safety_calls c on c.child = r.child
                where released_on <= date '2025-01-31' - 38) group by child)""",
    )
    yield Compared("30-day call late", p.CALL_SHARES[1], late, int(of), p.CALL_SHARES.source)
    yield Compared("30-day call undocumented", p.CALL_SHARES[3], undocumented, int(of), p.CALL_SHARES.source)
    yield Compared("child reached by a call", p.CHILD_REACHED, child, int(of), p.CHILD_REACHED.source)
