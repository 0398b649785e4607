"""Brings es.po up to date: collects every text that pages say, keeps each translation, adds what is new as empty.

Texts no longer said are dropped. Sorted, without line numbers or dates, so that a change is a small difference.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from everychild.accounting import catalog as accounting
from everychild.look import wording
from everychild.oversight import catalog as oversight
from everychild.terms.authority import Authority

PACKAGE = Path(wording.__file__).parent.parent
SPANISH = PACKAGE / "look" / "es.po"

WHERE = [("**/test_*.py", "ignore"), ("**.py", "python"), ("**.j2", "jinja2")]
OPTIONS = {"**.j2": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
CALLED = {"gettext": None, "ngettext": (1, 2), "_": None, "N_": None}

LAW = ("statute", "regulation")
"""Kinds of authority whose citation is the same in every language."""


def written() -> Iterator[tuple[str, ...]]:
    """The texts in code and templates, each as one form or as the two of a plural."""
    for _, _, text, _, _ in extract_from_dir(PACKAGE, WHERE, OPTIONS, keywords=CALLED):
        yield (text,) if isinstance(text, str) else tuple(text)


def declared() -> Iterator[str]:
    """The texts of figures, duties, standings and signals."""
    for figure in oversight.figures().values():
        yield from (figure.asks, figure.of_whom, figure.counted_when, figure.unclear_when, figure.caution, figure.unit)
        yield from _prose(figure.first_asked_by)
    for duty in accounting.duties().values():
        yield duty.duty
        yield from _prose(duty.law)
        if isinstance(duty.owner, str):
            yield duty.owner
    for standing in accounting.all_standings().values():
        yield standing.asks
    for signal in accounting.all_signals().values():
        yield from (signal.says, signal.caution, signal.owner)
        yield from _prose(signal.source)


def _prose(source: Authority) -> Iterator[str]:
    yield source.note
    if source.kind not in LAW:
        yield source.citation


def texts() -> set[tuple[str, ...]]:
    """Every text that a page may say."""
    return {*written(), *((text,) for text in declared() if text)}


def brought_up_to_date(before: Catalog) -> Catalog:
    """All texts of today, each with the translation that it had, if any."""
    made = Catalog(locale=before.locale)
    for text in texts():
        key = text[0] if len(text) == 1 else text
        known = before.get(text[0])
        same_forms = known is not None and isinstance(known.string, str) == isinstance(key, str)
        made.add(key, known.string if known and same_forms else None)
    return made


def whole(catalog: Catalog) -> str:
    """The file as it is written, under the head that it has: the language, and how it counts."""
    head = SPANISH.read_text(encoding="utf-8").partition("\n\n")[0]
    body = BytesIO()
    write_po(body, catalog, width=110, no_location=True, omit_header=True, sort_output=True)
    return f"{head}\n\n{body.getvalue().decode()}"


def main() -> None:
    """Rewrite es.po; say which texts are new."""
    made = brought_up_to_date(read_po(BytesIO(SPANISH.read_bytes()), locale="es"))
    SPANISH.write_text(whole(made), encoding="utf-8")
    without = sorted(text for text, *_ in texts() if not (said := made[text].string) or not all(said))
    sys.stdout.write("".join(f"To translate: {text}\n" for text in without))


if __name__ == "__main__":
    main()
