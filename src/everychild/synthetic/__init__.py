"""An invented population, for demos, tests and benchmarks: every child in it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from everychild.synthetic.later import BROKEN
from everychild.synthetic.layout import FEEDS as _FEEDS
from everychild.synthetic.population import populate
from everychild.synthetic.shares import Compared, described
from everychild.synthetic.truth import write_truth
from everychild.synthetic.writing import write_deliveries, write_feed
from everychild.terms.database import connect
from everychild.terms.refusals import Refused

__all__ = ["FEEDS", "Compared", "Delivery", "Synthesised", "deliveries", "described", "synthesise"]

FEEDS = tuple(_FEEDS)
"""The feeds, in the order of a child's way through them."""

INVENTED = "INVENTED.txt"
"""The file that says so: a folder that holds it holds invented children."""

_NOTICE = """Every child in these files is invented.

Names are common names of the countries, drawn and put together by chance; streets, telephone numbers, A-numbers (they
begin with 9 or with 09) and all that happens are invented too. Any likeness to a living person is chance.

{children} children, seed {seed}.

<feed>.csv          what each agency hands over first
later/<feed>-2.csv  what it hands over two weeks later: rows corrected, rows known late
deliveries.csv      in which order the files were received, and when; not the order in which things happened
truth.csv           which invented child each record speaks of (rows that break their feed's rules are left out)
truth_children.csv  who the children are and what really happened
"""


@dataclass(frozen=True)
class Synthesised:
    """What was written: rows of each feed over both files, and how many of them are broken for good."""

    to: Path
    children: int
    rows: dict[str, int]
    broken: int


@dataclass(frozen=True)
class Delivery:
    """One file to deliver. ``received_at`` is aware; ``full``: a whole extract, not an increment."""

    order: int
    feed: str
    file: Path
    received_at: datetime
    full: bool


def synthesise(children: int, seed: int, to: Path) -> Synthesised:
    """Writes the files of an invented population to the folder ``to``, over files of the same names.

    The same number and seed give the same bytes; under some hundreds of children, rare histories are left out.
    Raises Refused for no child or a seed below zero.
    """
    if children < 1 or seed < 0:
        raise Refused("An invented population needs at least one child and a seed of 0 or more.")
    population = populate(children, seed)
    (to / "later").mkdir(parents=True, exist_ok=True)
    con = connect()
    for feed in FEEDS:
        write_feed(con, population.tables[feed], population.keys[feed], to)
    write_truth(con, population, to)
    write_deliveries(to)
    (to / INVENTED).write_text(_NOTICE.format(children=children, seed=seed))
    rows = {feed: len(table) for feed, table in population.tables.items()}
    return Synthesised(
        to, children, rows, sum(int((rows.arrival == BROKEN).sum()) for rows in population.tables.values())
    )


def deliveries(to: Path) -> list[Delivery]:
    """The files of an invented population in the order of receipt. Raises Refused if there are none."""
    listed = to / "deliveries.csv"
    if not listed.is_file():
        raise Refused("No deliveries.csv was found.", where=str(to), do="Write an invented population there first.")
    found = []
    for line in listed.read_text().splitlines()[1:]:
        order, feed, file, received_at, full = line.split(",")
        found.append(Delivery(int(order), feed, to / file, datetime.fromisoformat(received_at), full == "Y"))
    return found
