"""All figures compiled to one SQL plan over the account: a row per entry of the cohort, then one per child, then sums.

Reads what ``accounting.account.account(con, as_of, also=catalog.conditions())`` left in the connection (``entries``,
``verdicts``, ``hand_overs``, ``later_entries``, ``told``), for records that link to no child ``events`` and ``links``,
and for the sponsors' states ``places``. Leaves ``cohort_entries``(child, entry, handed_on, never_accepted),
``cohort_children``(child, fiscal_year, state, age) and the view ``release_places``.

The same plan counts apart what each *world* adds: a world is one way in which some records in doubt could be joined,
laid out as children of its own (doubt.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from everychild.accounting import moments
from everychild.accounting.account import plan as account_plan
from everychild.accounting.language import ALWAYS, Condition, Pick
from everychild.accounting.picks import column
from everychild.oversight import catalog
from everychild.oversight.breakdowns import BREAKDOWNS, cohort_children, in_order
from everychild.oversight.cohort import Cohort
from everychild.oversight.doubt import METHOD, NO_DOUBT, Columns, with_intervals
from everychild.oversight.figure import Figure, Finding, RecordFigure, findings_of, handed_to_hhs
from everychild.oversight.grouping import BY_LINE, BY_WORLD, Grouping
from everychild.oversight.results import Result, Tally
from everychild.terms import sql
from everychild.terms.events import KINDS

Step = tuple[str, str]


def compute(con: duckdb.DuckDBPyConnection, as_of: date, cohort: Cohort | None = None) -> list[Result]:
    """Every figure, exact, in the order of the report, as if no link were in doubt.

    Without a cohort: of all children handed over by ``as_of``.
    """
    for _, statement in plan(as_of, cohort):
        con.execute(statement)
    found: dict[tuple[str, str | None], dict[str, Tally]] = {}
    for name, by, line, *numbers in con.execute("select * from figures").fetchall():
        found.setdefault((name, by), {})[line] = Tally(*numbers)
    results = []
    for name in catalog.figures():
        (total,) = found.get((name, None), {"": Tally(0, 0, 0)}).values()
        by = {each: found[name, each] for each in BREAKDOWNS if (name, each) in found}
        in_lines = {each: {line: rows[line] for line in in_order(each, rows)} for each, rows in by.items()}
        results.append(Result(name, total, in_lines))
    return with_intervals(results, NO_DOUBT, 0)


def count_by_world(con: duckdb.DuckDBPyConnection, as_of: date, cohort: Cohort | None) -> Columns:
    """How much each world adds to each figure's count, where it adds anything; reads ``worlds``(record, child, world).

    The account in ``con`` is one of all worlds beside each other: each has records and children of its own.
    """
    day = sql.day(as_of)
    con.execute(_cohort(day, cohort))
    added = f"{_of_children(catalog.of_children(), day, BY_WORLD)}{_of_records(catalog.of_records(), BY_WORLD)}"
    found: Columns = con.execute(
        f"select figure, world, count from ({added}) where count > 0 order by all"
    ).fetchnumpy()
    return found


def plan(as_of: date, cohort: Cohort | None) -> list[Step]:
    """The whole computation as named SQL statements, in order."""
    day = sql.day(as_of)
    children, records = catalog.of_children(), catalog.of_records()
    return [
        ("cohort", _cohort(day, cohort)),
        (
            "figures",
            "create or replace temp table figures as "
            f"{_of_children(children, day, BY_LINE)}{_of_records(records, BY_LINE)}",
        ),
    ]


def definitions(as_of: date, cohort: Cohort | None) -> str:
    """Everything that decides the numbers, as text: the account's plan, the figures' plan, the figures' own words.

    The account's plan is written as if every column had been delivered, so that the text does not depend on the data.
    """
    told = {name for kind in KINDS.values() for name in kind.told_by}
    steps = [*account_plan(as_of, told, catalog.conditions()), *plan(as_of, cohort)]
    words = [
        f"{name}: {asked.asks} | {asked.of_whom} | {asked.counted_when} | {asked.unclear_when}"
        for name, asked in catalog.figures().items()
    ]
    return "\n".join([*(statement for _, statement in steps), *words, METHOD])


def _cohort(day: str, cohort: Cohort | None) -> str:
    """The cohort's entries, each with the local date of its first hand-over to HHS, and its children."""
    handed = column(handed_to_hhs)
    within = ""
    if cohort:
        within = f"where handed_on between {sql.day(cohort.from_day)} and {sql.day(cohort.to_day)}"
    return f"""
    create or replace temp table cohort_entries as
    with handed as (
        select child, entry, {moments.on(handed)} as handed_on from entries where {handed} is not null
    ), unanswered as (
        select h.child, coalesce(s.entry, 1) as entry, true as never_accepted
        from hand_overs as h
        left join later_entries as s on s.child = h.child and h.happened_at >= s.starts_at
            and (s.next_at is null or h.happened_at < s.next_at)
        where h.acceptance is null and {moments.on("h.moment")} + 1 < {day}
        group by all
    )
    select child, entry, handed_on, coalesce(never_accepted, false) as never_accepted
    from handed left join unanswered using (child, entry) {within};
    {cohort_children()}"""


def _finding(finding: Finding, number: int, day: str) -> str:
    """SQL join that adds the columns of one finding to the entries of the cohort."""
    wanted = ("verdict", "explained", "due_on", "tried_record")
    parts = ", ".join(f"{part} as {finding.column(part)}" for part in wanted)
    chosen = f"select child, entry, {parts} from verdicts where duty = {sql.text(finding.duty)}"
    if finding.latest_from_day is not None:
        place = f"(entry * {2**20} + instance)"
        chosen = f"""{chosen} and (child, {place}) in (
            select (child, max{place}) from verdicts semi join cohort_entries using (child, entry)
            where duty = {sql.text(finding.duty)} and started_on + {finding.latest_from_day} <= {day} group by child)"""
    return f"\n        left join ({chosen}) as d{number} using (child, entry)"


def _whom(figure: Figure, children: Mapping[str, Figure]) -> Condition:
    """The condition of being in ``of``: its own, or that of being counted by the figure it lies within."""
    if figure.within is None:
        return figure.of
    outer = children[figure.within]
    whom = _whom(outer, children)
    return outer.counts if whom is ALWAYS else whom & outer.counts


@dataclass
class _Word:
    """One bit for each flag of an entry, in one integer: one ``bit_or`` per child costs far less than many ``bool_or``.

    ``latest`` takes the bits from the entry with the latest such fact; without it they are joined over all entries.
    """

    name: str
    latest: Pick | None
    flags: list[str] = field(default_factory=list)

    @property
    def packed(self) -> str:
        """SQL of the word of one entry."""
        bits = (f"(coalesce({flag}, false)::bigint << {bit})" for bit, flag in enumerate(self.flags))
        return f"{' | '.join(bits)} as {self.name}"

    @property
    def per_child(self) -> str:
        """SQL of the word of one child."""
        if self.latest:
            return f"coalesce(arg_max({self.name}, {column(self.latest)}), 0) as {self.name}"
        return f"bit_or({self.name}) as {self.name}"

    def tests(self) -> dict[str, str]:
        """SQL that takes each flag out again."""
        return {flag: f"({self.name} & {1 << bit}) > 0" for bit, flag in enumerate(self.flags)}


def _pack(flags: Mapping[str, Pick | None]) -> list[_Word]:
    """Flags in words, those of one entry's choice together; 60 fit in one."""
    words: list[_Word] = []
    for flag, latest in flags.items():
        word = next((word for word in words if word.latest == latest and len(word.flags) < 60), None)
        if word is None:
            word = _Word(f"word_{len(words)}", latest)
            words.append(word)
        word.flags.append(flag)
    return words


def _of_children(children: Mapping[str, Figure], day: str, by: Grouping) -> str:
    """SELECT of figure, the grouping's columns, count, of, cannot_tell for every figure of children."""
    written: list[str] = []
    flags: dict[str, Pick | None] = {}
    findings: set[Finding] = set()
    for number, figure in enumerate(children.values()):
        for mark, test in (("o", _whom(figure, children)), ("c", figure.counts), ("u", figure.cannot_tell)):
            findings |= findings_of(test)
            said = test.write(column, day)
            written.append(f"({said if mark == 'o' else f'o{number} and {said}'}) as {mark}{number}")
            flags[f"{mark}{number}"] = figure.at_latest
    words = _pack(flags)
    bit = {flag: test for word in words for flag, test in word.tests().items()}
    sums, rows = [], []
    for number, name in enumerate(children):
        of, counted, unknown = (bit[f"{mark}{number}"] for mark in "ocu")
        sums.append(
            f"count(*) filter ({of}) as o{number}, count(*) filter ({counted}) as c{number}, "
            f"count(*) filter ({unknown} and not ({counted})) as u{number}"
        )
        rows.append(
            f"select {sql.text(name)} as figure, {by.columns}, c{number} as count, o{number} as of,"
            f" u{number} as cannot_tell from totals"
        )
    latest = "".join(f", {column(word.latest)}" for word in words if word.latest)
    joins = "".join(
        _finding(finding, number, day)
        for number, finding in enumerate(sorted(findings, key=lambda f: (f.duty, f.latest_from_day or -1)))
    )
    return f"""
    with told_of_entry as (
        select child, {", ".join(written)}{latest}
        from cohort_entries
        join entries using (child, entry){joins}
    ), in_words as (
        select child, {", ".join(word.packed for word in words)}{latest} from told_of_entry
    ), told_of_child as (
        select child, {", ".join(word.per_child for word in words)} from in_words group by child
    ), totals as materialized (
        select {by.of_children}, {", ".join(sums)} from told_of_child {by.children}
    )
    """ + "\n    union all ".join(rows)


def _of_records(records: Mapping[str, RecordFigure], by: Grouping) -> str:
    """SELECTs, to be added by union, for the figures of records that link to no child."""
    made = ""
    for name, figure in records.items():
        stating = f"and kind in {sql.listed([kind.id for kind in figure.stating])}" if figure.stating else ""
        made += f"""
    union all select {sql.text(name)}, {by.of_record}, count(*) filter (not coalesce(l.is_child, false)), count(*), 0
    from (select distinct record from events where feed = {sql.text(figure.feed)} {stating}) as r
    left join links as l using (record) {by.records}"""
    return made
