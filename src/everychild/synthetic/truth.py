"""Who is who: ``truth.csv`` for every record that can be read, ``truth_children.csv`` for every child."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from everychild.synthetic.chance import Flags, Numbers
from everychild.synthetic.errors import given_names, spaced, surnames, true_version
from everychild.synthetic.journeys import IN_CARE
from everychild.synthetic.later import BROKEN, LATE
from everychild.synthetic.layout import FEEDS, NUMBERED
from everychild.synthetic.moments import Moments, unstated
from everychild.synthetic.names import COUNTRIES
from everychild.synthetic.parameters import DISCHARGE
from everychild.synthetic.people import LANGUAGES
from everychild.synthetic.population import Population
from everychild.synthetic.tables import Texts, Values, text
from everychild.terms.sql import text as literal

_LABELLED = ("child", "twin_of", "sibling_of", "namesake_of")


def write_truth(con: duckdb.DuckDBPyConnection, population: Population, to: Path) -> None:
    """Writes both files. A record that is broken for good is left out: no one can be asked to link it."""
    con.execute("create or replace temp table truth (feed varchar, record_key varchar, child varchar)")
    for feed, columns in FEEDS.items():
        rows = population.tables[feed]
        sound = rows.arrival != BROKEN
        con.register("given", {"key": population.keys[feed][sound], "child": rows.child[sound]})
        key = f"printf({literal(NUMBERED[feed][columns[0]])}, key)"
        con.execute(f"insert into truth select {literal(feed)}, {key}, {_label('child')} from given")
        con.unregister("given")
    con.execute(f"copy truth to {literal(str(to / 'truth.csv'))} (header)")
    con.execute("drop table truth")
    children = _children(population)
    con.register("given", children)
    listed = ", ".join(
        f"{_label(name) if name in _LABELLED else f'nullif({name}::varchar, {literal(str())})'} as {name}"
        for name in children
    )
    con.execute(f"copy (select {listed} from given) to {literal(str(to / 'truth_children.csv'))} (header)")
    con.unregister("given")


def _label(number: str) -> str:
    return f"case when {number} >= 0 then printf('child-%07d', {number}) end"


def _children(population: Population) -> dict[str, Values]:
    people, entries, n = population.people, population.entries, len(population.people)
    first = np.flatnonzero(~entries.again)
    outcome = text((*DISCHARGE, "in_care"), np.where(entries.how == IN_CARE, len(DISCHARGE), entries.how))
    history = np.full(n, "separated", dtype=object)
    history[entries.child[first]] = outcome[first]
    history[population.drawn : population.drawn + len(population.lives)] = [life.name for life in population.lives]
    late = np.zeros(n, bool)
    for rows in population.tables.values():
        late[rows.child[rows.arrival == LATE]] = True
    citizen = np.arange(n) >= n - population.citizens
    yes = np.array(["N", "Y"], dtype=object)
    flags = {
        "second_a_number": people.other_number > 0,
        "re_entered": _re_entered(population),
        "indigenous": people.indigenous,
        "us_citizen": citizen,
        "known_late": late,
    }
    who = true_version(people, np.arange(n), np.zeros(n, bool))
    return {
        "child": np.arange(n),
        "kind": _kinds(population),
        "history": history,
        "given_names": spaced(*given_names(who, "accented")),
        "surnames": surnames(who, "accented"),
        "born": _dates(people.born),
        "sex": text(("F", "M"), people.sex),
        "country": np.where(citizen, "United States", text([name for name, *_ in COUNTRIES], people.country)),
        "language": text(LANGUAGES, people.language),
        "twin_of": people.twin_of,
        "sibling_of": np.where(people.lead != np.arange(n), people.lead, -1),
        "namesake_of": people.namesake_of,
        **{name: yes[flag.astype(np.int64)] for name, flag in flags.items()},
        **{name: _dates(when) for name, when in _happened(population).items()},
    }


def _happened(population: Population) -> dict[str, Moments]:
    """When each thing first truly happened to each child, in UTC, whether or not a record tells it."""
    tables, entries, n = population.tables, population.entries, len(population.people)

    def first(child: Numbers, when: Moments) -> Moments:
        earliest = unstated(n, np.datetime_data(when.dtype)[0])
        np.fmin.at(earliest, child, when)
        return earliest

    def told(feed: str, column: str, having: str = "", value: str = "") -> Moments:
        rows = tables[feed]
        kept = rows[having] == value if having else np.ones(len(rows), bool)
        return first(rows.child[kept], rows[column][kept])

    custody = tables["ice_custody"]
    to_hhs = custody["handed_over_to"] != "ICE"
    handed = first(custody.child[to_hhs], custody["handed_over_at"][to_hhs])
    return {
        "handed_to_hhs_at": np.fmin(handed, first(entries.child, entries.handed)),
        "accepted_at": told("orr_care", "accepted_at"),
        "left_care_at": told("orr_care", "discharged_at"),
        "reached_by_call_at": told("orr_safety_calls", "attempted_at", "outcome", "reached_child"),
        "notice_served_on": told("ice_notices", "served_on"),
        "missed_hearing_at": told("eoir_hearings", "scheduled_at", "outcome", "failed_to_appear"),
        "ordered_in_absentia_on": told("eoir_cases", "in_absentia_order_on"),
        "separated_at": told("separations", "separated_at"),
    }


def _dates(when: Moments) -> Texts:
    return np.where(np.isnat(when), "", np.datetime_as_string(when)).astype(object)


def _re_entered(population: Population) -> Flags:
    again = np.zeros(len(population.people), bool)
    again[population.entries.child[population.entries.again]] = True
    return again


def _kinds(population: Population) -> Texts:
    """For each child, the one word by which an evaluation of links groups it: the last that applies."""
    people, n = population.people, len(population.people)
    kind = np.full(n, "ordinary", dtype=object)
    kind[people.indigenous] = "indigenous"
    kind[people.other_number > 0] = "second_a_number"
    kind[_re_entered(population)] = "re_entered"
    _both(kind, people.namesake_of, "namesake")
    kind[people.has_sibling] = "sibling"
    _both(kind, people.twin_of, "twin")
    kind[population.drawn :] = "planted"
    kind[n - population.nowhere - population.citizens :] = "separated_only"
    kind[n - population.citizens :] = "us_citizen"
    return kind


def _both(kind: Texts, of: Values, word: str) -> None:
    pairs = of >= 0
    kind[pairs] = word
    kind[of[pairs]] = word
