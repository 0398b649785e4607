"""The language in which figures are declared: of whom, who is counted, and when it cannot be told.

Conditions are those of accounting/language.py, said of each entry of the cohort, with two additions: what a duty
*found* of the entry (``verdict("notice_to_appear_served").is_("outstanding")``), and whether a fact could have been
told at all. Nothing here computes: oversight/compile.py turns all figures into one SQL plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from everychild.accounting import moments
from everychild.accounting.language import ALWAYS, Condition, Pick, first, join_conditions, last
from everychild.terms import sql
from everychild.terms.authority import Authority
from everychild.terms.events import Kind, handed_over, released
from everychild.terms.verdicts import Verdict

handed_to_hhs = replace(first(handed_over), to_hhs=True)
"""The hand-over by which an entry belongs to a cohort: its first to HHS."""

latest_release = last(released)
"""The latest release of an entry to a sponsor: a child's is that of the latest entry in the cohort that has one."""

NEVER = Condition("false")


@dataclass(frozen=True)
class OfFindings(Condition):
    """A condition that also looks at what duties found; joining it with others remembers which."""

    findings: frozenset[Finding] = frozenset()

    def __and__(self, other: Condition) -> OfFindings:
        return _joined("({} and {})", self, other)

    def __rand__(self, other: Condition) -> OfFindings:
        return _joined("({} and {})", other, self)

    def __or__(self, other: Condition) -> OfFindings:
        return _joined("({} or {})", self, other)

    def __ror__(self, other: Condition) -> OfFindings:
        return _joined("({} or {})", other, self)

    def __invert__(self) -> OfFindings:
        return OfFindings(f"(not {self.sql})", self.picks, self.findings)


def findings_of(condition: Condition) -> frozenset[Finding]:
    """The findings that a condition looks at."""
    return condition.findings if isinstance(condition, OfFindings) else frozenset()


def _joined(shape: str, one: Condition, other: Condition) -> OfFindings:
    whole = join_conditions(shape, one, other)
    return OfFindings(whole.sql, whole.picks, findings_of(one) | findings_of(other))


@dataclass(frozen=True)
class Finding:
    """What one duty found of an entry.

    With ``latest_from_day``, for a duty that runs once per fact: only the child's latest instance in the cohort that
    started at least so many days before the as-of date, told of the entry in which it started.
    """

    duty: str
    latest_from_day: int | None = None

    def column(self, part: str) -> str:
        """The column that holds one part of the finding."""
        latest = "" if self.latest_from_day is None else f" latest from day {self.latest_from_day}"
        return sql.name(f"{self.duty}{latest}.{part}")

    def _says(self, test: str) -> OfFindings:
        return OfFindings(test, (), frozenset({self}))

    @property
    def found(self) -> OfFindings:
        """The duty applies to the entry."""
        return self._says(f"{self.column('verdict')} is not null")

    def is_(self, *verdicts: str) -> OfFindings:
        """The verdict is one of these."""
        named = sql.listed([Verdict(verdict).value for verdict in verdicts])
        return self._says(f"coalesce({self.column('verdict')} in {named}, false)")

    @property
    def explained(self) -> OfFindings:
        """Outstanding, and a recorded reason in force explains it."""
        return self._says(f"coalesce({self.column('explained')}, false)")

    @property
    def unexplained(self) -> OfFindings:
        """Outstanding, and no recorded reason is in force."""
        return self._says(f"coalesce(not {self.column('explained')}, false)")

    @property
    def past_due(self) -> OfFindings:
        """The as-of date lies after the due date; on the due date itself the duty still runs."""
        return self._says(f"coalesce({{as_of}} > {self.column('due_on')}, false)")

    @property
    def tried(self) -> OfFindings:
        """An attempt is on record, whether or not it succeeded."""
        return self._says(f"{self.column('tried_record')} is not null")


def verdict(duty: str) -> Finding:
    """What a duty that runs once per entry found."""
    return Finding(duty)


def latest_verdict(duty: str, *, from_day: int) -> Finding:
    """What a duty that runs once per fact found of the latest such fact at least ``from_day`` days old."""
    return Finding(duty, from_day)


def told(*kinds: Kind) -> Condition:
    """Every one of these facts could have been told: some delivery had each column that it takes.

    Where one was never delivered, the absence of the fact says nothing.
    """
    names = sorted({name for kind in kinds for name in kind.told_by})
    given = f"count(distinct feed || '.' || \"column\") filter (feed || '.' || \"column\" in {sql.listed(names)})"
    return Condition(f"(select {given} = {len(names)} from told)")


def same_record(one: Pick, other: Pick) -> Condition:
    """Both facts are stated by one record."""
    return Condition(f"coalesce({moments.record('{0}')} = {moments.record('{1}')}, false)", (one, other))


never_accepted = Condition("never_accepted")
"""Some hand-over of the entry to HHS is more than 24 hours old and no acceptance answers it (compile.py)."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every figure says of itself: ``of_whom``, ``counted_when`` and ``unclear_when`` put its conditions in words.

    ``place`` orders the report; figures with the same tens stand in one section.
    """

    asks: str
    first_asked_by: Authority
    of_whom: str
    counted_when: str
    unclear_when: str
    place: int
    caution: str = ""
    unit: str = "children"


@dataclass(frozen=True, kw_only=True)
class Figure(Question):
    """One published number of children.

    ``of``, ``counts`` and ``cannot_tell`` are said of an entry handed over in the cohort. A child is in ``of`` if some
    such entry is, and counted if some entry in ``of`` is; where none is counted, one that cannot be told makes the
    child one of whom it cannot be told.
    ``within`` names the figure whose counted children are this one's ``of`` (``of`` is then left out); with ``splits``
    the figures within it exclude each other and add up, with those of whom it cannot be told, to all of them.
    ``at_latest`` reads only the entry with the latest such fact.
    ``among`` names a figure whose ``of`` holds this one's; with ``apart`` none of these is counted there. Both say
    only what a reader could work out by subtraction, so that nothing small is given away (withhold.py).
    """

    counts: Condition
    of: Condition = ALWAYS
    cannot_tell: Condition = NEVER
    within: str | None = None
    splits: bool = False
    at_latest: Pick | None = None
    among: str | None = None
    apart: bool = False

    @property
    def counts_all(self) -> bool:
        """Everybody in ``of`` is counted, by definition."""
        return self.counts in (ALWAYS, self.of)


@dataclass(frozen=True, kw_only=True)
class RecordFigure(Question):
    """One published number of records that link to no child, of all records of a feed that state such facts.

    ``stating`` are the facts of which a record must state one by the as-of date; empty for any fact at all.
    """

    feed: str
    stating: tuple[Kind, ...] = ()
    unit: str = "records"
