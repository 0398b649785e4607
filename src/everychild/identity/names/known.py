"""Names that are names of their own, however rare in a population: none is taken for a slip of another."""

from __future__ import annotations

from pathlib import Path


def _read(file: str) -> frozenset[str]:
    lines = (Path(__file__).parent / file).read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


IBERIAN = _read("known.txt")
"""Spanish and Portuguese names: the Spanish rules of sound hold for them."""
ELSEWHERE = _read("elsewhere.txt")
"""Haitian, West African, Indian and Chinese names: they hold for none of these."""
MAYAN = _read("mayan.txt")
"""Mayan surnames, which have rules of sound of their own."""
KNOWN = IBERIAN | ELSEWHERE | MAYAN
