"""The command line: every command answers in words, or with --json as one object on stdout."""

from everychild.cli.main import main

__all__ = ["main"]
