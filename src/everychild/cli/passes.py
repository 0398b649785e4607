"""Commands that run the whole way: synthesise, run, demo, bench."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from everychild.api import demonstration, measure, open_home, unattended
from everychild.cli.answer import print_json, progress, refusals, say, table
from everychild.cli.asking import print_figures
from everychild.cli.options import DAY, HomeOption, JsonOption, ToFolder, UnreadHomeOption
from everychild.synthetic import described
from everychild.synthetic import synthesise as invent


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(synthesise)
    app.command()(run)
    app.command()(demo)
    app.command()(bench)


def synthesise(
    to: ToFolder,
    children: Annotated[int, typer.Option("--children", min=1, help="How many children to invent.")] = 20_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same files.")] = 1,
    describe: Annotated[
        bool, typer.Option("--describe", help="Show the shares that came out beside the published ones.")
    ] = False,
    home: UnreadHomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Invent a population: the agencies' files, and the truth about them."""
    with refusals(as_json), progress("Inventing") as heard:
        made = invent(children, seed, to)
        heard("comparing with what was published")
        shares = described(to) if describe else []
    answer = {"to": str(to), "children": children, "seed": seed, "rows": made.rows, "broken": made.broken}
    if describe:
        answer["shares"] = [asdict(each) for each in shares]
    if as_json:
        print_json(answer)
        return
    table(f"{children:,} invented children", {"feed": "left", "rows": "right"}, list(made.rows.items()))
    if describe:
        sides = {"what": "left", "published": "right", "realised": "right", "of": "right", "source": "left"}
        rows = [(each.what, f"{each.published:.4g}", f"{each.realised:.4g}", each.of, each.source) for each in shares]
        table("Shares and means", sides, rows)
    say(f"In {to}: the files, deliveries.csv (in which order they were received) and truth.csv (who is who).")


def run(
    home: HomeOption = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The date; today unless given.", callback=DAY)] = None,
    as_json: JsonOption = False,
) -> None:
    """One unattended daily pass: new files in the inbox, link, account, publish. Safe to repeat."""
    with refusals(as_json), progress("Running") as heard:
        done = unattended.daily_pass(open_home(home), as_of, heard=heard)
    if as_json:
        print_json(done.as_json())
    else:
        for file in done.delivered:
            say(f"{file.name}: {file.outcome}")
        say(f"Published: {done.report}" if done.report else "Nothing to publish yet: the ledger is empty.")
    if done.refused:
        raise typer.Exit(1)


def demo(
    children: Annotated[int, typer.Option("--children", min=1, help="How many children to invent.")] = 20_000,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """The main job from end to end on invented children: synthesise, deliver, link, account, publish."""
    with refusals(as_json), progress("Demonstrating") as heard:
        shown = demonstration.demonstrate(open_home(home).path, children, heard=heard)
    if as_json:
        print_json(shown.as_json())
        return
    print_figures(shown.figures.as_json(), shown.cohort)
    say("\nEvery child here is invented.")
    say(f"Report: {shown.report}")


def bench(
    children: Annotated[int, typer.Option("--children", min=1, help="How many children to invent.")] = 450_000,
    home: UnreadHomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure each stage beside its floor in the same run."""
    with refusals(as_json), progress("Measuring") as heard:
        measured = measure.measure(children, heard=heard)
    if as_json:
        print_json(measured)
        return
    rows = [
        (name, *(part.get(each, "") for each in ("seconds", "floor_seconds", "ratio", "peak_mb")))
        for name, part in measured.items()
        if isinstance(part, dict)
    ]
    sides = {"stage": "left", "seconds": "right", "floor": "right", "ratio": "right", "peak MB": "right"}
    table(f"{children:,} invented children", sides, rows)
    say(f"One child's account: {measured['child_ms']} ms after opening.")
