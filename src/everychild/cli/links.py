"""Commands on which records are the same child: link, and what people look at, judge and withdraw."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from everychild.api import open_home
from everychild.cli.answer import WRONG_USE, err, print_json, progress, refusals, say, table
from everychild.cli.options import HomeOption, JsonOption, ToFile
from everychild.identity.judgements import Says

links_app = typer.Typer(help="The links between records.", no_args_is_help=True)

AArgument = Annotated[str, typer.Argument(metavar="A", help="A record as feed:key, for example orr_care:ORR-1.")]
BArgument = Annotated[str, typer.Argument(metavar="B", help="Another record.")]
ByOption = Annotated[str, typer.Option("--by", help="Who says so.")]
BecauseOption = Annotated[str, typer.Option("--because", help="Why, without personal data.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(link)
    app.add_typer(links_app, name="links")


def link(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Find which records are the same child."""
    with refusals(as_json), progress("Linking"):
        linked = open_home(home).link()
    if as_json:
        print_json(asdict(linked))
        return
    say(f"{linked.records:,} records are {linked.children:,} children.")
    for feed, count in linked.without_a_child.items():
        say(f"{count:,} records of {feed} link to no child.")
    for remark in linked.remarks:
        say(remark)


@links_app.command("export")
def export(to: ToFile, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Write one row per record: feed, record_key, child_id."""
    with refusals(as_json), progress("Linking"):
        rows = open_home(home).links.export(to)
    print_json({"rows": rows, "to": str(to)}) if as_json else say(f"{rows:,} records written to {to}.")


@links_app.command("review")
def review(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many pairs to show.")] = 50,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """The pairs in doubt that nobody has judged, worst consequence first."""
    with refusals(as_json), progress("Linking"):
        found = open_home(home).links.review(limit)
    if as_json:
        print_json(found)
        return
    sides = {"A": "left", "B": "left", "now": "left", "bits": "right", "decides whether a child has": "left"}
    rows = [
        (one["a"], one["b"], "together" if one["together"] else "apart", f"{one['weight']:+.1f}",
         ", ".join(one["decides"]))
        for one in found["pairs"]
    ]  # fmt: skip
    table(f"{found['in_doubt']:,} pairs in doubt", sides, rows)
    if rows:
        say("See why with `everychild links explain A B`; decide with `everychild links judge A B`.")


@links_app.command("explain")
def explain(a: AArgument, b: BArgument, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Why two records are linked or not: which field added or took how much."""
    with refusals(as_json), progress("Linking"):
        told = open_home(home).links.explain(a, b)
    print_json(told) if as_json else _tell(told)


def _tell(told: dict[str, Any]) -> None:
    say(f"{told['a']} and {told['b']} are {'one child' if told['together'] else 'apart'}.")
    for one in told["judgements"]:
        say(f"{one['by']} judged them {one['says']} on {one['at'][:10]} because {one['because']} ({one['id']}).")
    compared = told["compared"]
    if not compared:
        say("One of the two names no person: it follows the number that it carries.")
        return
    total = compared["prior"]
    rows = [("any two records", None, None, compared["prior_words"], *_bits(total, 0))]
    for step in compared["steps"]:
        rows.append((step["words"], *step["values"], step["level"], *_bits(step["bits"], total)))
        total += step["bits"]
    sides = dict.fromkeys(("what", "A", "B", "how the two stand"), "left") | dict.fromkeys(("bits", "sum"), "right")
    table("", sides, rows)
    if compared["vetoed"]:
        say("They are never joined on this alone: it is how siblings and twins look.")
    say(f"{compared['weight']:+.1f} bits. If nothing else were known of either, they would be one child with a "
        f"probability of {compared['probability']:.4f}.")  # fmt: skip


def _bits(bits: float, before: float) -> tuple[str, str]:
    return f"{bits:+.1f}", f"{before + bits:+.1f}"


@links_app.command("judge")
def judge(
    a: AArgument,
    b: BArgument,
    by: ByOption,
    because: BecauseOption,
    same: Annotated[bool, typer.Option("--same", help="They are one child.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are two children.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="It cannot be told; do not ask again.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign that two records are the same child, different ones, or that it cannot be told."""
    choices: dict[Says, bool] = {"same": same, "different": different, "unsure": unsure}
    chosen: list[Says] = [says for says, yes in choices.items() if yes]
    if len(chosen) != 1:
        err.print("Say one of --same, --different and --unsure.")
        raise typer.Exit(WRONG_USE)
    with refusals(as_json):
        made = open_home(home).links.judge(a, b, chosen[0], by=by, because=because)
    answer = {"judgement": made, "a": a, "b": b, "says": chosen[0], "by": by, "because": because}
    print_json(answer) if as_json else say(f"Judged {chosen[0]}: {made}. It holds until it is withdrawn.")


@links_app.command("withdraw")
def withdraw(
    judgement: Annotated[str, typer.Argument(metavar="ID", help="The judgement's id, as `links judge` gave it.")],
    by: ByOption,
    because: BecauseOption,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a judgement back: a dated line of its own; until now it stood."""
    with refusals(as_json):
        line = open_home(home).links.withdraw(judgement, by=by, because=because)
    print_json({"withdrawn": judgement, "line": line, "by": by}) if as_json else say(f"Withdrawn: {judgement}.")
