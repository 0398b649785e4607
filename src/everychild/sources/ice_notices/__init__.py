"""The feed: its declaration, an invented sample, and what the sample says."""
