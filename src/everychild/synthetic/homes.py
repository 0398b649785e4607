"""Where children are released to: invented street addresses in real cities, and the court and office for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everychild.synthetic import parameters as p
from everychild.synthetic.chance import Chance, Numbers
from everychild.synthetic.moments import CENTRAL, EASTERN, MOUNTAIN, PACIFIC
from everychild.synthetic.tables import Texts, text

_E, _C, _M, _P = EASTERN, CENTRAL, MOUNTAIN, PACIFIC
CITIES = (  # city, state, first digits of the ZIP code, court, field office, time zone, weight within the state
    ("Houston", "TX", "770", "HOU", "Houston", _C, 6), ("Dallas", "TX", "752", "DAL", "Dallas", _C, 3),
    ("San Antonio", "TX", "782", "SNA", "San Antonio", _C, 1),
    ("Los Angeles", "CA", "900", "LOS", "Los Angeles", _P, 6),
    ("Oakland", "CA", "946", "SFR", "San Francisco", _P, 3), ("San Diego", "CA", "921", "SND", "San Diego", _P, 1),
    ("Miami", "FL", "331", "MIA", "Miami", _E, 5), ("Lake Worth", "FL", "334", "MIA", "Miami", _E, 3),
    ("Orlando", "FL", "328", "ORL", "Miami", _E, 2), ("Brooklyn", "NY", "112", "NYC", "New York", _E, 3),
    ("Hempstead", "NY", "115", "NYC", "New York", _E, 4), ("Brentwood", "NY", "117", "NYC", "New York", _E, 3),
    ("Trenton", "NJ", "086", "NEW", "Newark", _E, 1), ("Newark", "NJ", "071", "NEW", "Newark", _E, 2),
    ("Atlanta", "GA", "303", "ATL", "Atlanta", _E, 2), ("Gainesville", "GA", "305", "ATL", "Atlanta", _E, 1),
    ("Hyattsville", "MD", "207", "HYA", "Baltimore", _E, 2), ("Baltimore", "MD", "212", "BAL", "Baltimore", _E, 1),
    ("Alexandria", "VA", "223", "WAS", "Washington", _E, 1), ("Richmond", "VA", "232", "RIC", "Washington", _E, 1),
    ("Charlotte", "NC", "282", "CHL", "Atlanta", _E, 1), ("Durham", "NC", "277", "CHL", "Atlanta", _E, 1),
    ("Memphis", "TN", "381", "MEM", "New Orleans", _C, 1), ("Nashville", "TN", "372", "MEM", "New Orleans", _C, 1),
    ("New Orleans", "LA", "701", "NOL", "New Orleans", _C, 1),
    ("Philadelphia", "PA", "191", "PHI", "Philadelphia", _E, 1),
    ("Chicago", "IL", "606", "CHI", "Chicago", _C, 1), ("Chelsea", "MA", "021", "BOS", "Boston", _E, 1),
    ("Greenville", "SC", "296", "CHL", "Atlanta", _E, 1), ("Indianapolis", "IN", "462", "CHI", "Chicago", _E, 1),
    ("Columbus", "OH", "432", "CLE", "Detroit", _E, 1), ("Birmingham", "AL", "352", "ATL", "New Orleans", _C, 1),
    ("Seattle", "WA", "981", "SEA", "Seattle", _P, 1), ("Oklahoma City", "OK", "731", "DAL", "Dallas", _C, 1),
    ("Bridgeport", "CT", "066", "HAR", "Boston", _E, 1), ("Louisville", "KY", "402", "MEM", "Chicago", _E, 1),
    ("Omaha", "NE", "681", "OMA", "St. Paul", _C, 1), ("Denver", "CO", "802", "DEN", "Denver", _M, 1),
    ("Phoenix", "AZ", "850", "PHO", "Phoenix", _M, 1), ("Kansas City", "MO", "641", "KAN", "Chicago", _C, 1),
    ("Minneapolis", "MN", "554", "BLM", "St. Paul", _C, 1), ("Portland", "OR", "972", "POO", "Seattle", _P, 1),
)  # fmt: skip

_TREES = "Alder Birch Cedar Cypress Dogwood Elder Hawthorn Hickory Juniper Laurel Linden Magnolia Mesquite Myrtle"
_WAYS = "Street Avenue Lane Court Drive Road Place Terrace"
_BEARINGS = ("", "North ", "South ", "East ", "West ")
STREETS = tuple(f"{side}{tree} {way}" for side in _BEARINGS for tree in _TREES.split() for way in _WAYS.split())
_UNITS = tuple(f"Apt {n}" for n in range(1, 41)) + tuple(f"Unit {letter}" for letter in "ABCDEFGH")
_WITHIN_STATE = np.array(
    [p.STATES[city[1]] * city[6] / sum(c[6] for c in CITIES if c[1] == city[1]) for city in CITIES]
)
CITY_ZONE = np.array([city[5] for city in CITIES])
COURTS = tuple(city[3] for city in CITIES)
FIELD_OFFICES = tuple(city[4] for city in CITIES)

OK, UNDELIVERABLE, WITHOUT_UNIT, UNCHECKED, NO_STREET, NO_ZIP = range(6)
_CHECKS = ("ok", "undeliverable", "unit_missing", "unknown", "unknown", "unknown")


@dataclass
class Homes:
    """Invented addresses; ``flaw`` is what is wrong with the address as given."""

    number: Numbers
    street: Numbers
    unit: Numbers
    city: Numbers
    zip_end: Numbers
    flaw: Numbers

    def take(self, rows: Numbers) -> Homes:
        """Some of the addresses, by position."""
        return Homes(
            self.number[rows], self.street[rows], self.unit[rows], self.city[rows], self.zip_end[rows], self.flaw[rows]
        )

    def columns(self) -> dict[str, Texts]:
        """street, unit, city, state, zip and delivery_check, as written."""
        numbers = np.array([str(n) for n in range(10_000)], dtype=object)
        ends = np.array([f"{n:02d}" for n in range(100)], dtype=object)
        street = numbers[self.number] + " " + text(STREETS, self.street)
        zip_code = text([city[2] for city in CITIES], self.city) + ends[self.zip_end]
        return {
            "street": np.where(self.flaw == NO_STREET, "", street),
            "unit": text(_UNITS, np.where(self.flaw == WITHOUT_UNIT, -1, self.unit)),
            "city": text([city[0] for city in CITIES], self.city),
            "state": text([city[1] for city in CITIES], self.city),
            "zip": np.where(self.flaw == NO_ZIP, "", zip_code),
            "delivery_check": text(_CHECKS, self.flaw),
        }

    @property
    def defective(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Blank, undeliverable or without a unit."""
        return np.asarray((self.flaw != OK) & (self.flaw != UNCHECKED))


def invent_homes(chance: Chance, n: int, near: Numbers | None = None) -> Homes:
    """``n`` addresses; ``near`` gives the city of a former home, where four in five who move remain."""
    city = chance.pick(tuple(_WITHIN_STATE), n)
    if near is not None:
        city = np.where(chance.hits(0.8, n), near, city)
    blank, bad, unit = p.ADDRESS_BLANK, p.ADDRESS_UNDELIVERABLE, p.ADDRESS_WITHOUT_UNIT
    fine = 1 - blank - bad - unit - p.ADDRESS_UNCHECKED
    flaw = chance.pick((fine, bad, unit, p.ADDRESS_UNCHECKED, blank * 0.7, blank * 0.3), n)
    flat = chance.hits(0.45, n) | (flaw == WITHOUT_UNIT)
    return Homes(
        chance.whole(1, 9_999, n), chance.whole(0, len(STREETS) - 1, n),
        np.where(flat, chance.whole(0, len(_UNITS) - 1, n), -1), city, chance.whole(1, 99, n), flaw,
    )  # fmt: skip
