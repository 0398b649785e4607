"""The automatic judgements: what counts as holding one value in common, and what is shared by too many to count."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from everychild.terms import sql

BY = "everychild identity 1"
"""Who signs an automatic judgement: this version of the rules."""


@dataclass(frozen=True)
class Evidence:
    """One kind of value that joins records.

    ``other`` is SQL for a number of the holder by which two people on one value can be told apart. A value whose
    holders have more than ``limit`` different ones joins nothing, because it cannot be one child's.
    """

    column: str
    words: str
    other: str
    limit: int

    @property
    def because(self) -> str:
        """The reason written into each judgement."""
        return f"one {self.words}"


_attempts = "('field_contacts', 'address_changes', 'orr_safety_calls', 'orr_incidents')"
_own = f"case when feed not in {_attempts} then 'record ' || record end"

EVIDENCE = (
    # A portal, subject or case number is given to one person. A second A-number on it happens at re-entry; more than
    # fifty different A-numbers or names mean a filler such as UNKNOWN.
    Evidence("portal_id", "portal id", "coalesce(a_number, name_dob)", 50),
    Evidence("subject_id", "subject number of ICE", "coalesce(a_number, name_dob)", 50),
    Evidence("case_id", "case id of the court", "coalesce(a_number, name_dob)", 50),
    # A child holds one portal id, a subject number or two, a case and a few filings. Attempts to reach the child
    # are many and say nothing about who holds the number, so they do not count.
    Evidence("a_number", "A-number", f"coalesce(portal_id, subject_id, case_id, {_own})", 50),
    # Namesakes born on one day: one child's records seldom hold more than two A-numbers, and twenty different
    # numbers on one name mean a common name on an assumed birthday, or a placeholder written as a name.
    Evidence("name_dob", "name and birth date", f"coalesce(a_number, portal_id, subject_id, case_id, {_own})", 20),
)
"""In order of strength: where a person says that two records differ, stronger evidence keeps its place first."""

REFERENCE = "a reference to the other record"


def gather(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_held`` and ``identity_pairs`` from ``identity_given``; return remarks, without personal data.

    ``identity_held``   one row per record and, per kind of evidence, the first record that holds the same value.
    ``identity_pairs``  (a, b, because): a record and the one it names outright as the same child.
    """
    remarks = [remark for evidence in EVIDENCE if (remark := _first_holders(con, evidence))]
    kinds = [evidence.column for evidence in EVIDENCE]
    columns = ", ".join(f"{kind}.first as {kind}" for kind in kinds)
    joins = "\n".join(f"left join identity_first_{kind} {kind} on {kind}.value = g.{kind}" for kind in kinds)
    con.execute(
        f"create or replace temp table identity_held as select g.record, {columns} from identity_given g {joins}"
    )
    for kind in kinds:
        con.execute(f"drop table identity_first_{kind}")
    _references(con)
    return remarks


def _first_holders(con: duckdb.DuckDBPyConnection, evidence: Evidence) -> str:
    """Make the table of values and their first holder, without the crowded ones; return a remark on those, or ''."""
    table, column = f"identity_first_{evidence.column}", evidence.column
    con.execute(
        f"""
        create or replace temp table {table} as
        select {column} as value, min(record) as first, count(*) as holders
        from identity_given where {column} is not null group by {column}
        """
    )
    crowded = con.execute(
        f"""
        delete from {table} where value in (
            select {column} from identity_given
            where {column} in (select value from {table} where holders > {evidence.limit})
            group by {column} having count(distinct {evidence.other}) > {evidence.limit})
        returning first, holders
        """
    ).fetchall()
    if not crowded:
        return ""
    first, _ = min(crowded, key=lambda row: (-row[1], row[0]))
    where = con.execute("select feed || ':' || record_key from records where record = ?", [first]).fetchone()
    return (
        f"{evidence.words}: {len(crowded):,} shared by more than {evidence.limit} different numbers joined nothing "
        f"({sum(holders for _, holders in crowded):,} records; the largest begins at {where[0] if where else first})"
    )


def _references(con: duckdb.DuckDBPyConnection) -> None:
    """Pair each record that names a child's record with the first record holding that reference."""
    con.execute(
        f"""
        create or replace temp table identity_pairs as
        with named as (select record, child_record from identity_given where child_record is not null),
        holders as (
            select record, child_record from named
            union
            select r.record, n.child_record from records r join (select distinct child_record from named) n
              on r.feed = split_part(n.child_record, ':', 1)
             and r.record_key = substr(n.child_record, strpos(n.child_record, ':') + 1)),
        held as (select record, min(record) over (partition by child_record) as first from holders)
        select distinct first as a, record as b, {sql.text(REFERENCE)} as because from held where first <> record
        """
    )


def automatic() -> str:
    """SELECT of the automatic judgements (a, b, because), a < b, lowest record first."""
    kinds = (
        f"select {kind.column}, record, {sql.text(kind.because)} from identity_held where {kind.column} < record"
        for kind in EVIDENCE
    )
    return "\nunion all ".join(["select a, b, because from identity_pairs", *kinds])


def strength(because: str) -> int:
    """The rank of a reason, strongest 0."""
    return [REFERENCE, *(e.because for e in EVIDENCE)].index(because)
