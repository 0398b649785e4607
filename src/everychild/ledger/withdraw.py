"""Withdrawing a delivery made by mistake: itself a dated fact, sealed in the chain. Nothing is deleted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from everychild.ledger import chain
from everychild.terms.refusals import Refused


def withdraw(ledger: Path, delivery_id: str, because: str, at: datetime) -> str:
    """Withdraw a delivery, from ``at`` on, and return the id of the entry that says so.

    As known from ``at`` on, its rows were never said: what they superseded holds again. As known before, nothing
    changes. Raises Refused for an unknown or already withdrawn delivery, without a reason, or before the last entry.
    """
    instant = chain.in_utc(at)
    if not because.strip():
        raise Refused("A withdrawal needs a reason.", where=delivery_id, do="Say why with --because.")
    if not chain.folders(ledger):
        raise Refused("The ledger holds no deliveries.", where=str(ledger), do="Check --home.")
    try:
        with chain.writing(ledger) as entries:
            _check(entries, delivery_id)
            chain.refuse_earlier(entries, instant)
            number = len(entries) + 1
            id_ = f"{number:06d}-withdrawal-of-{delivery_id[:6]}"
            built = ledger / f"{chain.INCOMING}{id_}"
            built.mkdir(mode=0o700)
            content = {
                "id": id_,
                "received_at": instant.isoformat(),
                "withdraws": delivery_id,
                "because": because.strip(),
            }
            return chain.append(ledger, entries, built, content).id
    except OSError as error:
        raise Refused(
            f"The withdrawal could not be written ({error.strerror}); nothing is changed.", where=str(ledger)
        ) from None


def _check(entries: list[chain.Entry], delivery_id: str) -> None:
    if delivery_id not in {entry.id for entry in entries if entry.withdraws is None}:
        raise Refused("There is no such delivery.", where=delivery_id, do="See 'everychild ledger list' for the ids.")
    for entry in entries:
        if entry.withdraws == delivery_id:
            raise Refused(f"It was withdrawn already, at {entry.received_at.isoformat()}.", where=delivery_id)
