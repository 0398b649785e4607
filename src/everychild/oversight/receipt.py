"""Receipts: what a publication rests on, so that anyone holding the data can recompute it and see what differs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import duckdb

from everychild.oversight.cohort import Cohort
from everychild.oversight.compile import definitions
from everychild.oversight.results import AS_WRITTEN, FIELDS, Result
from everychild.terms.time import AsOf

MADE_BY = "everychild publish"

Receipt = dict[str, Any]


def make_receipt(
    figures: Iterable[Result],
    *,
    as_of: AsOf,
    cohort: Cohort | None,
    suppressed_below: int | None,
    head: tuple[int, str],
    deliveries: Iterable[tuple[str, str]],
    links_digest: str,
) -> Receipt:
    """The receipt of these figures, as they are handed over: exact, or with counts under ``suppressed_below`` withheld.

    ``head`` is the number and seal of the ledger's last entry, ``deliveries`` are the ids and seals of what was read,
    ``links_digest`` stands for the judgements that were used.
    """
    receipt: Receipt = {
        "made_by": MADE_BY,
        "as_of": as_of.happened_by.isoformat(),
        "known_by": as_of.known_by.astimezone(UTC).isoformat(),
        "cohort": str(cohort) if cohort else None,
        "suppressed_below": suppressed_below,
        "ledger": {"last": head[0], "seal": head[1]},
        "deliveries": [{"id": name, "seal": seal} for name, seal in deliveries],
        "links": links_digest,
        "definitions": hashlib.sha256(definitions(as_of.happened_by, cohort).encode()).hexdigest(),
        "code": {"everychild": code_version(), "duckdb": duckdb.__version__},
        "figures": [figure.as_json() for figure in figures],
    }
    return {"receipt": receipt_id(receipt), **receipt}


def code_version() -> str:
    """The version of Everychild that runs, or that it was not installed as a package."""
    try:
        return version("everychild")
    except PackageNotFoundError:
        return "not installed"


def receipt_id(receipt: Mapping[str, Any]) -> str:
    """SHA-256 of everything in the receipt but its own id, in one canonical form."""
    kept = {name: value for name, value in receipt.items() if name != "receipt"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


_MUST_AGREE = {
    "as_of": "the as-of date",
    "known_by": "the instant by which facts were known",
    "cohort": "the cohort",
    "suppressed_below": "the threshold of suppression",
    "ledger": "the ledger's last entry",
    "links": "the judgements about which records are one child",
    "definitions": "the definitions and the compiled plan",
}


def differences(receipt: Receipt, recomputed: Receipt) -> list[str]:
    """What differs between a receipt and the same computed again, in words; nothing when all agrees.

    Another version of the code is not a difference by itself: it is named where there are others.
    """
    found = []
    if receipt.get("receipt") != receipt_id(receipt):
        found.append("The receipt was altered after it was made: its id does not match what it says.")
    for name, words in _MUST_AGREE.items():
        before, after = receipt.get(name), recomputed.get(name)
        if before != after:
            found.append(f"{words[0].upper()}{words[1:]}: published {_said(before)}, now {_said(after)}.")
    found += _deliveries(receipt, recomputed)
    was = {figure["id"]: figure for figure in receipt["figures"]}
    now = {figure["id"]: figure for figure in recomputed["figures"]}
    for name in [*was, *(name for name in now if name not in was)]:
        if name not in now:
            found.append(f"{name}: published, now no such figure.")
        elif name not in was:
            found.append(f"{name}: not published, now there is such a figure.")
        else:
            found += [f"{name}, {difference}" for difference in _figures(was[name], now[name])]
    if found and receipt.get("code") != recomputed.get("code"):
        found.append(f"The code: published with {_code(receipt)}, now {_code(recomputed)}.")
    return found


def _figures(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    found = []
    for field in (*FIELDS, "suppressed", "interval"):
        if was.get(field) != now.get(field):
            found.append(f"{field.replace('_', ' ')}: published {_said(was.get(field))}, now {_said(now.get(field))}.")
    for breakdown, written in AS_WRITTEN.items():
        lines_was, lines_now = was.get(written, {}), now.get(written, {})
        for line in sorted({*lines_was, *lines_now}):
            one, other = lines_was.get(line, {}), lines_now.get(line, {})
            for field in FIELDS:
                before, after = _in_line(one, field), _in_line(other, field)
                if before != after:
                    where = f"{breakdown} {line}, {field}".replace("_", " ")
                    found.append(f"{where}: published {before}, now {after}.")
    return found


def _in_line(tally: Mapping[str, Any], field: str) -> str:
    return _said(tally[field]) if field in tally else "not given"


def _deliveries(receipt: Receipt, recomputed: Receipt) -> list[str]:
    was = {each["id"]: each["seal"] for each in receipt.get("deliveries", [])}
    now = {each["id"]: each["seal"] for each in recomputed.get("deliveries", [])}
    found = [f"Delivery {name}: read for the publication, now not there." for name in was if name not in now]
    found += [f"Delivery {name}: not read for the publication, now read." for name in now if name not in was]
    changed = [name for name in was if now.get(name, was[name]) != was[name]]
    return found + [f"Delivery {name}: its seal is another one now." for name in changed]


def _code(receipt: Receipt) -> str:
    code = receipt.get("code", {})
    return f"Everychild {code.get('everychild', 'unknown')} on DuckDB {code.get('duckdb', 'unknown')}"


def _said(value: object) -> str:
    if value is None:
        return "withheld or none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, list):
        return " to ".join(_said(part) for part in value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
