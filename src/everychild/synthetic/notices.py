"""Notices to appear: ``ice_notices``. Served early, late or never; put off, withdrawn, issued again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags, Numbers
from everychild.synthetic.homes import FIELD_OFFICES, Homes
from everychild.synthetic.journeys import REPATRIATED, Journeys
from everychild.synthetic.moments import LAST_DAY, LATER_DAY, Moments, days, unstated, until
from everychild.synthetic.people import People
from everychild.synthetic.tables import Table, Values, table, text, together

MAY_2024 = np.datetime64("2024-05-31")
_TERMS = np.array([90, 180, 270, 365])  # days for which a notice is put off
REASONS = ("legal_representation", "uscis_relief", "docket_backlog", "other")
_NAT = np.datetime64("NaT")


@dataclass
class Notices:
    """The rows, and per entry: the day of issue, of the service in force and of filing with the court.

    Some are served after the last day: the second file tells it.
    """

    rows: Table
    issued: Moments
    served: Moments
    filed: Moments


def notice_rows(seed: int, people: People, entries: Journeys, homes: Homes, granted: Moments) -> Notices:
    """What DHS recorded of the notice of each entry; ``granted`` is the day on which relief was granted."""
    chance = Chance(seed, "notices")
    n = len(entries)
    ended = np.fmin(granted, np.where(entries.how == REPATRIATED, entries.left_on, _NAT))
    served = _service(chance, entries, ended)
    has = ~np.isnat(served)
    backwards = np.where(chance.hits(0.7, n), 0, chance.whole(1, 20, n))
    issued = np.where(has, np.minimum(np.maximum(served - days(backwards), entries.came_on), LAST_DAY), _NAT)
    only_issued = ~has & chance.hits(p.ISSUED_NOT_SERVED, n) & ~np.isnat(entries.accepted)
    issued = np.where(only_issued, until(entries.accepted_on + days(chance.whole(0, 400, n)), LAST_DAY), issued)
    filed = until(served + days(chance.skewed(p.DAYS_TO_FILE, 1.0, n).astype(np.int64)), LAST_DAY)
    filed = np.where(chance.hits(p.FILED, n), filed, _NAT)
    alone = only_issued & chance.hits(p.FILED_WITHOUT_SERVICE, n)
    filed = np.where(alone, until(issued + days(chance.whole(20, 200, n)), LAST_DAY), filed)
    withdrawn = until(served + days(chance.whole(30, 400, n)), LAST_DAY)
    withdrawn = np.where(chance.hits(p.WITHDRAWN, n) & ~(filed <= withdrawn), withdrawn, _NAT)
    filed = np.where(np.isnat(withdrawn), filed, _NAT)
    young = (served - people.born[entries.child]).astype(np.int64) < 14 * 365
    on_whom = np.where(has, chance.pick_by([(0.86, 0.08, 0.06), (0.08, 0.86, 0.06)], young.astype(np.int64)), -1)
    reason, start, end = _deferral(chance, entries, served)
    in_force = (reason >= 0) & ~has & (start <= LAST_DAY) & ~(end < LAST_DAY)
    office = text(FIELD_OFFICES, homes.city[entries.home])
    main: dict[str, Values] = {
        "field_office": office, "issued_on": issued, "served_on": served,
        "served_to": text(("child", "custodian", "counsel"), on_whom), "filed_on": filed, "withdrawn_on": withdrawn,
        "deferral_reason": text(REASONS, reason), "deferral_from": start, "deferral_until": end,
    }  # fmt: skip
    rows = table("ice_notices", entries.child, entries.zone, main)
    again = ~np.isnat(withdrawn) & chance.hits(p.ISSUED_AGAIN, n)
    reissued = until(withdrawn + days(chance.whole(5, 90, n)), LAST_DAY - 20)
    again &= ~np.isnat(reissued)
    refiled = until(reissued + days(chance.whole(10, 90, n)), LAST_DAY)
    second = table("ice_notices", entries.child, entries.zone, {
        "field_office": office, "issued_on": reissued, "served_on": reissued + days(chance.whole(0, 19, n)),
        "served_to": text(("child", "custodian", "counsel"), np.maximum(on_whom, 0)), "filed_on": refiled,
    }).take(again)  # fmt: skip
    before = np.maximum(start - days(_TERMS[chance.whole(0, 3, n)]), entries.accepted_on + days(1))
    renewed = in_force & ~np.isnat(end) & (before < start) & chance.hits(p.DEFERRAL_RENEWED, n)
    third = table("ice_notices", entries.child, entries.zone, {
        "field_office": office, "deferral_reason": text(REASONS, reason), "deferral_from": before,
        "deferral_until": start - days(1),
    }).take(renewed)  # fmt: skip
    standing = np.where(~np.isnat(withdrawn), np.where(again, reissued, _NAT), served)
    return Notices(
        together([rows.take(has | only_issued | (reason >= 0)), second, third]),
        np.where(again, reissued, issued), standing, np.where(again, refiled, filed),
    )  # fmt: skip


def _service(chance: Chance, entries: Journeys, ended: Moments) -> Moments:
    """The day of service, so that the shares without it are the published ones on the two published days.

    The published shares are of all children accepted; those whose duty has ended are in the denominator only.
    """
    n = len(entries)
    accepted = ~np.isnat(entries.accepted)
    cohort = accepted & ~entries.again
    kept = 1 - p.WITHDRAWN * (1 - p.ISSUED_AGAIN)
    order = chance.even(np.zeros(n, np.int64))
    shares = []
    for day, unserved in ((MAY_2024, p.UNSERVED_MAY_2024), (LAST_DAY, p.UNSERVED_JANUARY_2025)):
        owed = cohort & ~(ended <= day)
        shares.append((1 - unserved * int(cohort.sum()) / max(int(owed.sum()), 1)) / kept)
    by_may, by_january = shares
    came = entries.came_on
    last: Moments = np.full(n, MAY_2024)
    soon = chance.hits(p.SERVED_SOON, n)
    wait = np.where(soon, chance.skewed(p.DAYS_TO_SERVE_SOON, 1.2, n) - 1, chance.skewed(p.DAYS_TO_SERVE_LATE, 0.6, n))
    early = came + days(np.maximum(wait, 0))
    room = np.maximum((last - came).astype(np.int64), 0)
    early = np.where(early > last, came + days(chance.whole(0, room, n)), early)
    start = np.maximum(entries.accepted_on, MAY_2024 + 1)
    late = start + days(chance.whole(0, (LAST_DAY - start).astype(np.int64), n))
    february = LAST_DAY + days(chance.whole(1, int((LATER_DAY - LAST_DAY).astype(np.int64)), n))
    served = unstated(n, "D")
    for low, high, on in (
        (0.0, by_may, early), (by_may, by_january, late), (by_january, by_january + p.SERVED_FEBRUARY_2025, february),
    ):  # fmt: skip
        here = (order >= low) & (order < high) & accepted
        served[here] = on[here]
    return np.where((entries.how == REPATRIATED) & (served > entries.left_on), _NAT, served)


def _deferral(chance: Chance, entries: Journeys, served: Moments) -> tuple[Numbers, Moments, Moments]:
    """Reason, first and last day. Of the unserved, some are put off on the last day, without an end or in the course
    of a term; some were put off once. Some that lapsed were never in force, having no first day.
    """
    n = len(entries)
    has: Flags = ~np.isnat(served)
    accepted = entries.accepted_on
    may = ~np.isnat(accepted) & (entries.how != REPATRIATED)
    lot = chance.even(has.astype(np.int64))
    in_force = may & ~has & (lot < p.DEFERRAL_IN_FORCE) & (accepted < LAST_DAY)
    lapsed = may & ~in_force & (lot < np.where(has, p.DEFERRED_THEN_SERVED, p.DEFERRAL_IN_FORCE + p.DEFERRAL_LAPSED))
    term = _TERMS[chance.whole(0, 3, n)]
    once = until(accepted + days(np.where(has, chance.whole(1, 60, n), chance.whole(10, 600, n))), LAST_DAY)
    lapsed &= ~np.isnat(once) & ~(once >= served) & ~(once + days(term) >= LAST_DAY)
    now = np.maximum(LAST_DAY - days(np.floor(chance.level(n) * term)), accepted + days(1))
    endless = in_force & chance.hits(p.DEFERRAL_WITHOUT_END, n)
    long_ago = np.maximum((LAST_DAY - accepted).astype(np.int64) - 1, 1)
    now = np.where(endless, accepted + days(np.where(np.isnat(accepted), 1, chance.whole(1, long_ago, n))), now)
    start = np.where(in_force, now, np.where(lapsed, once, _NAT))
    end = np.where(endless, _NAT, start + days(term))
    start = np.where(lapsed & chance.hits(p.DEFERRAL_WITHOUT_START, n), _NAT, start)
    return np.where(in_force | lapsed, chance.pick(p.DEFERRAL_REASON, n), -1), start, end
