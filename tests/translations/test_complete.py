"""Everything that a page may say in English, it can say in Spanish."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from everychild.look.wording import wording

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "translations.py"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def spanish() -> Catalog:
    return read_po(BytesIO(SCRIPT["SPANISH"].read_bytes()), locale="es", abort_invalid=True)


@pytest.fixture(scope="module")
def texts() -> set[tuple[str, ...]]:
    """Every text in code, templates and declarations."""
    found: Callable[[], set[tuple[str, ...]]] = SCRIPT["texts"]
    return found()


def forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said or "",) if said is None or isinstance(said, str) else tuple(said)


def test_every_text_has_its_spanish(texts: set[tuple[str, ...]]) -> None:
    catalog = spanish()
    held = {forms(message.id): message for message in catalog if message.id}
    assert sorted(text for text in texts if text not in held) == []
    assert sorted(text for text in texts if not all(forms(held[text].string))) == []
    assert [text for text, message in held.items() if message.fuzzy] == []


def test_nothing_is_translated_that_nobody_says(texts: set[tuple[str, ...]]) -> None:
    catalog = spanish()
    assert sorted(forms(message.id) for message in catalog if message.id and forms(message.id) not in texts) == []
    assert list(catalog.obsolete) == []


def test_the_values_of_a_text_stand_in_its_spanish_too() -> None:
    wrong = {
        text: said
        for message in spanish()
        if message.id
        for text, said in zip(forms(message.id), forms(message.string), strict=True)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(said))
    }
    assert wrong == {}


def test_the_file_is_as_the_maker_writes_it() -> None:
    before = SCRIPT["SPANISH"].read_text(encoding="utf-8")
    assert SCRIPT["whole"](spanish()) == before, "run `make translations`"


def test_a_declared_text_is_said_in_spanish() -> None:
    said = wording("es")
    assert said.gettext("How many children were handed to HHS?") == "¿Cuántos menores fueron entregados al HHS?"
    assert wording("en").gettext("How many children were handed to HHS?") == "How many children were handed to HHS?"
