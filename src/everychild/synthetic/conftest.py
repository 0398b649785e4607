"""Two invented populations, written once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from everychild.synthetic import synthesise


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,000 children."""
    return synthesise(2_000, 7, tmp_path_factory.mktemp("small")).to


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50,000 children."""
    return synthesise(50_000, 7, tmp_path_factory.mktemp("large")).to
