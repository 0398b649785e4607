"""Every duty, standing and signal, found by folder: a file's name is its id, and nothing is registered."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import TypeVar

from everychild.accounting import rules, signals, standings
from everychild.accounting.language import Duty, Signal, Standing

T = TypeVar("T")


def declared(package: ModuleType, kind: type[T]) -> dict[str, T]:
    """What each module of a package declares under the module's own name. Raises TypeError where one does not."""
    found: dict[str, T] = {}
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith(("_", "test_")):
            continue
        value = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), module.name, None)
        if not isinstance(value, kind):
            raise TypeError(f"{package.__name__}/{module.name}.py must declare {module.name} = {kind.__name__}(…)")
        found[module.name] = value
    return found


@cache
def duties() -> dict[str, Duty]:
    """Every duty by id."""
    return declared(rules, Duty)


@cache
def all_standings() -> dict[str, Standing]:
    """The standings by id: whereabouts, proceedings, protection."""
    return declared(standings, Standing)


@cache
def all_signals() -> dict[str, Signal]:
    """Every signal by id."""
    return declared(signals, Signal)
