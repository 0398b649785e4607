"""Estimating the weights of the model anew from records whose truth nobody knows, by Splink; a run never needs it.

Splink's expectation maximisation finds how often each level holds among records of one child (m) and of two (u). The
weight of a level is log2(m / u); where the rarity of the names themselves is added, their rarity stands for u, and the
weight is log2(m). Nothing takes effect by training: it writes a model file beside which what changed can be judged.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb

from everychild.identity import comparing, model
from everychild.identity.standardise import standardise
from everychild.ledger import Ledger
from everychild.terms.database import connect
from everychild.terms.refusals import Refused

TABLE = "identity_training"
SEED = 1
RANDOM_PAIRS = 2e6
PAIRS_PER_BLOCK = 1e6
Blocks = tuple[tuple[str, ...], ...]
BLOCKS: Blocks = (("a_number",), ("exact_dob", "sk1"), ("exact_dob", "gk1"))
"""What the pairs have in common from which m is learnt; what a block holds in common is learnt in another."""
Held = tuple[tuple[str, str], ...]
HELD = ("ids",)
"""Not trained: what an agency's own number means is settled by the agency, not by how often it occurs."""
HELD_LEVELS: Held = (("a_number", "consecutive"), ("given", "exchanged"), ("surname", "exchanged"))
"""Not trained: among pairs with one birth date, numbers in a row look like one child; among all they are siblings.
Names in each other's field are one rare slip that shows in two comparisons, and would be counted twice."""
ITERATIONS = 8
"""Enough for weights in tenths of a bit; with many more, the share of a level that one child never shows becomes 0."""
FEWEST, MOST = -12.0, 20.0
"""No weight leaves these bounds, whatever few pairs suggest."""


@dataclass(frozen=True)
class Change:
    """A level's weight before and after, and the shares it comes from. ``now`` is ``was`` where too little was seen."""

    comparison: str
    level: str
    words: str
    was: float
    now: float
    m: float | None
    u: float | None


@dataclass(frozen=True)
class Trained:
    """What training gave: the changes, the text of the new model file, and the linker that can draw."""

    changes: tuple[Change, ...]
    text: str
    con: duckdb.DuckDBPyConnection
    linker: Any

    def save_charts(self, folder: Path) -> list[Path]:
        """Write Splink's charts of the weights, and of m and u, as pages that need no network."""
        folder.mkdir(parents=True, exist_ok=True)
        drawn = self.linker.visualisations
        charts = {"weights.html": drawn.match_weights_chart(), "m_and_u.html": drawn.m_u_parameters_chart()}
        return [_save(chart, folder / name) for name, chart in charts.items()]

    def save_waterfall(self, a: str, b: str, folder: Path) -> Path:
        """Write the waterfall of two records (feed:key) by the trained weights, without the values. Raises Refused."""
        folder.mkdir(parents=True, exist_ok=True)
        scored = self.linker.inference.score_pair(self._person(a), self._person(b))
        chart = self.linker.visualisations.waterfall_chart(scored.as_record_list(), remove_sensitive_data=True)
        return _save(chart, folder / "pair.html")

    def _person(self, named: str) -> dict[str, Any]:
        feed, _, key = named.partition(":")
        asked = self.con.execute(
            f"select * from {TABLE} where unique_id = (select record from records where feed = ? and record_key = ?)",
            [feed, key],
        )
        columns, rows = [name for name, *_ in asked.description or []], asked.fetchall()
        if not rows:
            raise Refused("No record that names a person is known by this name.", where=named, do="Write feed:key.")
        return dict(zip(columns, rows[0], strict=True))


def train_from(home: Path, known_by: datetime) -> Trained:
    """Train from everything a home knows at an instant. Raises Refused."""
    con = connect()
    con.execute("set preserve_insertion_order = false")
    Ledger(home).history(con, known_by)
    standardise(con)
    return train(con)


def train(
    con: duckdb.DuckDBPyConnection,
    file: Path = model.FILE,
    *,
    blocks: Blocks = BLOCKS,
    held: Held = HELD_LEVELS,
) -> Trained:
    """Estimate the weights of a model file from the ``identity_people`` in ``con``. Raises Refused."""
    splink = _splink()
    logging.getLogger("splink").setLevel(logging.ERROR)
    _make_table(con)
    api = splink.DuckDBAPI(connection=con)
    linker = splink.Linker(api.register(TABLE), _settings(splink, blocks, held), log_level=None)
    _learn(linker, splink, blocks)
    changes = tuple(_changes(model.read(file), dict(_shares(linker)), held))
    return Trained(changes, rewritten(file.read_text(encoding="utf-8"), changes), con, linker)


def _splink() -> Any:
    try:
        return import_module("splink")
    except ImportError:
        raise Refused(
            "Training needs Splink, which is not installed; linking does not need it.",
            do="Install it with: pip install 'everychild[train]'",
        ) from None


def _make_table(con: duckdb.DuckDBPyConnection) -> None:
    """The people with their names as text. An ordinary table, for Splink runs its queries on cursors of their own."""
    texts, joins = [], []
    for text in comparing.TEXTS:
        name = text.removesuffix("_text")
        texts.append(f"{name}_.text as {text}")
        joins.append(f"left join identity_tokens {name}_ on {name}_.token = p.{name}")
    con.execute(
        f"""
        create or replace table {TABLE} as
        select p.record as unique_id, p.*, case when not p.jan1 then p.dob end as exact_dob, {", ".join(texts)}
        from identity_people p {" ".join(joins)} order by p.record
        """
    )


def _settings(splink: Any, blocks: Blocks, held: Held) -> Any:
    return splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            {
                "output_column_name": name,
                "comparison_description": name,
                "comparison_levels": [*_told(name, levels, held), _NOT_SAID],
            }
            for name, levels in comparing.levels().items()
            if name not in HELD
        ],
        blocking_rules_to_generate_predictions=[splink.block_on(*columns) for columns in blocks],
        retain_intermediate_calculation_columns=True,
        max_iterations=ITERATIONS,
    )


_NOT_SAID = {"sql_condition": "ELSE", "label_for_charts": "not said"}
"""An outcome like any other: records are as often silent about one child as about two, so the weights stay."""


def _told(comparison: str, levels: dict[str, str], held: Held) -> list[dict[str, Any]]:
    return [
        {
            "sql_condition": condition,
            "label_for_charts": level,
            "fix_m_probability": (comparison, level) in held,
        }
        for level, condition in levels.items()
    ]


def _learn(linker: Any, splink: Any, blocks: Blocks) -> None:
    """Learn u from random pairs, m by expectation maximisation within blocks."""
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [splink.block_on(*columns) for columns in blocks[:1]], recall=0.85
    )
    training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    try:
        for columns in blocks:
            training.estimate_parameters_using_expectation_maximisation(
                splink.block_on(*columns), max_pairs=PAIRS_PER_BLOCK, record_sample_proportion=1.0
            )
    except ValueError:  # a share of 0, of which Splink makes no weight
        raise Refused(
            "From these records the weights cannot be learnt: some outcome of a comparison is too rare.",
            do="Train from more records.",
        ) from None


def _shares(linker: Any) -> Iterator[tuple[tuple[str, str], tuple[float, float]]]:
    """The m and u of each level that training saw."""
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        for level in comparison["comparison_levels"]:
            m, u = level.get("m_probability"), level.get("u_probability")
            if isinstance(m, float) and isinstance(u, float) and m > 0 and u > 0:
                yield (comparison["output_column_name"], level["label_for_charts"]), (m, u)


def _changes(before: model.Model, shares: dict[tuple[str, str], tuple[float, float]], held: Held) -> Iterator[Change]:
    agreeing = [shares.get(("given", level), (0.0, 0.0)) for level in comparing.AGREEING]
    given_agrees = sum(m for m, _ in agreeing), sum(u for _, u in agreeing)
    for comparison in before.comparisons:
        silent, _ = shares.get((comparison.name, _NOT_SAID["label_for_charts"]), (0.0, 0.0))
        for level in comparison.levels:
            m, u = shares.get((comparison.name, level.name), (None, None))
            now = level.bits
            if m and u and (comparison.name, level.name) not in held:
                weight = math.log2(m / (1 - silent)) if level.frequency else math.log2(m / u)
                if "given_agrees" in comparing.CONDITIONS[comparison.name][level.name] and all(given_agrees):
                    weight -= math.log2(given_agrees[0] / given_agrees[1])  # counted with the given names already
                now = round(min(max(weight, FEWEST), MOST), 1)
            yield Change(comparison.name, level.name, level.words, level.bits, now, m, u)


def rewritten(text: str, changes: tuple[Change, ...]) -> str:
    """The model file with the new weights, everything else as it was written."""
    now = {(change.comparison, change.level): change.now for change in changes}
    comparison, lines = "", []
    for line in text.splitlines(keepends=True):
        if named := re.match(r'name = "(\w+)"', line):
            comparison = named[1]

        def put(found: re.Match[str], within: str = comparison) -> str:
            bits = now.get((within, found[2]))
            return found[0] if bits is None else f"{found[1]}{bits}"

        lines.append(re.sub(r'(\{ name = "(\w+)", bits = )-?[\d.]+', put, line))
    return "".join(lines)


def _save(chart: Any, path: Path) -> Path:
    path.write_text(chart.to_html(inline=True), encoding="utf-8")
    return path
