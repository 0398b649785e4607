"""Options that several commands share, each explained once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from everychild.oversight.cohort import parse_cohort
from everychild.terms.refusals import Refused
from everychild.terms.time import parse_day, parse_instant


def written(read: Callable[[str], object]) -> Callable[[str | None], str | None]:
    """A check that what was typed can be read; what cannot is wrong use, exit code 2."""

    def check(typed: str | None) -> str | None:
        try:
            if typed is not None:
                read(typed)
        except Refused as refusal:
            raise typer.BadParameter(str(refusal)) from None
        return typed

    return check


DAY, INSTANT = written(parse_day), written(parse_instant)

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="The home folder; else $EVERYCHILD_HOME, else ./everychild-data.", show_default=False),
]
UnreadHomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Taken so that every command has it; nothing here is read from a home.", hidden=True),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer with one JSON object on stdout.")]
AsOfOption = Annotated[
    str, typer.Option("--as-of", help="The date, YYYY-MM-DD: what had happened by its end.", callback=DAY)
]
KnownByOption = Annotated[
    str | None,
    typer.Option(
        "--known-by",
        callback=INSTANT,
        help="An instant, or a date for its end in UTC: as known then; now unless given.",
        show_default=False,
    ),
]
CohortOption = Annotated[
    str | None,
    typer.Option(
        "--cohort",
        help="Fiscal years of hand-over, such as FY2019-FY2023; all unless given.",
        callback=written(parse_cohort),
    ),
]
ToFile = Annotated[Path, typer.Option("--to", help="The file to write.")]
ToFolder = Annotated[Path, typer.Option("--to", help="The folder to write.")]
