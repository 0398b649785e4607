"""Finding the feeds: one folder each, nothing registered by hand."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from everychild.sources.language import Feed
from everychild.sources.nearest import suggestion
from everychild.terms.refusals import Refused

FOLDER = Path(__file__).parent


@cache
def feeds() -> dict[str, Feed]:
    """Every feed by name: each folder with a ``feed.py`` whose ``Feed`` bears the folder's name."""
    found: dict[str, Feed] = {}
    for declaration in sorted(FOLDER.glob("*/feed.py")):
        name = declaration.parent.name
        feed = getattr(import_module(f"everychild.sources.{name}.feed"), name)
        if not isinstance(feed, Feed) or feed.name != name:
            raise TypeError(f"sources/{name}/feed.py must declare a Feed called {name}")
        found[name] = feed
    return found


def feed_named(name: str) -> Feed:
    """One feed. Raises Refused with the nearest name."""
    known = feeds()
    if name not in known:
        raise Refused(f"There is no feed '{name}'.", do=suggestion(name, tuple(known)))
    return known[name]
