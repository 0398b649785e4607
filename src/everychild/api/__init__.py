"""The Python face: open a home, deliver files, ask for children, gaps and figures as of any date."""

from everychild.api.account import Account
from everychild.api.figures import Figures
from everychild.api.home import Home, open_home

__all__ = ["Account", "Figures", "Home", "open_home"]
