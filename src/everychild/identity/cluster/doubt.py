"""Where the links are in doubt: the other groupings that could be true, with their probabilities, and whom to ask."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import duckdb
import numpy as np

from everychild.identity.cluster.thresholds import REVIEW
from everychild.identity.cluster.together import components

OPTIONS = 8
"""So many of the likeliest groupings of a component are kept."""

LEAST_ODDS = 2.0**-4
"""A choice less likely than this, beside the likeliest, is left out."""

ALONE = -1


@dataclass(frozen=True)
class Unit:
    """Records that move together, where they are now, and what they could choose: home to odds."""

    number: int
    now: int
    odds: Mapping[int, float]


def doubt(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_uncertain`` and ``identity_review`` from the claims that were not certain.

    ``identity_uncertain`` (component, option, record, child, probability): for each component with real doubt the
    likeliest clusterings of all its named records, option 0 the one that was chosen; probabilities add up to 1.
    ``identity_review`` (a, b, weight, because, component): the pairs that a person should look at; weight is that of
    the claim.
    """
    _place(con)
    units = _units(con)
    moves = _moves(con, units)
    _uncertain(con, moves)
    _review(con)
    for table in ("identity_choices_now", "identity_moves", "identity_members", "identity_unit_groups"):
        con.execute(f"drop table {table}")


def _place(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_choices_now`` (unit, home, weight, now): choices by the groups as they ended."""
    con.execute(
        """
        create or replace temp table identity_unit_groups as
        select unit, min(record) as first, min(grp) as now, count(*) as records
        from identity_units join identity_groups using (record) group by unit
        """
    )
    con.execute(
        f"""
        create or replace temp table identity_choices_now as
        with whole as (select grp, count(*) as records from identity_groups group by grp),
        placed as (
            select unit, now, case when home is null then {ALONE}
                                   when g.grp = now and u.records = whole.records then null else g.grp end as home,
                   weight, u.records = whole.records as stands_alone
            from identity_choices join identity_unit_groups u using (unit)
            join whole on whole.grp = now left join identity_groups g on g.record = home)
        select unit, home, max(weight) as weight, case when stands_alone then {ALONE} else now end as now
        from placed where home is not null group by all
        """
    )


def _units(con: duckdb.DuckDBPyConnection) -> list[Unit]:
    """The units that have more than one choice worth the name."""
    rows = con.execute("select unit, now, home, weight from identity_choices_now order by unit, home").fetchall()
    units = []
    for number, found in groupby(rows, itemgetter(0)):
        choices = list(found)
        odds = {home: 2.0**weight for _, _, home, weight in choices}
        now = choices[0][1]
        odds.setdefault(now, 2.0 ** min(weight for *_, weight in choices))
        least = LEAST_ODDS * max(odds.values())
        odds = {home: value for home, value in odds.items() if value >= least or home == now}
        if len(odds) > 1:
            units.append(Unit(number, now, odds))
    return units


Move = tuple[int, int, int, int, float]
"""Component, option, unit, home, probability of the option."""


def _moves(con: duckdb.DuckDBPyConnection, units: Sequence[Unit]) -> list[Move]:
    """Options of every component: for each, where each of its units goes."""
    found = con.execute("select unit, now as grp from identity_unit_groups").fetchall()
    inside = dict(found)
    a = np.array([u.number for u in units for _ in (inside[u.number], *u.odds)], dtype=np.int64)
    b = np.array([h for u in units for h in (inside[u.number], *(u.number if h == ALONE else h for h in u.odds))],
                 dtype=np.int64)  # fmt: skip
    label = components(int(max(a.max(), b.max())) + 1 if len(a) else 0, a, b)
    rows: list[Move] = []
    ordered = sorted(units, key=lambda u: (label[u.number], u.number))
    for key, members in groupby(ordered, lambda u: int(label[u.number])):
        together = list(members)
        options = likeliest(together)
        total = math.fsum(odds for _, odds in options)
        for number, (homes, odds) in enumerate(options):
            rows += [(key, number, u.number, home, odds / total) for u, home in zip(together, homes, strict=True)]
    return rows


def likeliest(units: Sequence[Unit]) -> list[tuple[tuple[int, ...], float]]:
    """The likeliest joint choices of the units with their odds, that which is chosen now first."""
    beam: list[tuple[tuple[int, ...], float]] = [((), 1.0)]
    for unit in units:
        total = sum(unit.odds.values())
        wider = [((*homes, home), odds * value / total) for homes, odds in beam for home, value in unit.odds.items()]
        wider.sort(key=lambda option: (-option[1], option[0]))
        beam = wider[: OPTIONS * 4]
    now = tuple(unit.now for unit in units)
    odds_now = math.prod(unit.odds[unit.now] / sum(unit.odds.values()) for unit in units)
    others = [option for option in beam if option[0] != now]
    return [(now, odds_now), *others[: OPTIONS - 1]]


def _uncertain(con: duckdb.DuckDBPyConnection, moves: list[Move]) -> None:
    """Make ``identity_moves`` and from it ``identity_uncertain``: every record of the components, option by option."""
    names = ("component", "option", "unit", "home")
    columns = {name: np.array([move[i] for move in moves], dtype=np.int32) for i, name in enumerate(names)}
    columns["probability"] = np.array([move[4] for move in moves], dtype=np.float64)
    con.register("identity_found", columns)
    con.execute("create or replace temp table identity_moves as from identity_found")
    con.unregister("identity_found")
    con.execute(
        f"""
        create or replace temp table identity_members as
        with groups as (
            select component, grp from identity_moves join identity_unit_groups using (unit)
            join identity_groups on record = first
            union select component, home from identity_moves where home <> {ALONE}),
        named as (select component, record, g.grp, unit
                  from groups join identity_groups g using (grp) left join identity_units using (record)
                  left join (select distinct unit as moving from identity_moves) on moving = unit)
        select component, record, grp, unit from named
        """
    )
    con.execute(
        f"""
        create or replace temp table identity_uncertain as
        with options as (select distinct component, option, probability from identity_moves),
        placed as (
            select m.component, o.option, m.record, o.probability,
                   case when v.home is null then m.grp when v.home = {ALONE} then -m.unit - 1 else v.home end as home
            from identity_members m join options o using (component)
            left join identity_moves v on v.component = m.component and v.option = o.option and v.unit = m.unit)
        select component, option, record, min(record) over (partition by component, option, home) as child, probability
        from placed order by component, option, record
        """
    )


def _review(con: duckdb.DuckDBPyConnection) -> None:
    """The pair that best stands for each choice that is neither certain nor hopeless."""
    con.execute(
        f"""
        create or replace temp table identity_review as
        with best as (select unit, home, weight, now,
                             weight - log2(sum(pow(2, weight)) over (partition by unit) - pow(2, weight)) as margin
                      from identity_choices_now),
        asked as (select * from best where home <> {ALONE} and margin > {REVIEW}),
        pairs as (
            select asked.unit, asked.home, asked.now, asked.weight,
                   max(struct_pack(weight := s.weight, a := -s.l, b := -s.r)) as pair
            from asked join identity_units u on u.unit = asked.unit
            join (select l as one, r as other, * from identity_scored union all
                  select r, l, * from identity_scored) s on s.one = u.record
            join identity_groups g on g.record = s.other and g.grp = asked.home
            anti join identity_units v on v.record = s.other and v.unit = asked.unit
            group by all)
        select -pair.a as a, -pair.b as b, p.weight::double as weight,
               case when home = now then 'joined, though something else could be true'
                    else 'fits, though not clearly better than anything else' end as because,
               coalesce(m.component, p.unit) as component
        from pairs p left join (select distinct unit, component from identity_moves) m using (unit)
        order by a, b
        """
    )
