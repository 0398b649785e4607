"""The sentences at the head of the report and of its sections, made from the numbers that may be shown."""

from __future__ import annotations

from collections.abc import Mapping

from everychild.oversight.report.words import number
from everychild.oversight.results import Count, Result
from everychild.oversight.tables import Table

Results = Mapping[str, Result]


def _count(results: Results, name: str) -> Count:
    return results[name].total.count


def _all_shown(*counts: Count) -> bool:
    return all(isinstance(count, int) for count in counts)


def _children(count: Count) -> str:
    return "no child" if count == 0 else f"{number(count)} children"


def title(results: Results) -> str:
    """The title of the report."""
    handed = _count(results, "children_handed_to_hhs")
    return f"The account of {number(handed)} children" if _all_shown(handed) else "The account of a few children"


def lede(results: Results, whereabouts: Table) -> list[str]:
    """The first paragraph: who was confirmed lately, of whom nothing is known, and who waits for a notice."""
    said = []
    (recent,) = whereabouts.lines.get("with_sponsor.recently", (0,))
    (unknown,) = whereabouts.lines.get("unknown", (0,))
    if _all_shown(recent):
        said.append(f"Somebody confirmed {number(recent)} with a sponsor in the last 90 days.")
    if _all_shown(unknown) and unknown:
        said.append(f"No record says where {number(unknown)} are.")
    unserved = _count(results, "children_without_served_notice")
    unexplained = _count(results, "children_without_served_notice_unexplained")
    if _all_shown(unserved):
        sentence = f"The government has served no notice to appear in court on {number(unserved)}"
        why = f", and for {number(unexplained)} of those no record says why" if _all_shown(unexplained) else ""
        said.append(f"{sentence}{why if unserved else ''}.")
    return said


def custody(results: Results) -> str:
    """The finding on custody."""
    total = results["custody_never_accepted"].total
    if not _all_shown(total.count, total.of):
        return "What one agency handed over, the next must accept"
    if total.cannot_tell == total.of and total.of:
        return "Nobody has told us which children were accepted"
    if total.count == 0:
        return f"All {number(total.of)} children handed over are on record as accepted"
    return f"{_children(total.count).capitalize()} were handed over and never recorded as accepted"


def notices(results: Results) -> str:
    """The finding on notices to appear."""
    unserved = _count(results, "children_without_served_notice")
    unexplained = _count(results, "children_without_served_notice_unexplained")
    if not _all_shown(unserved):
        return "Children without a served notice to appear"
    if not _all_shown(unexplained) or not unserved:
        return f"No notice to appear has been served on {_children(unserved).replace('no child', 'none of them')}"
    return f"{number(unserved)} children wait for a notice to appear; for {number(unexplained)} no record says why"


def court(results: Results) -> str:
    """The finding on missed hearings."""
    missed = results["children_who_missed_a_hearing"].total
    unconfirmed = _count(results, "children_missed_hearing_whereabouts_unconfirmed")
    if not _all_shown(missed.count, missed.of):
        return "Missed hearings, and what is known since"
    opening = f"{number(missed.count)} of {number(missed.of)} children served missed a hearing"
    if not _all_shown(unconfirmed) or not missed.count:
        return opening
    return f"{opening}; of {number(unconfirmed)} nobody has confirmed since where they are"


def addresses(results: Results) -> str:
    """The finding on release addresses."""
    bad = results["release_addresses_defective"].total
    if not _all_shown(bad.count, bad.of):
        return "The addresses to which children were released"
    return f"{number(bad.count)} of {number(bad.of)} children were released to an address that mail cannot reach"


def safety_calls(results: Results) -> str:
    """The finding on safety calls."""
    due, timely = _count(results, "safety_calls_due"), _count(results, "safety_calls_timely")
    if not _all_shown(due, timely):
        return "The safety call at 30 days"
    return f"{number(timely)} of {number(due)} safety calls due were answered from day 30 to day 37"


def links(results: Results) -> str:
    """The finding on records that link to no child."""
    notices_, cases = _count(results, "notices_without_a_child"), _count(results, "cases_without_a_child")
    if not _all_shown(notices_, cases):
        return "Notices and court cases that link to no child"
    return f"{number(notices_)} notices and {number(cases)} court cases could be linked to no child"
