"""A rate that says where it comes from."""

from __future__ import annotations

ASSUMPTION = "assumption"


class Share(float):
    """A share or a mean with where it comes from."""

    source: str

    def __new__(cls, value: float, source: str = ASSUMPTION) -> Share:
        """Keeps the source beside the number."""
        share = super().__new__(cls, value)
        share.source = source
        return share


class Weights(tuple[float, ...]):
    """Relative weights with where they come from; they need not sum to one."""

    source: str

    def __new__(cls, values: tuple[float, ...], source: str = ASSUMPTION) -> Weights:
        """Keeps the source beside the numbers."""
        weights = super().__new__(cls, values)
        weights.source = source
        return weights
