"""Commands that bring files in: deliver, and the ledger's own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from everychild.api import open_home
from everychild.api.clock import now
from everychild.cli.answer import print_json, progress, refusals, say, table
from everychild.cli.options import INSTANT, HomeOption, JsonOption
from everychild.cohorts import hhs_daily_counts as daily
from everychild.ledger import Recorded
from everychild.terms.refusals import Refused
from everychild.terms.time import parse_instant

COUNTS = ("rows", "accepted", "rejected", "unchanged", "events", "vanished")

ledger_app = typer.Typer(help="The ledger of deliveries.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(deliver)
    app.add_typer(ledger_app, name="ledger")


def deliver(
    feed: Annotated[str, typer.Argument(help="The feed, as `feeds list` names it.")],
    file: Annotated[Path, typer.Argument(help="A CSV or Parquet file; zip and gz are opened.")],
    home: HomeOption = None,
    received_at: Annotated[
        str | None,
        typer.Option("--received-at", help="When it was received; now unless given.", callback=INSTANT),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Refuse the file if any row is rejected.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="The file is a whole extract: rows it lacks are reported as vanished.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Record bytes that were delivered before anew.")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="A TOML file: the file's column names and codes = ours.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take in one file of one feed."""
    with refusals(as_json), progress(f"Delivering {feed}"):
        instant = parse_instant(received_at) if received_at else now()
        if feed == daily.FEED:
            if full or mapping:
                raise Refused("--full and --map do not apply to HHS's daily counts.", where=feed)
            counts = open_home(home).deliver_daily_counts(
                file, received_at=instant, again=again, all_or_nothing=all_or_nothing, dry_run=dry_run
            )
            answer = _daily_answer(counts)
        else:
            recorded = open_home(home).deliver(
                feed,
                file,
                received_at=instant,
                mapping=mapping,
                full=full,
                again=again,
                all_or_nothing=all_or_nothing,
                dry_run=dry_run,
            )
            answer = _answer(recorded)
    if as_json:
        print_json(answer)
        return
    _tell(answer, dry_run)


def _answer(recorded: Recorded) -> dict[str, Any]:
    named = asdict(recorded)
    order = ("delivery", "feed", *COUNTS, "rejects_file", "already", "unread", "absent", "remarks")
    return {name: named[name] for name in order}


def _daily_answer(counts: daily.DailyRecorded) -> dict[str, Any]:
    loaded = counts.loaded
    return {
        "delivery": counts.delivery,
        "feed": daily.FEED,
        "rows": loaded.rows,
        "accepted": counts.accepted,
        "rejected": loaded.rejected,
        "unchanged": counts.unchanged,
        "events": 0,
        "vanished": counts.vanished,
        "rejects_file": counts.rejects_file,
        "already": counts.already,
        "unread": loaded.unread,
        "absent": loaded.absent,
        "remarks": loaded.remarks,
    }


def _tell(answer: dict[str, Any], dry_run: bool) -> None:
    if answer["already"]:
        say(f"These bytes were delivered before, as {answer['delivery']}; nothing was done. --again records them anew.")
        return
    say(f"{'Would be delivered' if dry_run else 'Delivered'}: {answer['delivery']}")
    rows = [(name.replace("_", " "), answer[name]) for name in COUNTS]
    table("", {"": "left", "count": "right"}, rows)
    if answer["rejects_file"]:
        say(f"Rejected rows, with line, column, value and reason: {answer['rejects_file']}")
    if answer["unread"]:
        say(f"Columns this feed does not know, left unread: {', '.join(answer['unread'])}")
    if answer["absent"]:
        say(f"Columns not in the file, unknown for every row: {', '.join(answer['absent'])}")
    for remark in answer["remarks"]:
        say(remark)


@ledger_app.command("list")
def ledger_list(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Every delivery, oldest first."""
    with refusals(as_json):
        deliveries = open_home(home).ledger.deliveries()
    if as_json:
        print_json({"deliveries": [asdict(each) for each in deliveries]})
        return
    rows = [
        (each.id, each.received_at.isoformat(), each.rows, each.accepted, each.rejected, each.unchanged,
         each.withdrawn_at.isoformat() if each.withdrawn_at else "")
        for each in deliveries
    ]  # fmt: skip
    sides = {"delivery": "left", "received": "left"} | dict.fromkeys(COUNTS[:4], "right") | {"withdrawn": "left"}
    table(f"{len(rows):,} deliveries", sides, rows)


@ledger_app.command("verify")
def ledger_verify(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Check every byte of the ledger against its seals."""
    with refusals(as_json), progress("Verifying"):
        opened = open_home(home)
        problems = [*opened.ledger.verify(), *daily.verify(opened.path)]
    if as_json:
        print_json({"sound": not problems, "problems": problems})
    elif problems:
        for problem in problems:
            say(problem)
    else:
        say("The ledger is sound: every file is as it was sealed.")
    if problems:
        raise typer.Exit(1)


@ledger_app.command("withdraw")
def ledger_withdraw(
    delivery: Annotated[str, typer.Argument(help="The delivery's id, as `ledger list` names it.")],
    because: Annotated[str, typer.Option("--because", help="Why it was a mistake.")],
    home: HomeOption = None,
    received_at: Annotated[
        str | None,
        typer.Option("--at", help="The instant of the withdrawal; now unless given.", callback=INSTANT),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a delivery made by mistake: a dated fact of its own; what was known before stays as it was known."""
    with refusals(as_json):
        entry = open_home(home).ledger.withdraw(delivery, because, parse_instant(received_at) if received_at else now())
    print_json({"withdrawn": delivery, "entry": entry}) if as_json else say(f"Withdrawn: {delivery}, by {entry}.")
