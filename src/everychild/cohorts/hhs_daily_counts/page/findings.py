"""The sentences that head the page and its sections, made from the numbers."""

from __future__ import annotations

from everychild.cohorts.hhs_daily_counts.page.study import Study
from everychild.look.wording import Wording

FRIDAY, SATURDAY = 5, 6


def title(found: Study, said: Wording) -> str:
    """What the page found, in one sentence."""
    pairs, unbalanced = found.summary.pairs, len(found.unbalanced)
    if not unbalanced:
        return said.gettext("HHS’s daily counts of unaccompanied children")
    return said.gettext(
        "HHS’s published daily counts do not balance on %(unbalanced)s of %(pairs)s days",
        unbalanced=said.number(unbalanced),
        pairs=said.number(pairs),
    )


def stock(found: Study, said: Wording) -> str:
    """The number in care, first, last and at the most."""
    known = found.stock
    if not known:
        return said.gettext("How many children were in HHS care, the file does not say")
    highest = max(day.in_care or 0 for day in known)
    first, last = known[0].in_care or 0, known[-1].in_care or 0
    if highest in (first, last):
        return said.gettext(
            "From %(first)s children in HHS care to %(last)s", first=said.number(first), last=said.number(last)
        )
    return said.gettext(
        "From %(first)s children in HHS care to %(last)s, with %(highest)s at the most",
        first=said.number(first),
        last=said.number(last),
        highest=said.number(highest),
    )


def missing(found: Study, said: Wording) -> str:
    """How many days have no row, and that most of them end a week, where they do."""
    absent = found.summary.missing_days
    if not absent:
        return said.gettext("Every day has a row")
    weekend = found.missing_on.get(FRIDAY, 0) + found.missing_on.get(SATURDAY, 0)
    if weekend * 2 <= absent:
        return said.gettext(
            "No row was published for %(absent)s of %(calendar)s days",
            absent=said.number(absent),
            calendar=said.number(found.calendar),
        )
    return said.gettext(
        "No row was published for %(absent)s of %(calendar)s days; %(weekend)s of those are Fridays or Saturdays",
        absent=said.number(absent),
        calendar=said.number(found.calendar),
        weekend=said.number(weekend),
    )


def flows(found: Study, said: Wording) -> str:
    """Which flow was the larger, day by day."""
    if not found.with_both_flows:
        return said.gettext("Who came from CBP and who was discharged, the file does not say together")
    return said.gettext(
        "More children were discharged than came from CBP on %(days)s of %(published)s published days",
        days=said.number(found.more_discharged),
        published=said.number(found.with_both_flows),
    )


def balance(found: Study, said: Wording) -> str:
    """Which way the days miss that do not balance."""
    if not found.summary.pairs:
        return said.gettext("No two days follow each other, so nothing can be balanced")
    if not found.unbalanced:
        return said.gettext("No day is known not to balance")
    return said.gettext(
        "On %(more)s of %(pairs)s days more children are in care than the flows explain, on %(fewer)s fewer",
        pairs=said.number(found.summary.pairs),
        more=said.number(found.more),
        fewer=said.number(found.fewer),
    )
