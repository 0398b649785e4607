"""A moment: one number per fact that sorts as the facts happened and remembers which fact it was.

Choosing "the first notice served" for half a million children must yield its instant, its local date, its kind and
its record together, with ties broken the same way on every run. One integer holds all four, so that a plain ``min``
or ``max`` answers, on every engine:

    microseconds since 1900 | an instant, not only a date | kind  | record number | local day against UTC day
    from bit 44               bit 42                        34-41   2-33            0-1

Kinds are numbered in the order of terms.events, which is the order in which facts of one instant follow each other.
"""

from __future__ import annotations

from everychild.terms.events import KINDS, Kind

NUMBER = {kind_id: number for number, kind_id in enumerate(KINDS)}
"""The number of each kind inside a moment."""

_DAY, _RECORD, _KIND, _EXACT, _INSTANT = 0, 2, 34, 42, 44
"""The bit at which each part begins. Parts are taken out by shifting: division of 128 bits is thirty times slower."""
_SINCE_1900 = 2_208_988_800_000_000
"""Microseconds from 1900 to 1970: no moment is negative, so that its bits can be shifted and masked."""


def _bits(column: str, start: int, width: int) -> str:
    return f"(({column} >> {start}) & {2**width - 1})::integer"


def moment(at: str, on_date: str, dated: str, kind_number: str, record: str) -> str:
    """SQL for the moment of one event."""
    return (
        f"(((epoch_us({at}) + {_SINCE_1900})::hugeint << {_INSTANT})"
        f" + (((not {dated})::bigint << {_EXACT}) + (({kind_number})::bigint << {_KIND})"
        f" + (({record})::bigint << {_RECORD}) + ({on_date} - {at}::date + 1)))"
    )


def at(column: str) -> str:
    """SQL for the instant (UTC) of a moment."""
    return f"make_timestamp(({column} >> {_INSTANT})::bigint - {_SINCE_1900})"


def on(column: str) -> str:
    """SQL for the local date of a moment, as it was written."""
    return f"({at(column)}::date + {_bits(column, _DAY, 2)} - 1)"


def only_dated(column: str) -> str:
    """SQL: true when only the date of the fact is known."""
    return f"({_bits(column, _EXACT, 1)} = 0)"


def record(column: str) -> str:
    """SQL for the record number that states the fact."""
    return _bits(column, _RECORD, 32)


def kind_number(column: str) -> str:
    """SQL for the number of the kind of a moment."""
    return _bits(column, _KIND, 8)


def is_kind(column: str, *kinds: Kind) -> str:
    """SQL: true when the moment is of one of these kinds."""
    return f"{kind_number(column)} in ({', '.join(str(NUMBER[kind.id]) for kind in kinds)})"


def after(later: str, earlier: str) -> str:
    """SQL: true when one moment follows another; a fact of which only the date is known may follow on the same day."""
    return (
        f"case when {only_dated(later)} or {only_dated(earlier)} then {on(later)} >= {on(earlier)}"
        f" else {at(later)} > {at(earlier)} end"
    )
