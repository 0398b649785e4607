"""How long an invented population takes, and its peak memory, beside the bare writing of the same rows by DuckDB.

python benchmarks/population.py [CHILDREN]
"""

from __future__ import annotations

import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb

from everychild.synthetic import described, synthesise


def invented(children: int, to: Path) -> tuple[float, float, int]:
    """Seconds, peak MB and rows of the whole invention."""
    started = perf_counter()
    made = synthesise(children, 1, to)
    return perf_counter() - started, _peak(), sum(made.rows.values())


def written(files: Path, to: Path) -> tuple[float, float, int]:
    """Seconds, peak MB and rows of writing the same files from tables in memory."""
    con, seconds, rows = duckdb.connect(), 0.0, 0
    for file in sorted(files.rglob("*.csv")):
        con.execute(f"create table held as from read_csv('{file}', all_varchar = true)")
        started = perf_counter()
        written = con.execute(f"copy held to '{to / file.name}' (header)").fetchall()
        seconds += perf_counter() - started
        rows += written[0][0]
        con.execute("drop table held")
    return seconds, _peak(), rows


def compared(files: Path) -> tuple[float, float, int]:
    """Seconds, peak MB and lines of the comparison with what was published."""
    started = perf_counter()
    lines = described(files)
    return perf_counter() - started, _peak(), len(lines)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(children: int) -> None:
    """Print one line per part; each runs in a process of its own, so that its peak is its own."""
    print(f"{f'{children:,} invented children':<44}{'seconds':>10}{'peak MB':>10}{'rows':>12}")
    with TemporaryDirectory() as folder:
        files, again = Path(folder) / "files", Path(folder) / "again"
        again.mkdir()
        for name, part, given in (
            ("synthesise", invented, (children, files)),
            ("floor: DuckDB writes the same rows", written, (files, again)),
            ("--describe: compare with the published", compared, (files,)),
        ):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                seconds, peak, rows = alone.submit(part, *given).result()
            print(f"{name:<44}{seconds:10.2f}{peak:10.0f}{rows:12,}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 450_000)
