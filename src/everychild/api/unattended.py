"""One unattended daily pass: what lies in the inbox is delivered, then everything is linked, accounted and published.

A file is named for its feed: ``ice_custody.csv``, ``ice_custody-2024-05-31.csv.gz``. What was delivered moves to
inbox/done, what was refused to inbox/refused with the reason beside it, so a second pass finds nothing to repeat.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from everychild.api.clock import Heard, now, silent
from everychild.api.home import Home
from everychild.cohorts import hhs_daily_counts as daily
from everychild.sources.catalog import feeds
from everychild.terms.refusals import Refused


@dataclass(frozen=True)
class Taken:
    """One file of the inbox and what became of it."""

    name: str
    outcome: str
    refused: bool = False


@dataclass
class Pass:
    """What one pass did."""

    delivered: list[Taken] = field(default_factory=list)
    report: Path | None = None

    @property
    def refused(self) -> bool:
        """Some file was refused."""
        return any(file.refused for file in self.delivered)

    def as_json(self) -> dict[str, Any]:
        """The pass as one JSON object."""
        return {
            "files": [asdict(file) for file in self.delivered],
            "report": str(self.report) if self.report else None,
        }


def daily_pass(home: Home, as_of: str | None = None, *, heard: Heard = silent) -> Pass:
    """Run one pass; publishes to HOME/published/<date>. Raises Refused only if the ledger itself is unsound."""
    done = Pass()
    inbox = home.path / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    for file in sorted(each for each in inbox.iterdir() if each.is_file() and not each.name.startswith(".")):
        heard(f"delivering {file.name}")
        done.delivered.append(_take(home, file))
    if home.ledger.deliveries():
        day = as_of or now().date().isoformat()
        done.report = home.path / "published" / day / "index.html"
        home.publish(day, done.report.parent, heard=heard)
    return done


def _take(home: Home, file: Path) -> Taken:
    try:
        feed = feed_of(file.name)
        if feed == daily.FEED:
            counts = home.deliver_daily_counts(file)
            already, delivery, rejected = counts.already, counts.delivery, counts.loaded.rejected
        else:
            recorded = home.deliver(feed, file)
            already, delivery, rejected = recorded.already, recorded.delivery, recorded.rejected
    except Refused as refusal:
        kept = _move(file, "refused")
        kept.with_name(f"{kept.name}.reason.txt").write_text(f"{refusal}\n")
        return Taken(file.name, f"refused: {refusal}", refused=True)
    _move(file, "done")
    if already:
        return Taken(file.name, f"delivered before, as {delivery}")
    return Taken(file.name, f"delivered as {delivery}, {rejected:,} rows rejected")


def feed_of(name: str) -> str:
    """The feed a file is named for: the longest feed name that the file name begins with. Raises Refused."""
    named = [feed for feed in (*feeds(), daily.FEED) if name.lower().startswith(feed)]
    if not named:
        raise Refused(
            "The file's name begins with no feed's name.",
            where=name,
            do="Name it for its feed, such as ice_custody-2024.csv.",
        )
    return max(named, key=len)


def _move(file: Path, folder: str) -> Path:
    """Move a file aside; a name already taken there gets a number."""
    into = file.parent / folder
    into.mkdir(exist_ok=True)
    number, to = 1, into / file.name
    while to.exists():
        number += 1
        to = into / f"{file.stem}.{number}{file.suffix}"
    return file.rename(to)
