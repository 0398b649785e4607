"""Commands that show what is declared: feeds and duties."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from everychild.api import catalogue
from everychild.cli.answer import print_json, refusals, say, table
from everychild.cli.options import JsonOption, UnreadHomeOption

feeds_app = typer.Typer(help="The feeds agencies deliver.", no_args_is_help=True)
duties_app = typer.Typer(help="The duties, each with its law.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(feeds_app, name="feeds")
    app.add_typer(duties_app, name="duties")


@feeds_app.command("list")
def feeds_list(home: UnreadHomeOption = None, as_json: JsonOption = False) -> None:
    """Every feed, whose it is and what one row of it is."""
    rows = catalogue.feeds()
    if as_json:
        print_json({"feeds": rows})
        return
    table(
        "Feeds",
        {"feed": "left", "agency": "left", "key": "left", "one row": "left"},
        [(row["feed"], row["agency"], row["key"], row["row"]) for row in rows],
    )


@feeds_app.command("show")
def feeds_show(
    feed: Annotated[str, typer.Argument(help="The feed.")], home: UnreadHomeOption = None, as_json: JsonOption = False
) -> None:
    """One feed: what it rests on, its columns and codes, and the facts a row can state."""
    with refusals(as_json):
        shown = catalogue.feed(feed)
    if as_json:
        print_json(shown)
        return
    say(f"{shown['feed']}: {shown['about']}")
    say(f"{shown['authority']['citation']} (certainty: {shown['authority']['certainty']})\n")
    table(
        "Columns",
        {"column": "left", "holds": "left", "codes": "left"},
        [(each["column"], each["holds"], ", ".join(each["codes"])) for each in shown["columns"]],
    )
    say("")
    table(
        "Facts", {"fact": "left", "stated by": "left"}, [(each["fact"], each["stated_by"]) for each in shown["facts"]]
    )
    for name, why in shown["unused"].items():
        say(f"Kept and not read: {name} ({why})")
    say(f"Forgetting: {shown['retention']}")


@duties_app.command("list")
def duties_list(home: UnreadHomeOption = None, as_json: JsonOption = False) -> None:
    """Every duty: who owes it, its limit, its law and how surely the law was read."""
    rows = catalogue.duties()
    if as_json:
        print_json({"duties": rows})
        return
    table(
        "Duties",
        dict.fromkeys(("duty", "owner", "limit", "law", "certainty"), "left"),
        [(row["duty"], row["owner"], row["limit"], row["law"]["citation"], row["law"]["certainty"]) for row in rows],
    )


@duties_app.command("show")
def duties_show(
    duty: Annotated[str, typer.Argument(help="The duty.")], home: UnreadHomeOption = None, as_json: JsonOption = False
) -> None:
    """One duty: its words, its law, what starts, meets, explains and ends it, and its worked examples."""
    with refusals(as_json):
        shown = catalogue.duty(duty)
    if as_json:
        print_json(shown)
        return
    law: dict[str, Any] = shown["law"]
    say(f"{shown['duty']}\n{shown['owes']}\n")
    say(f"{law['citation']} (certainty: {law['certainty']})")
    if law["quote"]:
        say(f"“{law['quote']}”")
    if law["note"]:
        say(law["note"])
    say("")
    sides = {"": "left", " ": "left"}
    table(
        "", sides, [(name, shown[name]) for name in ("owner", "limit", "starts", "met_by", "explained_by", "ended_by")]
    )
    say(f"\n{shown['examples']}")
