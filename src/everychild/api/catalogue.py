"""What is declared, as plain data: feeds and duties, from the declarations themselves."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files
from typing import Any

from everychild.accounting import catalog, rules
from everychild.accounting.language import Duty, Pick
from everychild.cohorts import hhs_daily_counts as daily
from everychild.sources import catalog as feed_catalog
from everychild.terms.refusals import Refused


def feeds() -> list[dict[str, Any]]:
    """Every feed in a line, and the public counts, which are delivered like one."""
    declared = [
        {"feed": feed.name, "agency": feed.agency, "key": feed.key, "row": feed.about}
        for feed in feed_catalog.feeds().values()
    ]
    return [*declared, {"feed": daily.FEED, "agency": daily.AGENCY, "key": "day", "row": daily.ABOUT}]


def feed(name: str) -> dict[str, Any]:
    """One feed whole. Raises Refused with the nearest name."""
    if name == daily.FEED:
        return _public_counts()
    shown = feed_catalog.feed_named(name)
    columns = [
        {"column": column.name, "holds": column.form.value, "codes": list(column.codes)} for column in shown.columns
    ]
    facts = [{"fact": fact.kind.id, "stated_by": ", ".join(sorted(fact.columns))} for fact in shown.facts]
    return {
        "feed": shown.name,
        "agency": shown.agency,
        "about": shown.about,
        "key": shown.key,
        "authority": asdict(shown.authority),
        "columns": columns,
        "facts": facts,
        "unused": dict(shown.unused),
        "retention": shown.retention,
    }


def _public_counts() -> dict[str, Any]:
    """The public counts as a feed: they state no fact about a child, so nothing in them is forgotten."""
    return {
        "feed": daily.FEED,
        "agency": daily.AGENCY,
        "about": daily.ABOUT,
        "key": "day",
        "authority": asdict(daily.AUTHORITY),
        "columns": [{"column": heading, "holds": "count", "codes": []} for heading in daily.COLUMNS.values()],
        "facts": [],
        "unused": {},
        "retention": daily.RETENTION,
    }


def duties() -> list[dict[str, Any]]:
    """Every duty in short."""
    return [_short(name, duty) for name, duty in catalog.duties().items()]


def duty(name: str) -> dict[str, Any]:
    """One duty whole, with its worked examples. Raises Refused."""
    known = catalog.duties()
    if name not in known:
        raise Refused(f"There is no duty '{name}'.", do=f"The duties are {', '.join(known)}.")
    shown = known[name]
    return _short(name, shown) | {
        "starts": _words(shown.starts),
        "met_by": _words(shown.stops),
        "explained_by": _words(shown.explained_by) if shown.explained_by else None,
        "ended_by": ", ".join(end.name.replace("_", " ") for end in shown.ended_by),
        "examples": (files(rules) / f"{name}.examples.md").read_text(encoding="utf-8"),
    }


def _short(name: str, duty: Duty) -> dict[str, Any]:
    return {
        "duty": name,
        "owes": duty.duty,
        "owner": duty.owner if isinstance(duty.owner, str) else "the agency holding the child",
        "limit": "; ".join(
            f"{limit.span.number} {limit.span.unit} since {limit.valid_from.isoformat()}"
            + (f" until {limit.valid_to.isoformat()}" if limit.valid_to else "")
            for limit in duty.limits
        )
        or "none",
        "law": asdict(duty.law),
    }


def _words(pick: Pick) -> str:
    return f"{pick.which} of: " + ", ".join(kind.words for kind in pick.kinds)
