"""Pages: one self-contained file that asks for nothing from anywhere and needs no script."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from everychild.look.wording import LANGUAGES, Wording


def page(package: str, template: str, said: Wording, **values: Any) -> str:
    """A page from a template of ``package`` that extends ``page.html.j2``, in one language. Values are escaped.

    The template has ``_`` and ``{% trans %}`` for words, the filters ``number``, ``day`` and ``instant``.
    """
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, ""), PackageLoader("everychild.look", "")]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        said.translations.gettext, said.translations.ngettext, newstyle=True
    )
    environment.filters |= {"number": said.number, "day": said.day, "instant": said.instant, "percent": said.percent}
    css = files("everychild.look").joinpath("look.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return environment.get_template(template).render(
        css=css, css_digest=digest, language=said.language, languages=LANGUAGES, said=said, **values
    )
