"""Everychild accounts for every unaccompanied child, from the border to an outcome.

``everychild.open("everychild-data").figures(as_of="2023-09-30")`` gives the watchdog's figures of a home.
"""

from everychild.api import Home, open_home
from everychild.api import open_home as open  # noqa: A004  the name a notebook expects

__all__ = ["Home", "open", "open_home"]
