"""The commands. Each does one thing through the Python face and says what came of it."""

from __future__ import annotations

import sys

import typer

from everychild.cli import asking, catalogues, delivering, identity, links, passes, public
from everychild.cli.answer import WRONG_USE, print_json

app = typer.Typer(
    name="everychild",
    help="Accounts for every unaccompanied child, from the border to an outcome.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a traceback must not show a person's data
)
for part in (delivering, links, asking, identity, public, catalogues, passes):
    part.add_to(app)


def main() -> None:
    """Run the command line. Wrong use is answered on stderr, and with --json by an object on stdout too."""
    try:
        app()
    except SystemExit as left:
        if left.code == WRONG_USE and "--json" in sys.argv:
            print_json({"refused": {"what": "Wrong use: stderr says how.", "where": "", "do": "See --help."}})
        raise
