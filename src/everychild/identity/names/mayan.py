"""How a name sounds in the Mayan languages of Guatemala, whose letters clerks write in many ways."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_STEPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("TZ|TS|DZ", "z"),  # Tzul, Tsul
        ("CH|SH|X", "x"),  # Xol, Shol; Choc, Shoc
        ("(?<!^)(?<![AEIOU])H$", ""),  # Poph
        ("QU(?=[EI])|CK|Q|K|C(?![EI])", "k"),  # Quib, Kib; Caal, K'aal
        ("[CSZ]", "s"),  # Zapeta, Sapeta
        ("[GH]U(?=[AEIO])|[VWB]", "b"),  # Tecum Huan, Wan
        ("[JH]", "j"),  # Toj, Toh
        ("Y", "I"),  # Coy, Coi
        (r"(.)\1+", r"\1"),  # Caal, Cal
    )
)
_LOOKS_MAYAN = re.compile("TZ|^IX[BCDJKMPQT]|^AJ[BCKMPQSTXZ]")


def mayan_key(token: str) -> str:
    """The key of an upper-case token in plain letters."""
    for pattern, sound in _STEPS:
        token = pattern.sub(sound, token)
    return token


def is_mayan(token: str) -> bool:
    """Whether the token is a known Mayan surname in any spelling, or written as only such names are."""
    return bool(_LOOKS_MAYAN.search(token)) or mayan_key(token) in _keys()


@cache
def _keys() -> frozenset[str]:
    lines = (Path(__file__).parent / "mayan.txt").read_text("utf-8").splitlines()
    return frozenset(mayan_key(name) for line in lines if not line.startswith("#") for name in line.split())
