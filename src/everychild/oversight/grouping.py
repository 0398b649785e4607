"""By what the children of a cohort, and the records that link to none, are added up into figures."""

from __future__ import annotations

from dataclasses import dataclass

from everychild.oversight.breakdowns import BREAKDOWNS
from everychild.terms import sql


@dataclass(frozen=True)
class Grouping:
    """SQL of one way of adding up: its columns, and how children (``told_of_child``) and records (``r``) get them."""

    columns: str
    of_children: str
    children: str
    of_record: str
    records: str


_WHICH = " ".join(f"when {each} is not null then {sql.text(each)}" for each in BREAKDOWNS)
_SETS = ", ".join(f"({each})" for each in BREAKDOWNS)

BY_LINE = Grouping(
    columns="breakdown, line",
    of_children=f"case {_WHICH} end as breakdown, coalesce({', '.join(BREAKDOWNS)}) as line",
    children=f"join cohort_children using (child) group by grouping sets ({_SETS}, ())",
    of_record="null, null",
    records="",
)
"""In total, where both columns are null, and by every line of every breakdown."""

BY_WORLD = Grouping(
    columns="world",
    of_children="world",
    children="join (select distinct child, world from worlds) using (child) group by world",
    of_record="world",
    records="join worlds using (record) group by world",
)
"""By the worlds of doubt.py."""
