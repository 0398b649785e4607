"""The sentences at the head of the report and of its sections, made from the numbers that may be shown.

Where a number is withheld, the sentence is one that does without it.
"""

from __future__ import annotations

from collections.abc import Mapping

from everychild.look.wording import Wording
from everychild.oversight.report.shares import numbers, share, sum_of
from everychild.oversight.results import Count, Interval, Result, Tally
from everychild.oversight.tables import Table

Results = Mapping[str, Result]
Tables = Mapping[str, Table]


def _count(results: Results, name: str) -> Count:
    return results[name].total.count


def _line(table: Table, line: str) -> Count:
    return table.lines.get(line, (0,))[0]


def title(results: Results, said: Wording) -> str:
    """The title of the report."""
    handed = _count(results, "children_handed_to_hhs")
    if not isinstance(handed, int):
        return said.gettext("The account of a few children")
    return said.ngettext("The account of %(number)s child", "The account of %(number)s children", handed)


def lede(results: Results, tables: Tables, said: Wording) -> list[str]:
    """The first paragraph: who was confirmed lately, of whom nothing is known, and who waits for a notice."""
    found = []
    whereabouts = tables["whereabouts"]
    recent, unknown = _line(whereabouts, "with_sponsor.recently"), _line(whereabouts, "unknown")
    if isinstance(recent, int):
        found.append(said.gettext("Somebody confirmed %(recent)s of them with a sponsor in the last 90 days.",
                                  recent=said.number(recent)))  # fmt: skip
    if isinstance(unknown, int) and unknown:
        found.append(said.gettext("No record says where %(unknown)s are.", unknown=said.number(unknown)))
    unserved = _count(results, "children_without_served_notice")
    unexplained = _count(results, "children_without_served_notice_unexplained")
    if isinstance(unserved, int) and unserved and isinstance(unexplained, int):
        found.append(said.gettext(
            "The government has served no notice to appear in court on %(unserved)s, and for %(unexplained)s of those "
            "no record says why.", unserved=said.number(unserved), unexplained=said.number(unexplained)))  # fmt: skip
    elif isinstance(unserved, int):
        found.append(said.gettext("The government has served no notice to appear in court on %(unserved)s.",
                                  unserved=said.number(unserved)))  # fmt: skip
    return found


def custody(results: Results, said: Wording) -> str:
    """The finding on custody."""
    total = results["custody_never_accepted"].total
    shown = numbers(total.count, total.of)
    if not shown:
        return said.gettext("What one agency handed over, the next must accept")
    never, of = shown
    if total.cannot_tell == of and of:
        return said.gettext("Nobody has told us which children were accepted")
    if not never:
        return said.ngettext(
            "The one child handed over is on record as accepted",
            "All %(number)s children handed over are on record as accepted",
            of,
        )
    return said.ngettext(
        "%(number)s child of %(of)s was handed over and never recorded as accepted",
        "%(number)s of %(of)s children were handed over and never recorded as accepted",
        never,
        of=said.number(of),
    )


def assurance(tables: Tables, said: Wording) -> str:
    """The finding on how long ago whereabouts were confirmed."""
    table = tables["assurance"]
    long_ago = sum_of(table.lines[line][0] for line in list(table.lines)[3:-1])
    shown = numbers(long_ago, (table.total or (0,))[0])
    if not shown or not shown[1]:
        return said.gettext("How long ago anybody confirmed where the children are")
    return said.gettext(
        "For %(long_ago)s of %(of)s children with a sponsor, nobody has confirmed in 90 days where they are",
        long_ago=said.number(shown[0]), of=said.number(shown[1]))  # fmt: skip


def road(tables: Tables, said: Wording) -> str:
    """The finding on the road to court: the step after which most children went no further."""
    lines = {line: count for line, (count,) in tables["road"].lines.items()}
    stopped = {line: lines[line] for line in ("handed_over", "accepted", "served", "filed")}
    shown = numbers(*stopped.values())
    if not shown or not any(shown):
        return said.gettext("The road from the hand-over to a hearing, step by step")
    where = dict(zip(stopped, shown, strict=True))
    most = max(where, key=lambda line: where[line])
    count = said.number(where[most])
    if most == "handed_over":
        return said.gettext("Most who stop on the road to court stop at its start: HHS never accepted %(count)s",
                            count=count)  # fmt: skip
    if most == "accepted":
        return said.gettext("Most who stop on the road to court stop before the notice: %(count)s were served none",
                            count=count)  # fmt: skip
    if most == "served":
        return said.gettext("Most who stop on the road to court stop at the filing: %(count)s were served a notice "
                            "that the court does not have", count=count)  # fmt: skip
    return said.gettext("Most who stop on the road to court wait for a date: for %(count)s no hearing was set",
                        count=count)  # fmt: skip


def delay(results: Results, said: Wording) -> str:
    """The finding on explained and unexplained delay."""
    unserved = _count(results, "children_without_served_notice")
    unexplained = _count(results, "children_without_served_notice_unexplained")
    if not isinstance(unserved, int):
        return said.gettext("Children without a served notice to appear")
    if not unserved:
        return said.gettext("No child waits for a notice to appear")
    if not isinstance(unexplained, int):
        return said.ngettext("%(number)s child waits for a notice to appear",
                             "%(number)s children wait for a notice to appear", unserved)  # fmt: skip
    return said.gettext(
        "%(unserved)s children wait for a notice to appear; for %(unexplained)s no record says why",
        unserved=said.number(unserved), unexplained=said.number(unexplained))  # fmt: skip


def missed_hearings(results: Results, tables: Tables, said: Wording) -> str:
    """The finding on missed hearings and what was done about them."""
    table = tables["missed_hearings"]
    shown = numbers(_line(table, "nothing"), (table.total or (0,))[0])
    if shown and shown[1]:
        return said.gettext("After %(nothing)s of %(all)s missed hearings, no record shows that anyone tried to reach "
                            "the child", nothing=said.number(shown[0]), all=said.number(shown[1]))  # fmt: skip
    missed = results["children_who_missed_a_hearing"].total
    counted = numbers(missed.count, missed.of)
    if counted:
        return said.gettext("%(missed)s of %(of)s children served missed a hearing",
                            missed=said.number(counted[0]), of=said.number(counted[1]))  # fmt: skip
    return said.gettext("Missed hearings, and what was done about them")


def protection(results: Results, tables: Tables, said: Wording) -> str:
    """The finding on who was seen and how the safety calls went."""
    never = _line(tables["protection"], "never_seen_since_release")
    calls = numbers(_count(results, "safety_calls_timely"), _count(results, "safety_calls_due"))
    if isinstance(never, int) and calls:
        return said.gettext(
            "%(never)s children were never seen since release; %(timely)s of %(due)s safety calls due were answered in "
            "time", never=said.number(never), timely=said.number(calls[0]), due=said.number(calls[1]))  # fmt: skip
    if isinstance(never, int):
        return said.ngettext("%(number)s child was never seen since release",
                             "%(number)s children were never seen since release", never)  # fmt: skip
    return said.gettext("Who has been seen safe, and who was called")


def addresses(results: Results, said: Wording) -> str:
    """The finding on release addresses."""
    bad = results["release_addresses_defective"].total
    shown = numbers(bad.count, bad.of)
    if not shown:
        return said.gettext("The addresses to which children were released")
    return said.gettext("%(bad)s of %(of)s children were released to an address that mail cannot reach",
                        bad=said.number(shown[0]), of=said.number(shown[1]))  # fmt: skip


def breakdowns(years: Mapping[str, Tally], said: Wording) -> str:
    """The finding of the breakdowns: the fiscal year whose children most often wait for a notice."""
    shown = {year: pair for year, tally in years.items() if (pair := numbers(tally.count, tally.of)) and pair[1]}
    if len(shown) < 2 or len(shown) < len(years):
        return said.gettext("The same figures by fiscal year, by state and by age")
    year = max(shown, key=lambda name: (shown[name][0] / shown[name][1], name))
    count, of = shown[year]
    return said.gettext("Children handed over in fiscal year %(year)s wait most often for a notice: %(share)s of them",
                        year=year, share=share(said, count, of))  # fmt: skip


def between(interval: Interval, said: Wording) -> str:
    """Between which numbers a count lies; nothing where that is withheld."""
    if not isinstance(interval, tuple):
        return ""
    low, high = interval
    if low == high:
        return said.gettext("The links in doubt leave this number as it is.")
    return said.gettext("Between %(low)s and %(high)s, since links between records are in doubt.",
                        low=said.number(low), high=said.number(high))  # fmt: skip


def doubt(results: Results, said: Wording) -> str:
    """Whether links that are in doubt change any figure."""
    ends = [result.interval for result in results.values() if isinstance(result.interval, tuple)]
    if any(low < high for low, high in ends):
        return said.gettext("Which records are one child is in doubt for some; each figure says between which numbers "
                            "that leaves it.")  # fmt: skip
    return said.gettext("No doubt about which records are one child changes a figure shown here.")


def links(results: Results, said: Wording) -> str:
    """The finding on records that link to no child."""
    shown = numbers(_count(results, "notices_without_a_child"), _count(results, "cases_without_a_child"))
    if not shown:
        return said.gettext("Notices and court cases that link to no child")
    return said.gettext("%(notices)s notices and %(cases)s court cases could be linked to no child",
                        notices=said.number(shown[0]), cases=said.number(shown[1]))  # fmt: skip
