"""Commands about the linking itself: how good it is, and the weights it goes by."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from everychild.api import open_home
from everychild.api.clock import now
from everychild.cli.answer import print_json, progress, refusals, say, table
from everychild.cli.options import HomeOption, JsonOption, ToFile
from everychild.identity.evaluating import measure
from everychild.identity.evaluation import Measured
from everychild.identity.training import train_from
from everychild.terms.refusals import Refused

identity_app = typer.Typer(help="How well records are linked, and by which weights.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(identity_app, name="identity")


@identity_app.command()
def evaluate(
    truth: Annotated[Path, typer.Option("--truth", help="A CSV file that tells who is who: feed, record_key, child.")],
    children: Annotated[
        Path | None,
        typer.Option(
            "--children",
            help="A CSV file that tells of what kind each child is; truth_children.csv beside the truth unless given.",
            show_default=False,
        ),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Link everything afresh, leaving out what people judged, and compare with the truth.

    Counted are the records that are known and of a feed that names a person; calls and hearings only follow their
    number. A child is perfect when all its records are together with nobody else's, merged when with another child's.
    """
    with refusals(as_json), progress("Linking and comparing"):
        measured = measure(open_home(home).path, truth, children, now())
    if as_json:
        print_json(measured.as_json())
    else:
        _tell(measured)


@identity_app.command()
def train(
    to: ToFile,
    charts: Annotated[
        Path | None, typer.Option("--charts", help="A folder for Splink's charts of the weights.", show_default=False)
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--pair",
            help="Two records, feed:key, to be drawn as a waterfall in the charts' folder; no values are shown.",
            show_default=False,
        ),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Estimate the weights anew from the records of this home and write them as a model file; nothing takes effect.

    Needs Splink (the extra `train`). No truth is needed. Read what changed before putting the file into the package.
    """
    with refusals(as_json), progress("Training"):
        if pair and not charts:
            raise Refused("A pair is drawn into a folder.", do="Name it with --charts.")
        trained = train_from(open_home(home).path, now())
        to.write_text(trained.text, encoding="utf-8")
        drawn = trained.save_charts(charts) if charts else []
        drawn += [trained.save_waterfall(*pair, charts)] if charts and pair else []
    if as_json:
        changes = [asdict(change) for change in trained.changes]
        print_json({"to": str(to), "charts": [str(path) for path in drawn], "levels": changes})
        return
    sides = {"comparison": "left", "level": "left", "was": "right", "now": "right", "one child": "right"}
    rows = [
        (change.comparison, change.level, change.was, change.now, _small(change.m), _small(change.u))
        for change in trained.changes
    ]
    table("Weights in bits", sides | {"two children": "right"}, rows)
    say(f"\nWritten to {to}. Linking goes on by the model in the package.")
    for path in drawn:
        say(f"Drawn: {path}")


def _tell(measured: Measured) -> None:
    found, children = measured.evaluation, measured.evaluation.children
    say(f"{found.records:,} records of {children.children:,} children whose truth is known.")
    if found.missing:
        say(f"{found.missing:,} records of the truth are not known here and were not counted.")
    lost = {"all": sum(measured.not_compared.values()), **measured.not_compared}
    table(
        "Pairs of records, by feed",
        {"feeds": "left"} | dict.fromkeys(("pairs", "precision", "recall", "F1", "never compared"), "right"),
        [
            (
                name.replace("-", " and "),
                pairs.true,
                *map(_share, (pairs.precision, pairs.recall, pairs.f1)),
                lost.get(name, 0),
            )
            for name, pairs in [("all", found.pairs), *found.by_pair.items()]
        ],
    )
    say("")
    table(
        "Children, by kind",
        {"kind": "left", "children": "right", "perfect": "right", "merged": "right", "recall": "right"},
        [
            (name.replace("_", " "), kind.children, *map(_share, (kind.perfect, kind.merged, kind.recall)))
            for name, kind in [("all", children), *found.by_kind.items()]
        ],
    )
    pace = measured.naming / measured.seconds
    say(
        f"\n{measured.naming:,} records that name a person linked in {measured.seconds:.1f} s ({pace:,.0f} a second);"
        f" at most {measured.peak_mb:,} MB."
    )


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"


def _small(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"
