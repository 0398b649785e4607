"""Words in the reader's language: what is written in English here is looked up in ``es.po`` for a Spanish page.

The English text is the key. ``%(name)s`` marks where a value goes, as in the page templates.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LANGUAGES = {"en": "English", "es": "Español"}
"""Each language of a page, by its own name."""

_NBSP = "\u00a0"


def N_(text: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """Marks a text of a data table, so that it is collected for translation; ``Wording.gettext`` says it later."""
    return text


@dataclass(frozen=True)
class Wording:
    """One language of the reader. ``translations`` is looked up by the English text."""

    language: str
    translations: NullTranslations = field(default_factory=NullTranslations)

    @property
    def locale(self) -> str:
        """How numbers and dates are written: as readers in the United States write them."""
        return f"{self.language}_US"

    def gettext(self, text: str, /, **values: object) -> str:
        """The text in this language, its values put in."""
        said = self.translations.gettext(text) if text else ""
        return said % values if values else said

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The text that goes with one or with many; the values, ``number`` among them, put in."""
        said = self.translations.ngettext(one, many, count)
        return said % ({"number": self.number(count)} | values)

    def number(self, count: float) -> str:
        """A number with thousands set apart, and a true minus."""
        return format_decimal(count, locale=self.locale).replace("-", "−")

    def percent(self, part: float, *, decimals: int = 1) -> str:
        """A share, from 0 to 1, in per cent."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
        return format_percent(part, format=pattern, locale=self.locale)

    def day(self, value: date) -> str:
        """A date as read aloud, never broken over two lines: 30 Sep 2023, 30 sept 2023."""
        return format_date(value, "d MMM y", locale=self.locale).replace(" ", _NBSP)

    def instant(self, value: datetime) -> str:
        """An instant to the minute, in UTC; the end of a day is called that day."""
        utc = value.astimezone(UTC)
        end_of_day = (utc.hour, utc.minute, utc.second) == (23, 59, 59)
        return self.day(utc.date()) if end_of_day else f"{self.day(utc.date())}, {utc.strftime('%H:%M')}{_NBSP}UTC"


@cache
def wording(language: str) -> Wording:
    """The words of one of ``LANGUAGES``. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == "en":
        return Wording("en")
    source = files("everychild.look").joinpath(f"{language}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=language))
    compiled.seek(0)
    return Wording(language, GNUTranslations(compiled))
