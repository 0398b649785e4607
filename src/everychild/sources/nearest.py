"""The nearest name to one that is not known, for the reader of a refusal."""

from __future__ import annotations

import difflib


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """What to write instead: the nearest known name, or all of them."""
    near = difflib.get_close_matches(name.lower(), known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Choose one of: {', '.join(known)}."
