"""Verdicts: what can be said of a duty at a date. Not knowing is one of them."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """The answer a duty gives, in the order in which the answers are tried."""

    MET = "met"
    EXCUSED = "excused"
    """A recorded excuse applies."""
    MET_LATE = "met_late"
    ENDED = "ended"
    """Owed no longer, and the reason is named."""
    RUNNING = "running"
    """The limit is not reached."""
    LATE = "late"
    """The limit has passed and the duty is not met."""
    OUTSTANDING = "outstanding"
    """Owed, and no law sets a limit; carries its age and whether a recorded deferral explains it."""
    CANNOT_TELL = "cannot_tell"
    """The deciding fact is missing; what is missing is named."""


OPEN = (Verdict.LATE, Verdict.OUTSTANDING, Verdict.RUNNING, Verdict.CANNOT_TELL)
"""The verdicts that leave something to do: these are gaps."""


class Suppressed:
    """A small count withheld so that it cannot point to a child. Never shown as 0 or as false."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "suppressed"

    def __bool__(self) -> bool:
        raise TypeError("a suppressed count is neither true nor false")


SUPPRESSED = Suppressed()
