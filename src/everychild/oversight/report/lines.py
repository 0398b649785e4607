"""The lines of the report's tables: ids turned into words, shares and sums beside the counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from everychild.look.wording import Wording
from everychild.oversight.breakdowns import STATES, in_order
from everychild.oversight.report import words
from everychild.oversight.report.shares import share, sum_of
from everychild.oversight.report.view import Line, Standing, total
from everychild.oversight.results import Count, Result, Tally
from everychild.oversight.tables import Table

Tables = Mapping[str, Table]


def one_column(table: Table, labels: Mapping[str, words.Label | str], said: Wording) -> list[Line]:
    """Count and share of each line, in the order of ``labels``; with a swatch where the label has a fill."""
    made = []
    for name, label in labels.items():
        text, fill = (label, "") if isinstance(label, str) else label
        count = table.lines[name][0]
        made.append(Line(said.gettext(text), (count, share(said, count, total(table))), fill))
    return made


def assurance(table: Table, said: Wording) -> list[Line]:
    """Children by how long ago they were confirmed, and how many so long ago or longer; the date known or not."""
    lines, made = {line: count for line, (count,) in table.lines.items()}, []
    for name, text in words.ASSURANCE.items():
        so_long = sum_of(list(lines.values())[list(lines).index(name) : -1]) if name != "not_known" else ""
        part = share(said, so_long, total(table)) if not isinstance(so_long, str) else ""
        made.append(Line(said.gettext(text), (lines[name], so_long, part)))
    return made


def reached(table: Table, said: Wording) -> list[Line]:
    """How many children reached each step of the road, and how many of them went no further."""
    lines, made = {line: count for line, (count,) in table.lines.items()}, []
    names = list(lines)
    for name, text in words.STEPS.items():
        here = sum_of(list(lines.values())[names.index(name) :])
        made.append(Line(said.gettext(text), (here, share(said, here, total(table)))))
    return made


def missed_hearings(tables: Tables, said: Wording) -> list[Line]:
    """What was done after each missed hearing: how often, how often of these in time, and how often later."""
    made = []
    for name, (text, fill) in words.DONE.items():
        parts = [
            tables[each].lines[name][0] if name in tables[each].lines else ""
            for each in ("missed_hearings_in_time", "missed_hearings_later")
        ]
        made.append(Line(said.gettext(text), (tables["missed_hearings"].lines[name][0], *parts), fill))
    return made


def shares(standing: Standing, said: Wording) -> list[Line]:
    """The lines of a standing with their shares beside them."""
    return [
        replace(line, cells=(count, share(said, count, standing.total)))
        for line, count in zip(standing.lines, (line.cells[0] for line in standing.lines), strict=True)
        if not isinstance(count, str)
    ]


def calls(results: Mapping[str, Result], said: Wording) -> list[Line]:
    """How the safety calls due went, and of how many it cannot be told."""
    due = results["safety_calls_due"].total.count
    counts: dict[words.Label, Count] = {
        label: results[f"safety_calls_{name}"].total.count for name, label in words.CALLS.items()
    }
    counts[words.DONE["cannot_tell"]] = results["safety_calls_timely"].total.cannot_tell
    return [Line(said.gettext(text), (count, share(said, count, due)), fill) for (text, fill), count in counts.items()]


def custody(table: Table, labels: Mapping[str, str], said: Wording) -> list[Line]:
    """Handed over, accepted and never accepted, by agency or by fiscal year."""
    return [Line(said.gettext(labels.get(line, line)), counts) for line, counts in table.lines.items()]


def by_line(result: Result, breakdown: str, said: Wording) -> dict[str, Tally]:
    """A figure's numbers by the lines of a breakdown, in words; states by their names, in that order."""
    found = result.by.get(breakdown, {})
    if breakdown != "state":
        return {said.gettext(words.AGES.get(line, line)): found[line] for line in in_order(breakdown, found)}
    named = sorted((STATES[code], found[code]) for code in found if code in STATES)
    return dict(named) | {said.gettext(text): found[code] for code, text in words.NO_STATE.items() if code in found}
