"""The rows that DHS and ORR keep of each stay: ``ice_custody`` and ``orr_care``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Flags
from everychild.synthetic.homes import Homes
from everychild.synthetic.journeys import IN_CARE, PROVIDERS, RELEASED, SECTORS, TRANSFERRED, Journeys
from everychild.synthetic.moments import END, LAST_DAY, Moments, days, hours, until
from everychild.synthetic.people import People
from everychild.synthetic.sponsors import sponsor_columns
from everychild.synthetic.tables import Table, Values, same, table, text, together

BORDER_OFFICES = ("San Antonio", "San Antonio", "El Paso", "San Antonio", "El Paso", "Phoenix", "Phoenix", "San Diego")
RECEIVERS = (("ORR", 66), ("HHS", 12), ("HHS/ORR", 12), ("ORR shelter", 7), ("", 3))
CARE = ("shelter", "transitional_foster", "long_term_foster", "therapeutic", "heightened_supervision", "secure")
TRIGGERS = ("trafficking", "disability", "abuse", "sponsor_risk", "multiple_children", "young_unrelated")
_NAT = np.datetime64("NaT")


def custody_rows(seed: int, people: People, entries: Journeys) -> Table:
    """``ice_custody``: one row per stay; some children pass from CBP through ICE, some come back from ORR."""
    chance = Chance(seed, "custody")
    n = len(entries)
    late = (entries.handed - entries.determined) > np.timedelta64(72, "h")
    excuse = late & chance.hits(p.EXCEPTIONAL_WHEN_LATE, n)
    said = chance.pick((80, 10, 6, 4), n)
    exceptional = text(("", "N", "none", "No"), said)
    exceptional[excuse] = text(("influx", "medical hold", "road closed by storm", "Y"), chance.pick((5, 3, 1, 1), n))[
        excuse
    ]
    by_ice = chance.hits(p.ARRESTED_BY_ICE, n)
    common = _described(chance, people, entries)
    receiver = text([name for name, _ in RECEIVERS], chance.pick([weight for _, weight in RECEIVERS], n))
    unknown = chance.hits(p.HAND_OVER_NOT_RECORDED, n)
    first = {
        **common,
        "holding_agency": text(("CBP", "ICE"), by_ice.astype(np.int64)),
        "apprehended_at": _unless(chance.hits(p.APPREHENSION_NOT_RECORDED, n), entries.apprehended),
        "determined_uc_at": _unless(chance.hits(p.DETERMINATION_NOT_RECORDED, n), entries.determined),
        "hhs_notified_at": entries.notified,
        "handed_over_at": _unless(unknown, entries.handed),
        "handed_over_to": np.where(unknown, "", receiver),
        "exceptional_circumstances": exceptional,
    }
    through = chance.hits(p.THROUGH_ICE, n) & ~by_ice & ~np.isnat(entries.handed) & ~unknown
    passed = table("ice_custody", entries.child, entries.zone, {
        **common, "holding_agency": same("ICE", n), "handed_over_at": entries.handed, "handed_over_to": receiver,
    }).take(through)  # fmt: skip
    halfway = entries.determined + (entries.handed - entries.determined) // 2
    first["handed_over_at"] = np.where(through, halfway, first["handed_over_at"])
    first["handed_over_to"] = np.where(through, "ICE", first["handed_over_to"])
    return together(
        [table("ice_custody", entries.child, entries.zone, first), passed, _back_to_dhs(seed, entries, common)]
    )


def returns(seed: int, entries: Journeys) -> tuple[Flags, Moments]:
    """Of those transferred from ORR to DHS, who was handed back to ORR, and when."""
    chance = Chance(seed, "returns")
    n = len(entries)
    back = (entries.how == TRANSFERRED) & chance.hits(p.RETURNED_TO_CARE, n)
    when = until(entries.discharged + hours(48 + chance.skewed(200, 0.6, n)), END - np.timedelta64(1, "D"))
    return back & ~np.isnat(when), when


def _back_to_dhs(seed: int, entries: Journeys, common: dict[str, Values]) -> Table:
    back, when = returns(seed, entries)
    n = len(entries)
    again = {
        **common, "holding_agency": same("ICE", n), "apprehended_at": entries.discharged,
        "handed_over_at": np.where(back, when, _NAT), "handed_over_to": np.where(back, "ORR", ""),
    }  # fmt: skip
    return table("ice_custody", entries.child, entries.zone, again).take(entries.how == TRANSFERRED)


def _described(chance: Chance, people: People, entries: Journeys) -> dict[str, Values]:
    n = len(entries)
    came = entries.came_on - days(chance.pick((90, 7, 3), n))
    group = people.has_sibling[entries.child] & ~entries.again
    return {
        "entry_date": came,
        "sector": text([name for name, _, _ in SECTORS], entries.sector),
        "field_office": text(BORDER_OFFICES, entries.sector),
        "family_unit_id": np.where(group & chance.hits(0.6, n), people.lead[entries.child] + 1, -1),
    }


def _unless(unknown: Flags, moments: Moments) -> Moments:
    return np.where(unknown, _NAT, moments)


def care_rows(seed: int, people: People, entries: Journeys, homes: Homes) -> Table:
    """``orr_care``: one row per stay, the sponsor's address with it; those handed back from DHS stay a second time."""
    back, when = returns(seed, entries)
    stays = [_care(seed, "care", people, entries, homes)]
    if back.any():
        second = Journeys(**{name: values[back] for name, values in vars(entries).items()})
        stay = hours(24 * 25 * (0.2 + Chance(seed, "second stays").level(len(second))))
        left = until(when[back] + stay, END - np.timedelta64(1, "h"))
        how = np.where(np.isnat(left), IN_CARE, RELEASED)
        second = replace(second, accepted=when[back] + hours(4), discharged=left, how=how)
        stays.append(_care(seed, "care again", people, second, homes))
    return together(stays)


def _care(seed: int, part: str, people: People, entries: Journeys, homes: Homes) -> Table:
    chance = Chance(seed, part)
    n = len(entries)
    released = entries.how == RELEASED
    accepted, discharged = entries.accepted_on, entries.left_on
    stay = (discharged - accepted).astype(np.int64)

    def during(when: Flags, share: float) -> Moments:
        """A day in care, at about this share of the stay."""
        day = accepted + days(np.floor(np.where(np.isnat(discharged), 0, stay) * share * chance.level(n)))
        return np.where(when & ~np.isnat(discharged), day, _NAT)

    young = (discharged - people.born[entries.child]).astype(np.int64) < 12 * 365
    care = chance.pick_by(
        [(0.93, 0.03, 0.012, 0.008, 0.015, 0.005), (0.7, 0.29, 0.006, 0.003, 0.001, 0)], young.astype(np.int64)
    )
    study = chance.hits(p.HOME_STUDY, n) & released
    year = entries.year
    offered = released & chance.hits(np.array(p.SERVICES_OFFERED)[year], n)
    offered_on = np.where(offered, discharged - days(chance.whole(0, 5, n)), _NAT)
    offered_on = np.maximum(offered_on, accepted)
    taken = offered & chance.hits(p.SERVICES_ACCEPTED, n)
    accepted_on = until(np.where(taken, offered_on + days(chance.whole(0, 20, n)), _NAT), LAST_DAY)
    risk = np.where(~np.isnat(discharged) & chance.hits(np.array(p.RISK_RECORDED)[year], n), chance.pick(p.RISK, n), -1)
    notice = ~np.isnat(discharged) & chance.hits(np.array(p.DISCHARGE_NOTICE)[year], n)
    columns: dict[str, Values] = {
        "accepted_at": entries.accepted,
        "care_provider": text([name for name, _ in PROVIDERS], entries.provider),
        "care_type": text(CARE, care),
        "identity_verified_on": during(released & chance.hits(np.array(p.IDENTITY_RECORDED)[year], n), 1),
        "risk_finding": text(("none", "indicated", "pending"), risk),
        "home_study_trigger": np.where(study, text(TRIGGERS, chance.whole(0, 5, n)), np.where(released, "none", "")),
        "home_study_completed_on": during(study & chance.hits(0.85, n), 0.9),
        "discharged_at": entries.discharged,
        "discharge_type": text(p.DISCHARGE, entries.how),
        "discharge_notice_at": np.where(
            notice, np.maximum(entries.discharged - hours(24 + 48 * chance.level(n)), entries.accepted), _NAT
        ),
        "prs_offered_on": offered_on,
        "prs_accepted_on": accepted_on,
        "prs_level": text(("1", "2", "3"), np.where(taken, chance.pick((4, 5, 1), n), -1)),
    }
    sponsor = sponsor_columns(seed, people, entries, homes)
    columns |= {name: np.where(released, values, "") for name, values in sponsor.items()}
    columns["sponsor_id"] = np.where(released, entries.home + 1, -1)
    return table("orr_care", entries.child, entries.care_zone, columns).take(~np.isnat(entries.accepted))
