"""Countries as agencies write them, as the two letters of ISO 3166."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global

_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ"})

COURT_FEEDS = frozenset({"eoir_cases"})
"""Feeds that use the immigration court's own letters, which are not those of ISO: CH is China, ES El Salvador."""

COURT_CODES = {
    "GT": "GT", "HO": "HN", "ES": "SV", "MX": "MX", "EC": "EC", "NU": "NI", "CO": "CO", "VE": "VE", "HA": "HT",
    "PE": "PE", "BR": "BR", "CU": "CU", "GV": "GN", "IN": "IN", "CH": "CN",
}  # fmt: skip


_ALSO = {
    "CHINA PEOPLES REPUBLIC OF": "CN",
    "CHINA PEOPLE S REPUBLIC OF": "CN",
    "BURMA": "MM",
    "CAPE VERDE": "CV",
    "CONGO": "CG",
    "CZECH REPUBLIC": "CZ",
    "DEM REP OF THE CONGO": "CD",
    "IVORY COAST": "CI",
    "KOREA": "KR",
    "MACEDONIA": "MK",
    "SOUTH KOREA": "KR",
    "SWAZILAND": "SZ",
    "TURKEY": "TR",
    "UNITED STATES OF AMERICA": "US",
    "USA": "US",
}
"""Names that agencies use and the world's lists no longer do."""


def country(feed: str, written: str) -> str | None:
    """The country as two letters, or None where what is written names none."""
    plain = _plain(written)
    if feed in COURT_FEEDS and len(plain) == 2:
        return COURT_CODES.get(plain)
    return _names().get(plain)


def _plain(written: str) -> str:
    letters = unicodedata.normalize("NFKD", written.upper())
    return " ".join(re.findall(r"\w+", "".join(letter for letter in letters if not unicodedata.combining(letter))))


@cache
def _names() -> dict[str, str]:
    """Every country's letters, and its name in the languages that forms are filled in."""
    named = dict(_ALSO)
    for language in ("fr", "pt", "es", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                named[_plain(name)] = named[code] = code
    three = {old: new[0] for old, new in get_global("territory_aliases").items() if len(old) == 3 and old.isalpha()}
    return three | named
