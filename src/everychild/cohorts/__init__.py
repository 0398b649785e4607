"""Public records: counts that can be balanced against each other but never name a child."""
