"""Applications to USCIS: ``uscis_relief``. Drawn before the notices, since relief granted ends what is owed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance
from everychild.synthetic.homes import Homes
from everychild.synthetic.journeys import Journeys
from everychild.synthetic.moments import LAST_DAY, Moments, days, unstated, until
from everychild.synthetic.tables import Table, same, table, text, together

FORMS = ("I-360", "I-589", "I-914", "I-918", "I-485", "I-765")
_PERMIT = 5


@dataclass
class Relief:
    """The filings, and for each entry the first day on which relief (not a work permit) was granted."""

    rows: Table
    granted_on: Moments


def relief_rows(seed: int, entries: Journeys, homes: Homes) -> Relief:
    """Filings by children released to sponsors, of each form on its own."""
    chance = Chance(seed, "relief")
    n = len(entries)
    released = entries.released_on
    zips = homes.take(entries.home).columns()["zip"]
    granted = unstated(n, "D")
    parts = []
    for form, name in enumerate(FORMS):
        files = chance.hits(p.RELIEF_FILED[form], n) & ~np.isnat(released)
        prepared = chance.skewed(p.RELIEF_DAYS_TO_FILE[form], 0.6, n).astype(np.int64)
        received = until(released + days(prepared), LAST_DAY)
        rows = np.flatnonzero(files & ~np.isnat(received))
        outcome = chance.pick(p.RELIEF_OUTCOME[form], len(rows))
        wait = chance.skewed(p.RELIEF_DAYS_TO_DECIDE[form], 0.5, len(rows)).astype(np.int64) + 5
        decided = until(received[rows] + days(wait), LAST_DAY)
        outcome[np.isnat(decided)] = -1
        if form != _PERMIT:
            granted[rows] = np.fmin(granted[rows], np.where(outcome == 0, decided, np.datetime64("NaT")))
        columns = {
            "mailing_zip": np.where(chance.hits(0.93, len(rows)), zips[rows], ""),
            "received_date": received[rows],
            "form": same(name, len(rows)),
            "decision": np.where(outcome < 0, "pending", text(("granted", "denied", "withdrawn"), outcome)),
            "decided_on": decided,
        }
        parts.append(table("uscis_relief", entries.child[rows], np.zeros(len(rows)), columns))
    return Relief(together(parts), granted)
