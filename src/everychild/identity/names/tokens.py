"""One written word of a name into its tokens: upper case, plain letters, apostrophes joined, hyphens parted."""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset(("DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "E", "DA", "DO", "DOS", "DAS"))
"""Words that come and go within one surname. They are left out, unless a name holds nothing else."""
LOST = "?"
"""Stands for one letter, or the two bytes of one, that a system could not write."""

_ORDINALS = frozenset(("JR", "SR", "II", "III", "IV"))
_APOSTROPHES = re.compile("['’ʼ‘`´ꞌʻ′]")
_PARTING = re.compile(r"[^\w?]+|_+")
_TWO_BYTES = re.compile("[ÃãAa]([\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")
_BYTE_LOST = re.compile("(?<=[A-Za-z])Ã(?=[b-df-hj-np-tv-z])")


def tokens(word: str) -> list[str]:
    """The tokens of one word, in order: none for bare punctuation or ``Jr.``, two for ``López-García``."""
    plain = _plain(_APOSTROPHES.sub("", repaired(word))).upper()
    return [part for part in _PARTING.split(plain) if part.strip(LOST) and part not in _ORDINALS]


def repaired(word: str) -> str:
    """The word as it was before a system read UTF-8 as a western code page: ``RamÃ­rez``, also without its accents.

    Where one byte of the letter was dropped, í is what a small letter inside a word must have been.
    """
    return _BYTE_LOST.sub("í", _TWO_BYTES.sub(_letter, word)).replace("\ufffd", LOST)


def _letter(found: re.Match[str]) -> str:
    second = found[1] if ord(found[1]) < 0xC0 else found[1].encode("cp1252").decode("latin-1")
    return bytes([0xC3, ord(second)]).decode("utf-8")


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
