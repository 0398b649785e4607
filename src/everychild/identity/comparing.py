"""What it means, in SQL, that two records agree or differ: over the columns of ``identity_people``, left _l, right _r.

``FEATURES`` are small measures made once per pair; ``CONDITIONS`` the levels of each comparison over them, in the order
in which they are tried. The number and weight of each level are in model.toml.
"""

from __future__ import annotations

import re

COLUMNS = (
    *("feed", "a_number", "portal_id", "subject_id", "case_id", "dob", "jan1", "born", "country", "sex", "zip"),
    "seen_on",
    *(f"{kind}{n}" for kind in ("g", "gk", "s", "sk") for n in (1, 2, 3)),
)
"""The columns compared."""
BITS = tuple(f"{kind}{n}" for kind in ("wg", "wgk", "ws", "wsk") for n in (1, 2, 3))
"""The columns that weigh a name by its rarity: the left record's are used."""
TEXTS = tuple(f"{role}{n}_text" for role in ("g", "s") for n in (1, 2))
"""The first two names as text, needed only where no token agrees."""

_THREE = (1, 2, 3)


def _among(name: str, others: str) -> str:
    """Whether a name of the left is one of the right's: true, or null or false."""
    return "(" + " or ".join(f"{name}_l = {others}{n}_r" for n in _THREE) + ")"


def _count(kind: str) -> str:
    return " + ".join(f"case when {_among(f'{kind}{n}', kind)} then 1 else 0 end" for n in _THREE)


def _number(role: str, side: str) -> str:
    one, two, three = (f"{role}{n}_{side}" for n in _THREE)
    return f"case when {one} is null then 0 when {two} is null then 1 when {three} is null then 2 else 3 end"


def _bits(role: str) -> str:
    return " + ".join(
        f"case when {_among(f'{role}{n}', role)} then w{role}{n}_l"
        f" when {_among(f'{role}k{n}', f'{role}k')} then w{role}k{n}_l else 0 end"
        for n in _THREE
    )


def _near(role: str) -> str:
    """How alike the names are, 0 to 1: two names against two on average, else the two most alike."""
    one, other, crossed, crossed_back = (_likeness(role, *pair) for pair in ((1, 1), (2, 2), (1, 2), (2, 1)))
    return (
        f"case when {role}2_l is not null and {role}2_r is not null"
        f" then greatest(({one}) + ({other}), ({crossed}) + ({crossed_back})) / 2"
        f" else greatest({one}, coalesce({crossed}, 0), coalesce({crossed_back}, 0)) end"
    )


def _likeness(role: str, left: int, right: int) -> str:
    """By Jaro-Winkler; one edit in a longer name counts as .9."""
    a, b = f"{role}{left}_text_l", f"{role}{right}_text_r"
    return (
        f"greatest(jaro_winkler_similarity({a}, {b}),"
        f" case when length({a}) > 4 and damerau_levenshtein({a}, {b}) = 1 then 0.9 else 0 end)"
    )


def _initial() -> str:
    """Whether the first given name of one is a beginning (one letter, or three and more) of the other's."""
    a, b = "g1_text_l", "g1_text_r"
    return (
        f"coalesce((starts_with({a}, {b}) and length({b}) <> 2) or (starts_with({b}, {a}) and length({a}) <> 2), false)"
    )


FEATURES = {
    "given_alike": _count("gk"),
    "given_shared": _count("g"),
    "given_fewer": f"least({_number('g', 'l')}, {_number('g', 'r')})",
    "given_bits": _bits("g"),
    "surname_alike": _count("sk"),
    "surname_shared": _count("s"),
    "surname_fewer": f"least({_number('s', 'l')}, {_number('s', 'r')})",
    "surname_more": f"greatest({_number('s', 'l')}, {_number('s', 'r')})",
    "surname_bits": _bits("s"),
    "dates_told": "dob_l is not null and dob_r is not null and not jan1_l and not jan1_r",
    "parts_same": (
        "(born_l = born_r)::tinyint + (month(dob_l) = month(dob_r))::tinyint + (day(dob_l) = day(dob_r))::tinyint"
    ),
    "days_apart": "abs(seen_on_l - seen_on_r)",
}
SPELLING = {
    "given_near": _near("g"),
    "given_initial": _initial(),
    "surname_near": _near("s"),
    "crossed": (
        f"({' or '.join(_among(f'gk{n}', 'sk') for n in (1, 2))})"
        f" and ({' or '.join(_among(f'sk{n}', 'gk') for n in (1, 2))})"
    ),
}
"""Measures that take long, made only for the pairs whose other evidence leaves something to decide."""
SPELLED_ALIKE = {"given_near": "1", "given_initial": "true", "surname_near": "1", "crossed": "false"}
"""What the measures of spelling are taken for before they are made: every name that does not agree is near."""

_edit = "damerau_levenshtein(lpad(a_number_l::varchar, 9, '0'), lpad(a_number_r::varchar, 9, '0'))"
_most_digits = (
    "(a_number_l // 10000 = a_number_r // 10000 or a_number_l % 100000 = a_number_r % 100000"
    " or (a_number_l // 1000000 = a_number_r // 1000000 and a_number_l % 1000 = a_number_r % 1000))"
)
_cut = "a_number_l = a_number_r // 10 or a_number_r = a_number_l // 10"
_court_and_notice = (
    "((feed_l = 'ice_notices' and feed_r = 'eoir_cases') or (feed_l = 'eoir_cases' and feed_r = 'ice_notices'))"
)
_early = "('ice_custody', 'orr_care', 'separations')"
_both_early = f"feed_l in {_early} and feed_r in {_early}"

CONDITIONS = {
    "a_number": {
        "same": "a_number_l = a_number_r",
        "consecutive": "abs(a_number_l - a_number_r) <= 4",
        "transposed": (f"a_number_l % 9 = a_number_r % 9 and {_most_digits} and {_edit} = 1"),
        "one_edit": f"{_cut} or ({_most_digits} and {_edit} = 1)",
        "conflict": "a_number_l <> a_number_r",
    },
    "given": {
        "same": "given_fewer > 0 and given_shared >= given_fewer",
        "alike": "given_fewer > 0 and given_alike >= given_fewer",
        "some": "given_alike > 0",
        "near": "given_fewer > 0 and given_near >= 0.9",
        "initial": "given_fewer > 0 and given_initial",
        "exchanged": "given_fewer > 0 and crossed",
        "somewhat": "given_fewer > 0 and given_near >= 0.8",
        "conflict": "given_fewer > 0",
    },
    "surname": {
        "same": "surname_fewer > 0 and surname_shared >= surname_more and s1_l = s1_r",
        "swapped": "surname_fewer > 0 and surname_shared >= surname_more",
        "missing": "surname_fewer > 0 and surname_shared >= surname_fewer",
        "alike": "surname_fewer > 0 and surname_alike >= surname_fewer",
        "some": "surname_alike > 0",
        "near": "surname_fewer > 0 and surname_near >= 0.9",
        "exchanged": "surname_fewer > 0 and crossed",
        "somewhat": "surname_fewer > 0 and surname_near >= 0.8",
        "conflict": "surname_fewer > 0",
    },
    "born": {
        "same": "dates_told and dob_l = dob_r",
        "swapped": "dates_told and born_l = born_r and month(dob_l) = day(dob_r) and day(dob_l) = month(dob_r)",
        "year_off": "dates_told and abs(born_l - born_r) = 1 and parts_same = 2",
        "part": "dates_told and parts_same = 2",
        "conflict": "dates_told",
        "same_year": "born_l = born_r",
        "next_year": "abs(born_l - born_r) = 1",
        "other_year": "born_l <> born_r",
    },
    "sex": {"same": "sex_l = sex_r", "conflict": "sex_l <> sex_r"},
    "country": {"same": "country_l = country_r", "conflict": "country_l <> country_r"},
    "seen_on": {
        "same_notice": f"days_apart = 0 and {_court_and_notice} and given_agrees",
        "same_day": f"days_apart <= 3 and {_both_early} and given_agrees",
        "near": "days_apart <= 7 and given_agrees",
        "other_notice": f"days_apart > 3 and {_court_and_notice}",
        "weeks_apart": f"days_apart between 21 and 60 and {_both_early}",
        "other_entry": f"days_apart > 60 and {_both_early}",
    },
    "zip": {"same": "zip_l = zip_r and given_agrees", "differs": "zip_l <> zip_r"},
    "ids": {
        "same": "subject_id_l = subject_id_r or portal_id_l = portal_id_r or case_id_l = case_id_r",
        "conflict": "portal_id_l <> portal_id_r",
    },
}
"""Per comparison, its levels in the order tried."""

AGREEING = ("same", "alike", "near")
"""Levels of the given names at which they agree. Entry date and address are a family's: they count only then."""


def expand(condition: str) -> str:
    """The condition with every measure written out: SQL over _l and _r columns only."""
    agrees = "((given_fewer > 0 and given_alike >= given_fewer) or given_near >= 0.9)"
    condition = condition.replace("given_agrees", agrees)
    for name, measure in (FEATURES | SPELLING).items():
        condition = re.sub(rf"\b{name}\b", f"({measure})", condition)
    return condition


def levels() -> dict[str, dict[str, str]]:
    """Per comparison and level its condition over _l and _r columns alone, for whoever trains the weights."""
    return {name: {level: expand(told) for level, told in one.items()} for name, one in CONDITIONS.items()}
