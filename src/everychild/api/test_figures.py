"""Figures as a notebook has them: by id, as JSON, as a relation."""

from __future__ import annotations

import pytest

from everychild.api import Account, Home
from everychild.api.conftest import AS_OF
from everychild.oversight import Cohort
from everychild.oversight.results import Tally


def test_a_figure_is_found_by_its_id(account: Account) -> None:
    figures = account.figures()
    assert figures["children_handed_to_hhs"].total == Tally(4, 4, 0)
    assert figures["children_without_served_notice"].total == Tally(2, 4, 0)
    with pytest.raises(KeyError):
        figures["children_lost"]


def test_the_relation_has_a_row_per_figure_and_line(account: Account) -> None:
    figures = account.figures(Cohort(2024, 2024))
    relation = figures.relation
    assert relation.columns == ["figure", "by", "line", "count", "of", "cannot_tell"]
    unserved = relation.filter("figure = 'children_without_served_notice'")
    assert unserved.filter("\"by\" in ('all', 'fiscal_year')").order('"by"').fetchall() == [
        ("children_without_served_notice", "all", "all", 2, 4, 0),
        ("children_without_served_notice", "fiscal_year", "2024", 2, 4, 0),
    ]
    for breakdown in ("state", "age"):
        added = unserved.filter(f"\"by\" = '{breakdown}'").aggregate('sum("count"), sum("of"), sum(cannot_tell)')
        assert added.fetchall() == [(2, 4, 0)]
    assert {row[0] for row in relation.fetchall()} == {result.id for result in figures}


def test_what_is_withheld_is_null_and_never_zero(account: Account) -> None:
    withheld = account.figures(suppress_below=11)
    handed = next(each for each in withheld.as_json()["figures"] if each["id"] == "children_handed_to_hhs")
    assert (handed["count"], handed["suppressed"]) == (None, True)
    assert withheld.relation.filter("figure = 'children_handed_to_hhs' and line = 'all'").fetchall() == [
        ("children_handed_to_hhs", "all", "all", None, None, 0)
    ]


def test_a_receipt_names_what_was_read(home: Home, account: Account) -> None:
    receipt = account.figures().receipt
    assert [each["id"] for each in receipt["deliveries"]] == [each.id for each in home.ledger.deliveries()]
    assert (receipt["as_of"], receipt["known_by"]) == ("2024-05-31", "2024-06-02T00:00:00+00:00")
    assert (receipt["cohort"], receipt["suppressed_below"], receipt["links"]) == (None, None, account.links_digest)


def test_what_was_not_known_yet_is_not_counted(home: Home) -> None:
    before = home.figures(AS_OF.happened_by, known_by="2024-05-31T00:00:00+00:00")
    assert before["children_handed_to_hhs"].total == Tally(0, 0, 0)
