"""Commands that ask: account, figures, child, gaps, publish, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from everychild.api import Home, open_home
from everychild.api import gaps as gap_rows
from everychild.cli.answer import err, number, out, print_json, progress, refusals, say, table
from everychild.cli.options import (
    DAY,
    AsOfOption,
    CohortOption,
    HomeOption,
    JsonOption,
    KnownByOption,
    ToFile,
    ToFolder,
)
from everychild.terms.refusals import Refused

gaps_app = typer.Typer(help="What is owed and missing.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(account)
    app.command()(figures)
    app.command()(child)
    app.add_typer(gaps_app, name="gaps")
    app.command()(publish)
    app.command()(verify)


def _home(path: Path | None) -> Home:
    """The home; says on stderr when it holds nothing, for then every answer is of nobody."""
    home = open_home(path)
    if not home.ledger.deliveries():
        err.print(f"This home holds no deliveries: {home.path}", markup=False, soft_wrap=True)
    return home


def account(
    as_of: AsOfOption, known_by: KnownByOption = None, home: HomeOption = None, as_json: JsonOption = False
) -> None:
    """Compute every child's account and keep it in the home."""
    with refusals(as_json), progress("Accounting") as heard:
        opened = _home(home)
        made = opened.account(as_of, known_by=known_by, heard=heard)
        kept = opened.store(made)
        verdicts = made.verdict_counts()
        standings = made.standing_counts()
    if as_json:
        print_json(
            {
                "as_of": as_of,
                "known_by": made.as_of.known_by.isoformat(),
                "children": made.children,
                "verdicts": verdicts,
                "standings": standings,
                "kept": str(kept),
            }
        )
        return
    say(f"{made.children:,} children, as of {as_of}.")
    for name, counts in standings.items():
        table(
            name.capitalize(), {"": "left", "children": "right"}, [(k.replace("_", " "), n) for k, n in counts.items()]
        )
    rows = [(duty, verdict.replace("_", " "), n) for duty, counts in verdicts.items() for verdict, n in counts.items()]
    table("Duties", {"duty": "left", "verdict": "left", "times": "right"}, rows)
    say(f"Kept in {kept}.")


def figures(
    as_of: AsOfOption,
    known_by: KnownByOption = None,
    cohort: CohortOption = None,
    suppress: Annotated[
        bool, typer.Option("--suppress", help="Withhold small counts, as in what is published.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """The watchdog's figures: number, of how many, of how many it cannot be told, and where links in doubt put it."""
    with refusals(as_json), progress("Accounting") as heard:
        made = _home(home).figures(as_of, known_by=known_by, cohort=cohort, suppress=suppress, heard=heard)
    print_json(made.as_json()) if as_json else print_figures(made.as_json(), cohort)


def print_figures(made: dict[str, Any], cohort: str | None) -> None:
    """The figures as a table."""
    rows = []
    for each in made["figures"]:
        hidden = "withheld" if each["suppressed"] else None
        numbers = (each[name] if each[name] is not None else hidden for name in ("count", "of", "cannot_tell"))
        rows.append((each["id"], *numbers, " to ".join(f"{end:,}" for end in each["interval"] or ()) or hidden))
    whom = f"handed to HHS in {cohort}" if cohort else "handed to HHS"
    title = f"Figures as of {made['as_of']}, as known by {made['known_by']}: children {whom}"
    columns = {"figure": "left", "count": "right", "of": "right", "cannot tell": "right", "count lies in": "right"}
    table(title, columns, rows)


def child(
    child_id: Annotated[str, typer.Argument(metavar="ID", help="The child's id, as `links export` gives it.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="The date; today unless given.", callback=DAY)] = None,
    known_by: KnownByOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """One child's dated history, three standings, duties and gaps."""
    with refusals(as_json), progress("Reading") as heard:
        told = _home(home).child(child_id, as_of, known_by=known_by, heard=heard)
    print_json(told) if as_json else print_child(told)


def print_child(told: dict[str, Any]) -> None:
    """A child's account in words."""
    if told["asked_for"] != told["child_id"]:
        say(f"{told['asked_for']} is now {told['child_id']}: its founding record is with the records of that child.\n")
    age = "age not known" if told["age"] is None else f"{told['age']} years old"
    out.print(f"[bold]{told['child_id']}[/bold]  {age}, as of {told['as_of']}, as known by {told['known_by']}\n")
    for name in ("whereabouts", "proceedings", "protection"):
        standing = told["standings"][name]
        said = f"{name.capitalize():<14}{standing['value'].replace('_', ' ')}"
        said += f", since {standing['since']}" if standing["since"] else ""
        if "confirmed_on" in standing:
            seen = standing["confirmed_on"]
            said += (
                f"; last confirmed {seen} ({standing['confirmed_by'].replace('_', ' ')})"
                if seen
                else "; never confirmed"
            )
        say(said)
    say("")
    sides = {"duty": "left", "verdict": "left", "started": "left", "due": "left", "met": "left", "owner": "left"}
    rows = [
        (
            each["duty"],
            each["verdict"].replace("_", " "),
            each["started_on"],
            each["due_on"],
            each["met_on"],
            each["owner"],
        )
        for each in told["duties"]
    ]
    table("Duties", sides, rows)
    say("")
    headings = {"happened": "left", "event": "left", "detail": "left", "told": "left", "row": "left"}
    facts = [
        (
            each["happened_at"] or each["happened_on"],
            each["event"].replace("_", " "),
            ", ".join(number(each[part]) for part in ("who", "detail", "about_on") if each[part]),
            each["known_at"],
            each["evidence"],
        )
        for each in told["history"]
    ]
    table("History", headings, facts)
    for move in told["moves"]:
        what = f"{move['records']} records of {move['was']}"
        to = f"are with {move['now']}" if move["now"] else "were withdrawn"
        say(f"\n{move['kind'].capitalize()} as known on {move['at'][:10]}: {what} {to}.")
    for signal in told["signals"]:
        say(f"\n{signal['says']} {signal['caution']} ({signal['evidence']})")


@gaps_app.command("export")
def gaps_export(
    as_of: AsOfOption,
    to: ToFile,
    known_by: KnownByOption = None,
    every: Annotated[bool, typer.Option("--all", help="What was met, excused or ended too.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write what is owed and missing as CSV, each with its owner, reason and evidence."""
    with refusals(as_json), progress("Accounting") as heard:
        made = _home(home).account(as_of, known_by=known_by, heard=heard)
        rows = gap_rows.export(made.con, made.as_of, to, every=every)
    print_json({"rows": rows, "to": str(to)}) if as_json else say(f"{rows:,} rows written to {to}.")


def publish(
    as_of: AsOfOption,
    to: ToFolder,
    known_by: KnownByOption = None,
    cohort: CohortOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the report, the figures and their receipt, small counts withheld."""
    with refusals(as_json), progress("Publishing") as heard:
        made = _home(home).publish(as_of, to, known_by=known_by, cohort=cohort, heard=heard)
    report = to / "index.html"
    if as_json:
        print_json(made.as_json() | {"report": str(report)})
    else:
        say(f"Published: {report}\nReceipt: {to / 'receipt.json'}")


def verify(
    receipt: Annotated[Path, typer.Argument(help="The receipt.json of a publication.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recompute a publication's figures; exit 1 with every difference if anything differs."""
    with refusals(as_json), progress("Recomputing"):
        if not receipt.is_file():
            raise Refused("There is no such file.", where=str(receipt))
        differences = _home(home).verify(receipt)
    if as_json:
        print_json({"same": not differences, "differences": differences})
    elif differences:
        for difference in differences:
            say(difference)
    else:
        say("Verified: every figure comes out as published.")
    if differences:
        raise typer.Exit(1)
