"""Names as ordered tokens: how one is read, which of them sound alike, and which is a surname."""
