"""Authority: what a duty, a feed or a figure rests on, and how surely its words were read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How surely the words were read. Shown wherever the authority is shown."""

    VERIFIED = "verified"
    """The official page was read, or two copies agree."""
    COPY = "copy"
    """Read word for word in one unofficial copy."""
    SECONDARY = "secondary"
    """Reported by others; the text itself was not read."""
    UNVERIFIED = "unverified"
    """Not read, or a standard of our own that no law sets."""


@dataclass(frozen=True)
class Authority:
    """One source: its kind, citation, quotation where the text was read, certainty and a note."""

    kind: str
    citation: str
    certainty: Certainty
    quote: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.quote and self.certainty in (Certainty.SECONDARY, Certainty.UNVERIFIED):
            raise ValueError(f"{self.citation}: no quotation without a text that was read")


def statute(citation: str, *, certainty: Certainty, quote: str = "", note: str = "") -> Authority:
    """A section of the United States Code."""
    return Authority("statute", citation, certainty, quote, note)


def regulation(citation: str, *, certainty: Certainty, quote: str = "", note: str = "") -> Authority:
    """A section of the Code of Federal Regulations."""
    return Authority("regulation", citation, certainty, quote, note)


def policy(citation: str, *, certainty: Certainty, quote: str = "", note: str = "") -> Authority:
    """An agency's own rule, guide or yardstick."""
    return Authority("policy", citation, certainty, quote, note)


def report(citation: str, *, certainty: Certainty, quote: str = "", note: str = "") -> Authority:
    """An oversight report."""
    return Authority("report", citation, certainty, quote, note)


def standard(citation: str, *, note: str = "") -> Authority:
    """A bookkeeping or proposed standard of our own: never law, always said to be so."""
    return Authority("standard", citation, Certainty.UNVERIFIED, note=note)
