"""Where the time of `account` goes: each stage of the plan, beside one pass over the as-of events.

python benchmarks/account_stages.py HOME 2025-01-31
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import duckdb

from everychild import identity, oversight
from everychild.accounting.account import account
from everychild.ledger import Ledger


def main(home: Path, as_of: date) -> None:
    """Print the seconds of the floor and of each stage."""
    con, now = duckdb.connect(), datetime.now(UTC)
    con.execute("set preserve_insertion_order = false")
    Ledger(home).history(con, now, as_of)
    identity.link(con, home, now)
    columns = [row[0] for row in con.execute("describe events").fetchall()]
    hashes = ", ".join(f'sum(hash("{column}"))' for column in columns)
    started = perf_counter()
    con.execute(f"select {hashes} from events").fetchall()
    print(f"{'floor: one pass':<36}{perf_counter() - started:8.3f}")
    stages: list[tuple[str, float]] = []
    account(con, as_of, also=oversight.conditions(), step=lambda name: stages.append((name, perf_counter())))
    stages.append(("figures", perf_counter()))
    oversight.compute(con, as_of, None)
    stages.append(("", perf_counter()))
    for (name, begun), (_, ended) in pairwise(stages):
        print(f"{name:<36}{ended - begun:8.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
