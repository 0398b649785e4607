"""The class of a token: two tokens of one class sound alike or are forms of one name."""

from __future__ import annotations

from functools import cache

from everychild.identity.names.forms import NAME_OF
from everychild.identity.names.known import ELSEWHERE, IBERIAN, MAYAN
from everychild.identity.names.mayan import is_mayan, mayan_key
from everychild.identity.names.spanish import spanish_key


@cache
def class_of(token: str) -> str:
    """The class of an upper-case token in plain letters: a key of sound, told apart by the language it belongs to."""
    name = NAME_OF.get(token, token)
    if len(name) == 1:
        return name
    if name in ELSEWHERE:
        return f"elsewhere {name}"
    if name in MAYAN or (name not in IBERIAN and is_mayan(name)):
        return f"mayan {mayan_key(name)}"
    return f"spanish {spanish_key(name)}"
