"""The breakdowns: each figure once more by fiscal year, by state and by age, of the same children and by one plan.

Every child of the cohort is in exactly one line of each, so the lines of a breakdown add up to the figure's total.
"""

from __future__ import annotations

from collections.abc import Iterable

from everychild.accounting import moments
from everychild.accounting.picks import column
from everychild.oversight.figure import latest_release
from everychild.terms import sql

BREAKDOWNS = ("fiscal_year", "state", "age")
"""By fiscal year of the first hand-over in the cohort, by the sponsor's state, by age at that hand-over."""

NOT_RELEASED, NOT_STATED, NOT_KNOWN = "not_released", "not_stated", "not_known"

AGES = ("0-12", "13-14", "15-16", "17", "18+", NOT_KNOWN)
"""Full years at the first hand-over in the cohort; each line but the last two ends with its second number."""

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}  # fmt: skip
"""USPS codes with the names that may be written instead; anything else is not a state, and is never published."""


def in_order(breakdown: str, lines: Iterable[str]) -> list[str]:
    """The lines as a table reads them: ages from the youngest, the rest by name, those without an answer last."""
    if breakdown == "age":
        return sorted(lines, key=AGES.index)
    return sorted(lines, key=lambda line: (line in (NOT_STATED, NOT_RELEASED), line))


def cohort_children() -> str:
    """Temp table ``cohort_children``(child, fiscal_year, state, age) from ``cohort_entries``: a row per child."""
    released = column(latest_release)
    states = ", ".join(
        f"({sql.text(written)}, {sql.text(code)})" for code, name in STATES.items() for written in (code, name.upper())
    )
    ages = " ".join(f"when years <= {line.split('-')[-1]} then {sql.text(line)}" for line in AGES[:-2])
    return f"""
    create or replace temp view release_places as
    select * from (
        select null::integer as record, null::varchar as sponsor_street, null::varchar as sponsor_state,
            null::varchar as sponsor_zip, null::varchar as sponsor_delivery_check where false
        union all by name select * from places);
    create or replace temp table cohort_children as
    with handed as (
        select child, min(handed_on) as handed_on from cohort_entries group by child
    ), release as (
        select child, {moments.record(f"max({released})")} as record
        from entries semi join cohort_entries using (child, entry) where {released} is not null group by child
    ), written as (
        select record, upper(trim(sponsor_state)) as written from release_places
        where record in (select record from release)
    ), aged as (
        select child, handed_on, case when dob <= handed_on then date_sub('year', dob, handed_on) end as years
        from handed left join children using (child)
    )
    select child, (year(handed_on) + (month(handed_on) >= 10)::integer)::varchar as fiscal_year,
        case when r.child is null then '{NOT_RELEASED}' else coalesce(s.code, '{NOT_STATED}') end as state,
        case when years is null then '{NOT_KNOWN}' {ages} else '18+' end as age
    from aged left join release as r using (child) left join written using (record)
    left join (values {states}) as s(written, code) using (written)"""
