"""Short forms and nicknames, each with the name it stands for."""

from __future__ import annotations

from pathlib import Path


def _read() -> dict[str, str]:
    lines = (Path(__file__).parent / "forms.txt").read_text("utf-8").splitlines()
    groups = (line.split() for line in lines if line and not line.startswith("#"))
    return {form: name for name, *forms in groups for form in forms}


NAME_OF = _read()
"""A form to the name that heads its line in forms.txt."""
