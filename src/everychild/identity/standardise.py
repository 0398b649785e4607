"""What two records must hold in common to be compared, brought into one form."""

from __future__ import annotations

import duckdb

NUMBERS = ("a_number", "portal_id", "subject_id", "case_id")
"""Person and case numbers. The feeds have normalised A-numbers already: nine digits or null."""
NAMES = ("full_name", "given", "middle", "surname")

_whole = f"upper(strip_accents(concat_ws(' ', {', '.join(NAMES)})))"
_joined = f"regexp_replace({_whole}, '[''’ʼ‘`´]', '', 'g')"
_tokens = f"list_sort(list_filter(string_split_regex({_joined}, '[^\\p{{L}}\\p{{N}}]+'), lambda token: token <> ''))"
NAME_TOKENS = f"case when dob is not null then {_tokens} end"
"""Every token of every name, upper-cased, without accents, sorted, so that fields and order do not matter.

An apostrophe joins (K'iche', O'Brien), any other punctuation parts. Null where the birth date is not known in full.
"""


def standardise(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_given``: one row per record with its feed, numbers, ``name_dob``, child_record and dob.

    ``name_dob`` is the sorted name tokens and the full birth date as one value. A single token is not a name that
    tells two children apart, so it gives none. A column that no feed has delivered is null.
    """
    present = {column for column, *_ in con.execute("describe persons").fetchall()}
    wanted = (*NUMBERS, *NAMES, "child_record", "dob")
    columns = ", ".join(column if column in present else f"null::{_type(column)} as {column}" for column in wanted)
    con.execute(
        f"""
        create or replace temp table identity_given as
        select r.record, r.feed, {", ".join(NUMBERS)}, child_record, dob,
               case when len(tokens) > 1 then strftime(dob, '%Y%m%d ') || array_to_string(tokens, ' ') end as name_dob
        from records r
        left join (select record, {", ".join(NUMBERS)}, child_record, dob, {NAME_TOKENS} as tokens
                   from (select record, {columns} from persons)) p on p.record = r.record
        """
    )


def _type(column: str) -> str:
    return "date" if column == "dob" else "varchar"
