"""How a command answers: words or one JSON object on stdout, everything else on stderr, and an exit code.

0 done, 1 refused with a reason, 2 wrong use.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from everychild.terms.refusals import Refused

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

REFUSED = 1
SHOW_AFTER_SECONDS = 1.0


@contextmanager
def refusals(as_json: bool) -> Iterator[None]:
    """Turn a refusal into its words on stderr (and its JSON on stdout) and exit code 1."""
    try:
        yield
    except Refused as refusal:
        if as_json:
            print_json({"refused": {"what": refusal.what, "where": refusal.where, "do": refusal.do}})
        where = f"{refusal.where}: " if refusal.where else ""
        err.print(f"[bold]Refused.[/bold] {where}{refusal.what}", markup=True, soft_wrap=True)
        if refusal.do:
            err.print(refusal.do, markup=False, soft_wrap=True)
        raise typer.Exit(REFUSED) from None


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A line on stderr that names the stage under way; it appears only where a person watches, after a second."""
    if not err.is_terminal:
        yield lambda stage: None
        return
    started = time.monotonic()
    with err.status(what) as status:
        status.stop()

        def heard(stage: str) -> None:
            if time.monotonic() - started > SHOW_AFTER_SECONDS:
                status.start()
            status.update(f"{what}: {stage}")

        yield heard


def print_json(answer: dict[str, Any]) -> None:
    """One JSON object on stdout."""
    sys.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False, default=str) + "\n")


def say(words: str) -> None:
    """A sentence on stdout."""
    out.print(words, markup=False, soft_wrap=True)


def table(title: str, columns: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
    """A table on stdout. ``columns`` gives each heading its side: left or right."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for heading, side in columns.items():
        made.add_column(heading, justify="right" if side == "right" else "left", overflow="fold")
    for row in rows:
        made.add_row(*(number(cell) for cell in row))
    out.print(made)


def number(cell: Any) -> str:
    """A cell in words: thousands with commas, nothing for None."""
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)
