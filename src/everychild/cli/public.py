"""The command for people who hold public files alone: public-counts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everychild.api.public_counts import public_counts as write_public_counts
from everychild.cli.answer import print_json, progress, refusals, say, table
from everychild.cli.options import INSTANT, JsonOption, ToFolder, UnreadHomeOption
from everychild.terms.time import parse_instant


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("public-counts")(public_counts)


def public_counts(
    file: Annotated[Path, typer.Argument(help="HHS's daily counts, as published: a CSV file; zip and gz are opened.")],
    to: ToFolder,
    received_at: Annotated[
        str | None,
        typer.Option("--received-at", help="When the file was received; now unless given.", callback=INSTANT),
    ] = None,
    home: UnreadHomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check HHS's public daily counts, stock against flows, and write the page. No home is needed."""
    with refusals(as_json), progress("Balancing") as heard:
        made = write_public_counts(
            file, to, received_at=parse_instant(received_at) if received_at else None, heard=heard
        )
    if as_json:
        print_json(made.as_json())
        return
    found = made.summary
    say(
        f"{found.days:,} days published from {found.first_day} to {found.last_day}; {found.missing_days:,} are missing."
    )
    unbalanced = found.pairs - found.within - found.cannot_tell
    say(
        f"Of {found.pairs:,} days that follow a published day, {found.within:,} balance within {found.tolerance} "
        f"children and {unbalanced:,} do not; of {found.cannot_tell:,} it cannot be told."
    )
    if made.rejects:
        sides = {"line": "right", "column": "left", "value": "left", "reason": "left"}
        table("Rows and columns that could not be read, left out", sides, [tuple(row.values()) for row in made.rejects])
    for remark in made.loaded.remarks:
        say(remark)
    say(f"Page: {made.written[0]}")
