"""How the numbers of the tables add up: within a table, between tables, and with the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from everychild.oversight import withhold
from everychild.oversight.results import TOTAL, Count, Result
from everychild.oversight.suppression import Arithmetic, Sum
from everychild.oversight.tables.assurance import LINES, UP_TO_DAYS
from everychild.oversight.tables.custody import CUSTODY
from everychild.oversight.tables.missed_hearings import DONE, NOT_DONE
from everychild.oversight.tables.standings import RECENT_DAYS, STANDINGS
from everychild.oversight.tables.table import Table

Cell = tuple[str, str, str]
"""Table, line and column: the name of one number."""
Either = Cell | withhold.Cell
"""A number of a table or of a figure."""

TOTAL_LINE = "total"


def _figure(name: str, part: str = "count") -> withhold.Cell:
    return name, TOTAL, part


def _children(table: str, *lines: str) -> tuple[Cell, ...]:
    return tuple((table, line, "children") for line in lines)


def _hearings(table: str, line: str) -> Cell:
    return table, line, "hearings"


def _verdicts(duty: str, verdict: str) -> Cell:
    return duty, verdict, "verdicts"


def _sum(whole: Either, *parts: Either) -> Sum[Either]:
    return Sum(whole, parts)


_RECENTLY = UP_TO_DAYS.index(RECENT_DAYS) + 1
_FOLLOWED = "missed_hearing_followed_up"

SUMS: Sequence[Sum[Either]] = (
    *(
        _sum(("custody_by_agency", TOTAL_LINE, column), ("custody_by_fiscal_year", TOTAL_LINE, column))
        for column in CUSTODY
    ),
    *(_sum(_figure("children_handed_to_hhs"), *_children(table, TOTAL_LINE)) for table in (*STANDINGS, "road")),
    _sum(("whereabouts", "with_sponsor.recently", "children"), *_children("assurance", *LINES[:_RECENTLY])),
    _sum(("whereabouts", "with_sponsor.longer_ago", "children"), *_children("assurance", *LINES[_RECENTLY:-1])),
    _sum(("whereabouts", "with_sponsor.not_known", "children"), *_children("assurance", LINES[-1])),
    _sum(_figure("children_without_served_notice_explained"), *_children("delay_explained", TOTAL_LINE)),
    _sum(_figure("children_without_served_notice_unexplained"), *_children("delay_unexplained", TOTAL_LINE)),
    _sum(_figure("release_addresses_defective", "of"), *_children("addresses", TOTAL_LINE)),
    _sum(_figure("release_addresses_defective"), *_children("addresses", "blank", "undeliverable", "unit_missing")),
    _sum(_figure("release_addresses_defective", "cannot_tell"), *_children("addresses", "not_checked")),
    *(
        _sum(
            _hearings("missed_hearings", line),
            _hearings("missed_hearings_in_time", line),
            _hearings("missed_hearings_later", line),
        )
        for line in DONE
    ),
    _sum(_verdicts(_FOLLOWED, "met"), _hearings("missed_hearings_in_time", TOTAL_LINE)),
    _sum(_verdicts(_FOLLOWED, "met_late"), _hearings("missed_hearings_later", TOTAL_LINE)),
    _sum(_verdicts(_FOLLOWED, TOTAL_LINE), _hearings("missed_hearings", TOTAL_LINE)),
    *(_sum(_verdicts(_FOLLOWED, verdict), _hearings("missed_hearings", line)) for verdict, line in NOT_DONE.items()),
)
"""Numbers of one table that add up to a number of another, or of a figure."""

DIFFERENCES: Mapping[Cell, tuple[Either, tuple[Either, ...]]] = {
    ("road", "beyond without being accepted", "children"): (
        _figure("children_handed_to_hhs"),
        (*_children("road", "handed_over"), _figure("children_without_served_notice", "of")),
    ),
    ("road", "beyond without being served", "children"): (
        _figure("children_handed_to_hhs"),
        (*_children("road", "handed_over", "accepted"), _figure("children_who_missed_a_hearing", "of")),
    ),
}
"""What is printed nowhere, but is left of a whole when parts are taken away."""

_NEARLY: Mapping[Cell, withhold.Cell] = {
    _verdicts("notice_to_appear_served", "outstanding"): _figure("children_without_served_notice"),
    _verdicts("safety_call_at_30_days", "met"): _figure("safety_calls_timely"),
    _verdicts("safety_call_at_30_days", "met_late"): _figure("safety_calls_late"),
    _verdicts("safety_call_at_30_days", "running"): _figure("safety_calls_running"),
    _verdicts("custody_accepted", TOTAL_LINE): _figure("children_handed_to_hhs"),
}
_CUSTODY = {"handed_over": "children_handed_to_hhs", "never_accepted": "custody_never_accepted"}


def nearly_the_same(cells: Iterable[Either]) -> Iterator[tuple[Cell, withhold.Cell]]:
    """Numbers of entries and hand-overs beside the figure of children that they are, or nearly are.

    One that differs by less than the threshold is withheld where its figure is: it says as much.
    """
    yield from _NEARLY.items()
    for table, line, column in cells:
        if table in ("custody_by_agency", "custody_by_fiscal_year") and column in _CUSTODY and isinstance(line, str):
            if line == TOTAL_LINE:
                yield (table, line, column), _figure(_CUSTODY[column])
            elif table == "custody_by_fiscal_year":
                yield (table, line, column), (_CUSTODY[column], ("fiscal_year", line), "count")


def everything(given: Sequence[Table], exact: Sequence[Result], below: int) -> Arithmetic[Either]:
    """Tables and figures together. Raises TypeError where a number is withheld already."""
    figures = withhold.arithmetic(exact, below)
    found: Arithmetic[Either] = Arithmetic(dict(figures.values.items()), list(figures.sums), list(figures.unpublished))
    for table in given:
        for line, counts in _lines(table).items():
            for column, count in zip(table.columns, counts, strict=True):
                if not isinstance(count, int):
                    raise TypeError(f"{table.id}: suppression starts from exact counts")
                found.values[table.id, line, column] = count
        found.sums += _within(table)
    found.sums += [total for total in SUMS if {total.whole, *total.parts} <= found.values.keys()]
    for name, (whole, parts) in DIFFERENCES.items():
        if {whole, *parts} <= found.values.keys():
            found.take_away(name, whole, parts, below)
    return found


def _within(table: Table) -> Iterator[Sum[Either]]:
    """The sums of a table: its lines to the total, and its columns to the first of them where that is a whole."""
    if table.whole:
        for line in _lines(table):
            whole, *parts = ((table.id, line, column) for column in table.columns)
            yield Sum(whole, tuple(parts))
    if table.total is not None and table.lines:
        for column in table.columns:
            yield Sum((table.id, TOTAL_LINE, column), tuple((table.id, line, column) for line in table.lines))


def _lines(table: Table) -> Mapping[str, tuple[Count, ...]]:
    return {**table.lines} | ({TOTAL_LINE: table.total} if table.total is not None else {})
