"""A made-up language: every text in full-width letters, so that a word nobody passed through the wording stands out."""

from __future__ import annotations

import re
from gettext import NullTranslations
from html.parser import HTMLParser

from babel import Locale

from everychild.oversight.breakdowns import STATES

_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]+>|&\w+;|\d+)")
"""What stays as it is in a text: placeholders, tags, entities and numbers."""

_FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in map(chr, range(0x41, 0x7B)) if letter.isalpha()}

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
SAID_ATTRIBUTES = frozenset({"alt", "aria-label", "aria-description", "data-l", "placeholder", "title"})
NEVER_TRANSLATED = frozenset({"code", "script", "style"})

_HERE = Locale.parse("es_US")
_MONTHS = "|".join(_HERE.months["format"]["abbreviated"].values())
_WEEKDAYS = "|".join(name for width in ("wide", "abbreviated") for name in _HERE.days["format"][width].values())
_STATES = "|".join(re.escape(name).replace("\\ ", r"\s") for name in sorted(STATES.values(), key=len, reverse=True))
_SAME_IN_EVERY_LANGUAGE = re.compile(
    rf"(?:\d+\s)?\b(?:{_MONTHS})\s\d+|\b(?:{_WEEKDAYS})\b"  # a date
    rf"|\b(?:{_STATES})\b"
    r"|\bUTC\b|\bEverychild\b|\bDuckDB\b"
    r"|\b[a-z_-]+\.(?:csv|json|html|txt)\b"  # a file of the publication
)


class MadeUp(NullTranslations):
    """Says each text in full-width letters."""

    def gettext(self, message: str) -> str:
        """One text."""
        parts = _KEPT.split(message)
        return "".join(part if _KEPT.fullmatch(part) else part.translate(_FULL_WIDTH) for part in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One or many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


_PLAIN = re.compile("[A-Za-z][A-Za-z ,.;:'’-]*")


def plain_words(page: str) -> list[str]:
    """The words in plain letters of a page, outside what is marked as English or as not to be translated.

    The labels of a drawing are read as one text, since a name may be broken over two of them.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        quiet = (
            (bool(self.open) and self.open[-1][1])
            or tag in NEVER_TRANSLATED
            or given.get("lang") == "en"
            or given.get("translate") == "no"
        )
        for name in SAID_ATTRIBUTES & given.keys():
            self._look(given[name] or "", quiet)
        if tag not in VOID:
            self.open.append((tag, quiet))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag == "svg":
            self._look(" ".join(self.labels), quiet=False)
            self.labels.clear()

    def handle_data(self, data: str) -> None:
        quiet = bool(self.open) and self.open[-1][1]
        if any(tag == "svg" for tag, _ in self.open) and not quiet:
            self.labels.append(data.strip())
        else:
            self._look(data, quiet)

    def _look(self, text: str, quiet: bool) -> None:
        if not quiet:
            self.found += [words.strip() for words in _PLAIN.findall(_SAME_IN_EVERY_LANGUAGE.sub("", text))]
