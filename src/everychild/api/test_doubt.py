"""What could be linked otherwise is accounted for otherwise too, and every figure's interval says so."""

from __future__ import annotations

from itertools import product

import duckdb
import pytest

from everychild import oversight
from everychild.accounting.account import account as account_for
from everychild.api import Account, Home
from everychild.api.conftest import AS_OF
from everychild.identity.children import make_children, make_links

Record = tuple[str, str]
Groups = tuple[tuple[Record, ...], ...]

ELIO = (("ice_custody", "Elio"), ("orr_care", "Elio"))
NOTICE = (("ice_notices", "Elio"),)
ANA, BETO = ((("ice_custody", name), ("orr_care", name), ("orr_safety_calls", f"{name}-1")) for name in ("Ana", "Beto"))
BETOS_NOTICE = (("ice_notices", "Beto"),)
IN_DOUBT: dict[int, list[tuple[float, Groups]]] = {
    1: [(0.5, (ELIO + NOTICE,)), (0.5, (ELIO, NOTICE))],
    2: [(0.6, (ANA, BETO + BETOS_NOTICE)), (0.3, (ANA + BETO + BETOS_NOTICE,)), (0.1, (ANA + BETOS_NOTICE, BETO))],
}
"""Whether the notice served in Elio's name is his; whether Ana and Beto are one child; whose notice Beto's is."""


@pytest.fixture
def doubtful(home: Home) -> Account:
    """The account of the five children, with three links in doubt."""
    made = home.account(AS_OF)
    record = numbers(made.con)
    made.con.execute("delete from identity_uncertain")
    for component, options in IN_DOUBT.items():
        for option, (probability, groups) in enumerate(options):
            for group in groups:
                child = min(record[each] for each in group)
                for each in group:
                    row = [component, option, record[each], child, probability]
                    made.con.execute("insert into identity_uncertain values (?, ?, ?, ?, ?)", row)
    return made


def numbers(con: duckdb.DuckDBPyConnection) -> dict[Record, int]:
    return {
        (feed, key): record
        for feed, key, record in con.execute("select feed, record_key, record from records").fetchall()
    }


def test_nothing_in_doubt_leaves_both_ends_at_the_count(home: Home) -> None:
    account = home.account(AS_OF)
    account.con.execute("delete from identity_uncertain")
    for each in account.figures():
        assert each.interval == (each.total.count, each.total.count)


def test_a_notice_that_may_be_hers_or_nobodys_widens_what_rests_on_it(doubtful: Account) -> None:
    figures = doubtful.figures()
    assert figures["children_without_served_notice"].total.count == 2
    assert figures["children_without_served_notice"].interval == (1, 3)
    assert figures["children_handed_to_hhs"].interval == (3, 4), "two of them may be one child"
    assert figures["notices_without_a_child"].interval == (0, 1)
    assert figures["cases_without_a_child"].interval == (0, 0)


def test_the_account_itself_stays_as_it_is(doubtful: Account) -> None:
    before = doubtful.con.execute("select * from entries order by all").fetchall()
    doubtful.figures()
    assert doubtful.con.execute("select * from entries order by all").fetchall() == before


def test_redrawing_those_in_doubt_equals_recomputing_everybody(home: Home, doubtful: Account) -> None:
    worlds = doubtful.in_doubt.counted(None)
    first = {1: 0, 2: len(IN_DOUBT[1])}
    chosen = doubtful.figures()
    links = doubtful.links_digest
    for options in product(*(range(len(each)) for each in IN_DOUBT.values())):
        everybody = recomputed(home, links, dict(zip(IN_DOUBT, options, strict=True)))
        for each in chosen:
            assert isinstance(each.total.count, int)
            adds = worlds.adds.get(each.id)
            change = 0
            for component, option in zip(IN_DOUBT, options, strict=True):
                change += adds[first[component] + option] - adds[first[component]] if adds is not None else 0
            assert everybody[each.id] == each.total.count + change, (each.id, options)


def recomputed(home: Home, links: str, options: dict[int, int]) -> dict[str, object]:
    """Every figure's count, all children accounted for with these options in place of their links."""
    con = home.account(AS_OF, links=links).con
    record = numbers(con)
    con.execute("create or replace temp table identity_clusters as select record, child from links")
    for component, option in options.items():
        for group in IN_DOUBT[component][option][1]:
            child = min(record[each] for each in group)
            for each in group:
                con.execute("update identity_clusters set child = ? where record = ?", [child, record[each]])
    make_links(con)
    make_children(con)
    account_for(con, AS_OF.happened_by, also=oversight.conditions())
    return {result.id: result.total.count for result in oversight.compute(con, AS_OF.happened_by)}


def test_a_record_that_is_not_listed_goes_with_the_first_of_its_child(doubtful: Account) -> None:
    before = [each.interval for each in doubtful.figures()]
    doubtful.con.execute(
        "delete from identity_uncertain where record in (select record from records where feed = 'orr_safety_calls')"
    )
    del doubtful.in_doubt
    assert [each.interval for each in doubtful.figures()] == before


def test_pinned_links_keep_their_doubt(home: Home, doubtful: Account) -> None:
    again = home.account(AS_OF, links=doubtful.links_digest)
    assert again.links_digest == doubtful.links_digest
    assert [each.interval for each in again.figures()] == [each.interval for each in doubtful.figures()]
    certain = home.account(AS_OF)
    certain.con.execute("delete from identity_uncertain")
    assert certain.links_digest != doubtful.links_digest
