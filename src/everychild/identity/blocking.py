"""Which pairs of records are worth comparing: those that hold one of several rare things in common.

Each rule gives a record keys; two records with one key are a pair. A key that too many records hold is narrowed by a
further part; what is then still crowded makes no pairs and is counted in a remark.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

CROWD = 60
"""Records on one key, above which the key is narrowed. One child's records are seldom more than ten."""
WIDE_CROWD = 200
"""The same for the wider rules, which pair only the few records that found no partner."""


@dataclass(frozen=True)
class Rule:
    """What the records of a pair have in common.

    ``key``, ``further`` and ``where`` are SQL over the columns of ``of``: the people, or one row per surname (s) or
    given name (g) of theirs, or per both. letter_s and letter_g say how the first surname and given name begin.
    Years of birth more than one apart end a pair, unless ``any_year``.
    """

    words: str
    of: str
    key: str
    further: str
    where: str
    any_year: bool = False


_PEOPLE, _SURNAMES, _GIVENS, _NAMES = "identity_people", "identity_surnames", "identity_givens", "identity_names"
_dated = "dob is not null and not jan1"
_notice = "seen_on is not null and feed in ('ice_notices', 'eoir_cases')"
_surnames = "least(sk1, sk2), greatest(sk1, sk2)"
_numbered, _more = "a_number is not null", "born, sk1"
_first, _outer = "a_number // 10000", "a_number // 1000000, a_number % 1000"

RULES = (
    Rule("A-number", _PEOPLE, "a_number", "gk1", "a_number is not null", any_year=True),
    Rule("ICE subject id", _PEOPLE, "subject_id", "gk1", "subject_id is not null", any_year=True),
    Rule("portal id", _PEOPLE, "portal_id", "gk1", "portal_id is not null", any_year=True),
    Rule("court case", _PEOPLE, "case_id", "gk1", "case_id is not null", any_year=True),
    Rule("birth date, surname and how a given name begins", _SURNAMES, "dob, s, letter_g", "gk1, country", _dated),
    Rule("birth date, given name and how a surname begins", _GIVENS, "dob, g, letter_s", "sk1, country", _dated),
    Rule("two surnames and a given name", _GIVENS, f"{_surnames}, g", "born, country", "sk2 is not null"),
    Rule("first five digits, given name and how a surname begins", _GIVENS, f"{_first}, g, letter_s", _more, _numbered),
    Rule("last five digits and a given name", _GIVENS, "a_number % 100000, g", _more, _numbered),
    Rule("outer digits, given name and how a surname begins", _GIVENS, f"{_outer}, g, letter_s", _more, _numbered),
    Rule("ZIP code and a given name", _GIVENS, "zip, g", "sk1, born", "zip is not null"),
    Rule("date of the notice and a given name", _GIVENS, "seen_on, g", "sk1, born", _notice),
)

WIDE_RULES = (
    Rule("birth date and a surname", _SURNAMES, "dob, s", "country, letter_g", _dated),
    Rule("birth date and a given name", _GIVENS, "dob, g", "country, letter_s", _dated),
    Rule("a surname and a given name", _NAMES, "s, g", "country, born", "true"),
)
"""For the records that found no partner by the others."""


def block(con: duckdb.DuckDBPyConnection, only: str = "") -> list[str]:
    """Make ``identity_candidates`` (l, r), l < r: every pair that some rule brings together. Returns remarks.

    ``only`` is SQL that keeps some records of a table: then every pair has one of those.
    """
    _split_names(con)
    return _pair(con, RULES, CROWD, only)


def block_lonely(con: duckdb.DuckDBPyConnection, enough: float) -> list[str]:
    """Make ``identity_candidates`` anew, by wider rules, for the records that no pair above ``enough`` has joined.

    Pairs that are in ``identity_scored`` already are left out.
    """
    con.execute(
        f"""
        create or replace temp table identity_lonely as
        select record from identity_people
        anti join (select l as record from identity_scored where weight > {enough}
                   union all select r from identity_scored where weight > {enough}) using (record)
        """
    )
    remarks = _pair(con, WIDE_RULES, WIDE_CROWD, "semi join identity_lonely using (record)")
    con.execute(
        "create or replace temp table identity_candidates as"
        " select l, r from identity_candidates anti join identity_scored using (l, r)"
    )
    for table in (_SURNAMES, _GIVENS, _NAMES, "identity_lonely"):
        con.execute(f"drop {'view' if table == _NAMES else 'table'} {table}")
    return remarks


def _split_names(con: duckdb.DuckDBPyConnection) -> None:
    """One row per record and surname, per record and given name, and per record and pair of the two.

    Letters that are taken for one another are one: c, k, q, s, x and z; g, h, j, i and y; b, v and w.
    """
    con.execute(
        """
        create or replace temp table identity_letters as
        select token, translate(left(text, 1), 'CKQSXZGHJIYVW', 'CCCCCCHHHHHBB') as letter from identity_tokens
        """
    )
    for table, name, kind in ((_SURNAMES, "s", "sk"), (_GIVENS, "g", "gk")):
        con.execute(
            f"""
            create or replace temp table {table} as
            select * from (
                select p.record, feed, a_number, dob, jan1, born, country, zip, seen_on, gk1, sk1, sk2,
                       a.letter as letter_s, b.letter as letter_g,
                       unnest(list_distinct([{kind}1, {kind}2, {kind}3])) as {name}
                from identity_people p left join identity_letters a on a.token = p.s1
                left join identity_letters b on b.token = p.g1)
            where {name} is not null
            """
        )
    con.execute(
        f"create or replace temp view {_NAMES} as select a.record, a.s, b.g, a.born, a.country"
        f" from {_SURNAMES} a join {_GIVENS} b on a.record = b.record"
    )
    con.execute("drop table identity_letters")


def _pair(con: duckdb.DuckDBPyConnection, rules: tuple[Rule, ...], crowd: int, only: str) -> list[str]:
    """Make ``identity_candidates`` of the rules: pairs of which one record at least is among ``only``."""
    remarks, pairs = [], []
    for number, rule in enumerate(rules):
        table = f"identity_keys_{number}"
        remarks += _keys(con, table, rule, crowd, only)
        years = "" if rule.any_year else " and coalesce(abs(a.born - b.born) <= 1, true)"
        pairs.append(
            f"select least(a.record, b.record) as l, greatest(a.record, b.record) as r from"
            f" (select * from {table} {only}) a join {table} b on a.key = b.key"
            f" and a.record {'<>' if only else '<'} b.record{years}"
        )
    con.execute(
        f"create or replace temp table identity_candidates as select distinct l, r from ({' union all '.join(pairs)})"
    )
    for number in range(len(rules)):
        con.execute(f"drop table identity_keys_{number}")
    return remarks


def _keys(con: duckdb.DuckDBPyConnection, table: str, rule: Rule, crowd: int, only: str) -> list[str]:
    """Make the table of keys (key, record, born) that two records and no crowd hold; say what stayed crowded.

    Keys that none of ``only`` holds make no pairs and are left out.
    """
    asked = (
        f"semi join (select hash({rule.key}) as key from {rule.of} {only} where {rule.where}) using (key)"
        if only
        else ""
    )
    con.execute(
        f"""
        create or replace temp table {table} as
        with first as (select record, born::smallint as born, hash({rule.key}) as key,
                              hash({rule.key}, {rule.further}) as narrow
                       from {rule.of} where {rule.where}),
        held as (select *, count(*) over (partition by key) as holders from first {asked}),
        narrowed as (select record, born, case when holders > {crowd} then narrow else key end as key
                     from held where holders > 1),
        again as (select *, count(*) over (partition by key) as holders from narrowed)
        select key, record, born, holders > {crowd} as crowded from again where holders > 1
        """
    )
    row = con.execute(f"select count(distinct key), count(distinct record) from {table} where crowded").fetchone()
    keys, records = row or (0, 0)
    if not keys:
        return []
    con.execute(f"delete from {table} where crowded")
    return [f"{rule.words}: {keys:,} held by more than {crowd} records made no pairs ({records:,} records)"]


@dataclass(frozen=True)
class Missed:
    """Of the pairs of one child's records between two feeds, how many are not among the scored."""

    feeds: tuple[str, str]
    pairs: int
    missed: int


def missed(con: duckdb.DuckDBPyConnection, truth: str) -> list[Missed]:
    """What was missed per pair of feeds, most first, by a table ``truth`` (record, child) of what is true."""
    rows = con.execute(
        f"""
        with known as (select t.record, t.child, p.feed from {truth} t join identity_people p on p.record = t.record)
        select least(a.feed, b.feed) as one, greatest(a.feed, b.feed) as other, count(*) as pairs,
               count(*) filter (where s.l is null) as missed
        from known a join known b on a.child = b.child and a.record < b.record
        left join identity_scored s on s.l = a.record and s.r = b.record
        group by one, other order by missed desc, one, other
        """
    ).fetchall()
    return [Missed((one, other), pairs, gone) for one, other, pairs, gone in rows]
