"""Patterns that ask a person to look after a child's welfare. Never a score, never enforcement."""
