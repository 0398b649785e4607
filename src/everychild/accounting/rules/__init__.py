"""The duties: one file each, with its law, its limit, its owner, and its worked examples beside it."""
