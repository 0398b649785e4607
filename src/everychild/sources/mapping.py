"""A mapping file: an agency's own column names and codes, and ours.

Under ``[columns]``, ``"Stay Number" = "stay_id"``; under ``[codes.sex]``, ``"1" = "M"``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from everychild.sources.columns import Form
from everychild.sources.language import Feed
from everychild.sources.nearest import suggestion
from everychild.terms.refusals import Refused


@dataclass(frozen=True)
class Mapped:
    """What a mapping file says.

    ``columns``: their name, in small letters, to ours. ``codes``: our column, and in it their code to ours.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sha256: str = ""


def read_mapping(path: Path, feed: Feed) -> Mapped:
    """Read and check a mapping file against the feed it is for. Raises Refused."""
    try:
        data = path.read_bytes()
        told = tomllib.loads(data.decode("utf-8-sig"))
    except OSError:
        raise Refused("The mapping file cannot be read.", where=path.name, do="Check its path.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Refused(f"The mapping file is not TOML: {fault}.", where=path.name, do=_SHAPE) from None
    strange = sorted(set(told) - {"columns", "codes"})
    if strange:
        raise Refused(f"A mapping file has no section [{strange[0]}].", where=path.name, do=_SHAPE)
    columns = _columns(_section(told.get("columns", {}), "columns", path), feed, path)
    codes = told.get("codes", {})
    if not isinstance(codes, dict):
        raise Refused("[codes] names no column.", where=path.name, do=_SHAPE)
    return Mapped(
        columns,
        {name: _codes(_section(pairs, f"codes.{name}", path), name, feed, path) for name, pairs in codes.items()},
        hashlib.sha256(data).hexdigest(),
    )


_SHAPE = "Write their name = our name under [columns], and their code = our code under [codes.COLUMN]."


def _section(pairs: object, name: str, path: Path) -> dict[str, str]:
    if not isinstance(pairs, dict) or not all(isinstance(ours, str) for ours in pairs.values()):
        raise Refused(f"[{name}] must give one text for each of their words.", where=path.name, do=_SHAPE)
    return pairs


def _columns(pairs: Mapping[str, str], feed: Feed, path: Path) -> dict[str, str]:
    taken: dict[str, str] = {}
    columns: dict[str, str] = {}
    for theirs, ours in pairs.items():
        if ours not in feed.file_columns:
            raise Refused(
                f"[columns] maps '{theirs}' to '{ours}', which is no column of {feed.name}.",
                where=path.name,
                do=suggestion(ours, feed.file_columns),
            )
        if ours in taken:
            raise Refused(
                f"[columns] maps both '{taken[ours]}' and '{theirs}' to '{ours}'.",
                where=path.name,
                do="Keep one of them.",
            )
        taken[ours] = theirs
        columns[theirs.strip().lower()] = ours
    return columns


def _codes(pairs: Mapping[str, str], column: str, feed: Feed, path: Path) -> dict[str, str]:
    declared = {each.name: each for each in feed.every_column()}.get(column)
    if declared is None or declared.form is not Form.CODE:
        coded = tuple(each.name for each in feed.every_column() if each.form is Form.CODE)
        raise Refused(
            f"[codes.{column}]: {feed.name} has no column '{column}' with a list of codes.",
            where=path.name,
            do=suggestion(column, coded) if coded else "Remove the section.",
        )
    for theirs, ours in pairs.items():
        if ours not in declared.codes:
            raise Refused(
                f"[codes.{column}] maps '{theirs}' to '{ours}', which is not one of {', '.join(declared.codes)}.",
                where=path.name,
                do=suggestion(ours, tuple(declared.codes)),
            )
    return dict(pairs)
