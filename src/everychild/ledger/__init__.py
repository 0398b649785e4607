"""What we were told, and when: deliveries sealed in a chain, and history as it was known at any instant."""

from everychild.ledger.book import Ledger
from everychild.ledger.deliveries import Delivery
from everychild.ledger.record import Recorded

__all__ = ["Delivery", "Ledger", "Recorded"]
