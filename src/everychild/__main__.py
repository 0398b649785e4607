"""``python -m everychild``: the command line."""

from everychild.cli import main

main()
