"""Planted histories, told in order and to the hour, so that nothing about them is left to chance."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from everychild.synthetic.chance import Numbers
from everychild.synthetic.layout import FEEDS, holds
from everychild.synthetic.moments import CENTRAL, at_local
from everychild.synthetic.tables import Table, Values, empty, table

Cells = dict[str, Any]
_BIRTHS = ("2007-02-10", "2007-02-15", "2008-03-10", "2010-11-20", "2007-02-20")  # none is eighteen before the last day

_SPONSOR: Cells = {
    "sponsor_name": "Alma Ejemplo",
    "sponsor_relationship": "Aunt",
    "sponsor_category": "2",
    "sponsor_street": "# Alder Street",  # the house number is the child's
    "sponsor_city": "Houston",
    "sponsor_state": "TX",
    "sponsor_zip": "77001",
    "sponsor_delivery_check": "ok",
    "sponsor_phone": "(201) 555-0100",
    "home_study_trigger": "none",
}
_NOTICE = {
    "issued": "issued_on",
    "served": "served_on",
    "filed": "filed_on",
    "withdrawn": "withdrawn_on",
    "reason": "deferral_reason",
    "start": "deferral_from",
    "end": "deferral_until",
}


def _at(day: str, more: float = 0.0) -> datetime:
    return datetime.fromisoformat(day) + timedelta(hours=more)


class Life:
    """The history of one planted child. Each method tells one thing and returns the same life.

    Days are ``YYYY-MM-DD``, instants ``YYYY-MM-DD HH:MM`` in Central time; None is not stated. Lengths are in hours.
    """

    def __init__(self, name: str, born: str = "", one_in: int = 0) -> None:
        self.name, self.one_in = name, one_in
        self.born = date.fromisoformat(born or _BIRTHS[len(name) % len(_BIRTHS)])
        self.rows: list[tuple[str, Cells]] = []
        self.entered: list[datetime] = []

    def _tell(self, feed: str, cells: Cells) -> Life:
        self.rows.append((feed, cells))
        return self

    def came(
        self, at: str, *, apprehended: float | None = 0, determined: float | None = 2, notified: float | None = 6,
        handed: float | None = 30, accepted: float | None = 36, to: str = "ORR", exceptional: str = "", by: str = "CBP",
    ) -> Life:  # fmt: skip
        """An entry: hours from ``at`` to each step. ``accepted`` None: no stay in ORR care follows."""
        self.entered.append(_at(at))
        when = {
            "apprehended_at": apprehended,
            "determined_uc_at": determined,
            "hhs_notified_at": notified,
            "handed_over_at": handed,
        }
        self._tell("ice_custody", {
            **{step: _at(at, more) for step, more in when.items() if more is not None}, "entry_date": _at(at).date(),
            "sector": "Rio Grande Valley", "holding_agency": by, "field_office": "San Antonio",
            "handed_over_to": to if handed is not None else "", "exceptional_circumstances": exceptional,
        })  # fmt: skip
        return self if accepted is None else self.in_care(_at(at, accepted))

    def in_care(self, at: datetime | str | None) -> Life:
        """A stay in ORR care from ``at`` (None: acceptance not stated)."""
        at = _at(at) if isinstance(at, str) else at
        cells: Cells = {"care_provider": "Casa Girasol", "care_type": "shelter"}
        return self._tell("orr_care", cells if at is None else {**cells, "accepted_at": at})

    def left(self, at: str | None, how: str = "released", **cells: Any) -> Life:
        """Ends the last stay in care; a release is to a sponsor with a sound address unless ``cells`` say otherwise."""
        stay = next(told for feed, told in reversed(self.rows) if feed == "orr_care")
        stay |= {**(_SPONSOR if how == "released" else {}), "discharge_type": how, **cells}
        if at is not None:
            stay["discharged_at"] = _at(at)
        return self

    def notice(self, **cells: Any) -> Life:
        """A notice: issued, served, filed, withdrawn as days; reason, start, end of a deferral."""
        told = {_NOTICE[name]: value for name, value in cells.items()}
        if "served" in cells:
            told |= {"served_to": "child"}
            told.setdefault("issued_on", cells["served"])
        return self._tell("ice_notices", {"field_office": "Houston", **told})

    def case(self, received: str, **cells: Any) -> Life:
        """A court case."""
        return self._tell("eoir_cases", {"court": "HOU", "received_on": received, "juvenile_code": "UJ", **cells})

    def hearing(
        self, at: str, outcome: str = "", *, sent: str | None = None, kind: str = "master", **cells: Any
    ) -> Life:
        """A setting of the child's one case."""
        told = {
            "court": "HOU",
            "scheduled_at": _at(at, 9),
            "kind": kind,
            "outcome": outcome,
            "notice_sent_on": sent,
            **cells,
        }
        return self._tell("eoir_hearings", told)

    def call(self, at: str, outcome: str, **cells: Any) -> Life:
        """A safety call, due 30 days after the last release."""
        if "due_on" not in cells:
            released = next(
                told["discharged_at"] for _, told in reversed(self.rows) if told.get("discharge_type") == "released"
            )
            cells["due_on"] = (released + timedelta(days=30)).date()
        answered = outcome.startswith("reached")
        return self._tell("orr_safety_calls", {"call_number": 1, "attempted_at": _at(at, 15), "outcome": outcome,
                                               "concern": "none" if answered else "", **cells})  # fmt: skip

    def incident(self, kind: str, at: str) -> Life:
        """An incident, reported to ORR two hours later."""
        told = {"kind": kind, "happened_at": _at(at), "reported_at": _at(at, 2), "reported_to": "ORR"}
        return self._tell("orr_incidents", told)

    def contact(self, at: str, result: str, method: str = "visit") -> Life:
        """An officer's attempt."""
        told = {"officer": 1, "attempted_at": _at(at, 11), "method": method, "result": result}
        return self._tell("field_contacts", told)

    def relief(self, form: str, received: str, decision: str = "pending", decided: str | None = None) -> Life:
        """A filing with USCIS."""
        told = {
            "form": form,
            "received_date": received,
            "decision": decision,
            "decided_on": decided,
            "mailing_zip": "77001",
        }
        return self._tell("uscis_relief", told)

    def moved(self, at: str, effective: str, check: str = "ok", form: str | None = None) -> Life:
        """A change of address."""
        told = {
            "street": "200 Cedar Lane",
            "city": "Dallas",
            "state": "TX",
            "zip": "75201",
            "effective_on": effective,
            "reported_at": _at(at, 10),
            "reported_by": "sponsor",
            "delivery_check": check,
            "court_form_filed_on": form,
        }
        return self._tell("address_changes", told)


def written(lives: list[Life], first_child: int) -> dict[str, Table]:
    """The rows of all lives by feed; the first life is child ``first_child``. Hearings name their case by position."""
    tables = {}
    for feed, columns in FEEDS.items():
        told = [(first_child + n, cells) for n, life in enumerate(lives) for name, cells in life.rows if name == feed]
        child = np.array([who for who, _ in told], dtype=np.int64)
        zone = np.full(len(told), CENTRAL)
        values = {
            name: _column(feed, name, [cells.get(name) for _, cells in told], zone)
            for name in columns
            if any(cells.get(name) is not None for _, cells in told)
        }
        if "sponsor_street" in values:
            street = values["sponsor_street"]
            values["sponsor_street"] = np.array(
                [written.replace("#", str(100 + n)) for n, written in enumerate(street)], dtype=object
            )
        tables[feed] = table(feed, child, zone, values)
    cases = {int(child): n for n, child in enumerate(tables["eoir_cases"].child)}
    of = [cases[int(child)] for child in tables["eoir_hearings"].child]
    tables["eoir_hearings"].columns["case_id"] = np.array(of, dtype=np.int64) + 1
    return tables


def _column(feed: str, name: str, told: list[Any], zone: Numbers) -> Values:
    kind = holds(feed, name)
    if kind == "instant":
        shown = np.array(told, dtype="M8[m]")
        day = shown.astype("M8[D]")
        return at_local(day, (shown - day).astype(np.int64), zone)
    if kind == "day":
        return np.array(told, dtype="M8[D]")
    values = empty(feed, name, len(told))
    for row, value in enumerate(told):
        if value is not None:
            values[row] = value
    return values
