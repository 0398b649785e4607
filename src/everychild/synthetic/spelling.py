"""How a name comes to be written: forms of each name, made once per name and looked up per record."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import numpy as np

from everychild.synthetic.names import GIVEN, SHORT_FORMS, SURNAMES
from everychild.synthetic.tables import Texts

PLAIN, SPELLED, MISTYPED, SHORT, GARBLED = range(5)
_BY_EAR = (
    ("tz", "ts"), ("x", "sh"), ("qu", "k"), ("z", "s"), ("v", "b"), ("ll", "y"), ("cu", "ku"), ("ch", "sh"), ("y", "i"),
    ("c", "k"), ("j", "h"), ("b", "v"), ("s", "z"), ("l", "ll"),
)  # fmt: skip
_PARTICLES = ("de los ", "de la ", "del ", "de ")


def without_accents(name: str) -> str:
    """The name in plain letters."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _spelled(name: str) -> str:
    """As someone writes it who heard it: the first change of sound that applies."""
    low = name.lower()
    for heard, written in _BY_EAR:
        at = low.find(heard)
        if at >= 0:
            changed = name[:at] + written + name[at + len(heard) :]
            return changed[:1].upper() + changed[1:] if at == 0 else changed
    return name + "h"


def _mistyped(name: str) -> str:
    middle = max(len(name) // 2, 1)
    swapped = name[: middle - 1] + name[middle : middle + 1] + name[middle - 1 : middle] + name[middle + 1 :]
    return swapped if swapped != name else name + name[-1]


def _garbled(name: str) -> str:
    """As accents come out when a system reads the file in the wrong encoding."""
    return name.encode().decode("cp1252", errors="ignore")


def _forms(names: tuple[str, ...], finish: Callable[[str], str]) -> Texts:
    """Rows by form, columns by name; the last column is empty, for no name."""
    makers: tuple[Callable[[str], str], ...] = (
        str,
        _spelled,
        _mistyped,
        lambda name: SHORT_FORMS.get(name, name),
        _garbled,
    )
    made = np.full((len(makers), len(names) + 1), "", dtype=object)
    for row, make in enumerate(makers):
        made[row, :-1] = [finish(make(name)) for name in names]
    return made


def _upper(name: str) -> str:
    return without_accents(name).upper()


STYLES: dict[str, Callable[[str], str]] = {"upper": _upper, "plain": without_accents, "accented": str}
GIVEN_FORMS = {style: _forms(GIVEN, finish) for style, finish in STYLES.items()}
SURNAME_FORMS = {style: _forms(SURNAMES, finish) for style, finish in STYLES.items()}
BARE = tuple(next((name[len(lead) :] for lead in _PARTICLES if name.startswith(lead)), name) for name in SURNAMES)
"""The surnames without de, del, de la."""
BARE_FORMS = {style: _forms(BARE, finish) for style, finish in STYLES.items()}
