"""The figures: one file each, with what it counts, who first asked, and its worked examples beside it."""
