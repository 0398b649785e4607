"""One folder per feed: a declaration, an invented sample, and what the sample says. Loading is SQL compiled from it."""
