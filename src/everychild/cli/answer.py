"""How a command answers: words or one JSON object on stdout, everything else on stderr, and an exit code.

0 done, 1 refused with a reason, 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import duckdb
import typer
from rich.console import Console
from rich.table import Table

from everychild.terms.refusals import Refused

_PIPED = 160
"""Characters in a line where nobody's screen sets the width: an id must not be broken."""
out = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED)
err = Console(stderr=True, highlight=False)

REFUSED = 1
WRONG_USE = 2
SHOW_AFTER_SECONDS = 1.0
_LOOK = "Check the path and the disk; if it is in the home, `everychild ledger verify` says what is damaged."


@contextmanager
def refusals(as_json: bool) -> Iterator[None]:
    """Turn a refusal into its words on stderr (and its JSON on stdout) and exit code 1; a file out of reach too."""
    try:
        yield
    except Refused as refusal:
        _refuse(refusal, as_json)
    except BrokenPipeError:
        raise
    except OSError as fault:
        _refuse(Refused(f"{fault.strerror or 'It cannot be read or written'}.", where=_path(fault), do=_LOOK), as_json)
    except duckdb.IOException as fault:
        words = str(fault).splitlines()[0].removeprefix("IO Error: ")
        _refuse(Refused(words, do=_LOOK), as_json)
    except (duckdb.Error, UnicodeDecodeError) as fault:  # its own words may repeat a person's data
        _refuse(Refused(f"A file of the home cannot be read ({type(fault).__name__}).", do=_LOOK), as_json)


def _refuse(refusal: Refused, as_json: bool) -> NoReturn:
    if as_json:
        print_json({"refused": {"what": refusal.what, "where": refusal.where, "do": refusal.do}})
    where = f"{refusal.where}: " if refusal.where else ""
    err.print("Refused.", style="bold", end=" ")
    err.print(f"{where}{refusal.what}", markup=False, soft_wrap=True)
    if refusal.do:
        err.print(refusal.do, markup=False, soft_wrap=True)
    raise typer.Exit(REFUSED) from None


def _path(fault: OSError) -> str:
    return str(fault.filename) if isinstance(fault.filename, str | Path) else ""


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
