"""The facts a row states. One function per feed, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.oracle.told import Record


@dataclass(frozen=True)
class Event:
    """One fact. ``at`` is naive UTC (00:00 of the day if only the day is known), ``on`` the local day as written."""

    number: int
    record: str
    kind: str
    at: datetime
    on: date
    dated: bool
    who: str = ""
    detail: str = ""
    ends_on: date | None = None
    about_on: date | None = None

    def in_force(self, as_of: date) -> bool:
        """True until the day on which the fact no longer holds."""
        return self.ends_on is None or as_of < self.ends_on


class Facts:
    """Collects the facts of one record; an empty cell states nothing."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.found: list[Event] = []

    def cell(self, column: str) -> str:
        return self.record.cell(column)

    def day(self, column: str) -> date | None:
        return date.fromisoformat(self.cell(column)) if self.cell(column) else None

    def at(self, kind: str, column: str, who: str = "", detail: str = "", about_on: date | None = None) -> None:
        """State ``kind`` at the instant in ``column``."""
        if self.cell(column):
            when, on = instant(self.cell(column))
            event = Event(self.record.number, self.record.name, kind, when, on, False, who, detail, None, about_on)
            self.found.append(event)

    def on(self, kind: str, column: str, who: str = "", detail: str = "", ends_on: date | None = None) -> None:
        """State ``kind`` on the day in ``column``."""
        day = self.day(column)
        if day:
            at = datetime.combine(day, time())
            self.found.append(Event(self.record.number, self.record.name, kind, at, day, True, who, detail, ends_on))


def instant(text: str) -> tuple[datetime, date]:
    """The naive UTC instant, and the local date as written."""
    written = datetime.fromisoformat(text)
    return written.astimezone(UTC).replace(tzinfo=None), written.date()


def facts(record: Record) -> list[Event]:
    """Every fact that the row in force states."""
    f = Facts(record)
    READERS[record.feed](f)
    return f.found


def ice_custody(f: Facts) -> None:
    agency = f.cell("holding_agency")
    exceptional = f.cell("exceptional_circumstances").lower() not in ("", "n", "no", "none", "false", "0")
    f.at("apprehended", "apprehended_at", agency, f.cell("field_office"))
    f.at("determined_unaccompanied", "determined_uc_at", agency, "exceptional" if exceptional else "")
    f.at("hhs_notified", "hhs_notified_at", agency)
    f.at("handed_over", "handed_over_at", f.cell("handed_over_to"), agency)


def orr_care(f: Facts) -> None:
    f.at("accepted", "accepted_at", detail=f.cell("care_type"))
    f.on("identity_verified", "identity_verified_on")
    f.on("home_study_completed", "home_study_completed_on", detail=f.cell("home_study_trigger"))
    f.at("discharge_notice", "discharge_notice_at")
    if f.cell("discharge_type") == "released":
        f.at("released", "discharged_at", detail=f.cell("sponsor_category"))
        f.at("release_address", "discharged_at", detail=release_address(f))
    else:
        f.at("discharged", "discharged_at", detail=f.cell("discharge_type"))
    if f.cell("risk_finding"):
        f.at("risk_finding", "discharged_at", detail=f.cell("risk_finding"))
    f.on("services_offered", "prs_offered_on")
    f.on("services_accepted", "prs_accepted_on", detail=f.cell("prs_level"))


def release_address(f: Facts) -> str:
    """'defective', 'ok' or 'unknown'. A column that the record never had is not an empty cell."""
    lines = [f.record.cells.get(column) for column in ("sponsor_street", "sponsor_zip")]
    check = f.cell("sponsor_delivery_check")
    if "" in lines or check in ("undeliverable", "unit_missing"):
        return "defective"
    return "ok" if check == "ok" and None not in lines else "unknown"


def orr_safety_calls(f: Facts) -> None:
    f.at("safety_call", "attempted_at", f.cell("call_number"), f.cell("outcome"), f.day("due_on"))
    if f.cell("concern") not in ("", "none"):
        f.at("concern_raised", "attempted_at", detail=f.cell("concern"))
    elif f.cell("feels_safe") == "N":
        f.at("concern_raised", "attempted_at", detail="feels_unsafe")


def orr_incidents(f: Facts) -> None:
    kind, told_to = f.cell("kind"), f.cell("reported_to")
    concerns = {"abuse": "abuse", "trafficking_concern": "trafficking", "labour_concern": "labour"}
    if kind in ("ran_away", "missing", "returned", "died"):
        f.at(kind, "happened_at", told_to)
    elif kind in concerns:
        f.at("concern_raised", "happened_at", told_to, concerns[kind])
    elif kind:
        f.at("incident", "happened_at", told_to, kind)


def address_changes(f: Facts) -> None:
    f.at("address_reported", "reported_at", f.cell("reported_by"), f.cell("delivery_check"), f.day("effective_on"))
    f.on("court_form_filed", "court_form_filed_on")


def ice_notices(f: Facts) -> None:
    withdrawn, until = f.day("withdrawn_on"), f.day("deferral_until")
    f.on("notice_issued", "issued_on", ends_on=withdrawn)
    f.on("notice_served", "served_on", f.cell("served_to"), ends_on=withdrawn)
    f.on("notice_filed", "filed_on", ends_on=withdrawn)
    f.on("notice_withdrawn", "withdrawn_on")
    f.on("deferred", "deferral_from", "", f.cell("deferral_reason"), until + timedelta(days=1) if until else None)


def eoir_cases(f: Facts) -> None:
    f.on("case_received", "received_on", f.cell("court"))
    f.on("represented", "represented_on")
    f.on("ordered_in_absentia", "in_absentia_order_on")
    f.on("motion_to_reopen", "motion_to_reopen_on")
    f.on("reopened", "reopened_on")
    f.on("decided", "decided_on", detail=f.cell("decision"))
    f.on("case_closed", "closed_on")


def eoir_hearings(f: Facts) -> None:
    f.on("hearing_notice_sent", "notice_sent_on")
    f.on("hearing_notice_returned", "notice_returned_on")
    if not f.cell("scheduled_at"):
        return
    number, name, known_at = f.record.number, f.record.name, f.record.known_at
    scheduled_at, scheduled_on = instant(f.cell("scheduled_at"))
    sent, outcome = f.day("notice_sent_on"), f.cell("outcome")
    # A hearing may lie ahead, so what is decided about it beforehand happens when we hear of it.
    heard_at, heard_on = min((scheduled_at, scheduled_on), (known_at, known_at.date()))
    ways = [(heard_at, heard_on, False)]
    if sent:
        ways.insert(0, (datetime.combine(sent, time()), sent, True))
    at, on, dated = min(ways, key=lambda way: way[0])
    ends_on = heard_on if outcome == "vacated" else None
    court, kind = f.cell("court"), f.cell("kind")
    f.found.append(Event(number, name, "hearing_set", at, on, dated, court, kind, ends_on, scheduled_on))
    if outcome in ("appeared", "failed_to_appear"):
        f.at(outcome, "scheduled_at", about_on=scheduled_on)
    elif outcome in ("adjourned", "vacated"):
        code = f.cell("adjournment_code") if outcome == "adjourned" else ""
        f.found.append(Event(number, name, outcome, heard_at, heard_on, False, "", code, None, scheduled_on))


def uscis_relief(f: Facts) -> None:
    form, decision = f.cell("form"), f.cell("decision")
    f.on("relief_filed", "received_date", detail=form)
    if decision == "granted" and form != "I-765":
        f.on("relief_granted", "decided_on", detail=form)
    else:
        f.on("relief_decided", "decided_on", detail=decision)


def field_contacts(f: Facts) -> None:
    f.at("contacted", "attempted_at", f.cell("method"), f.cell("result"))


def separations(f: Facts) -> None:
    f.at("separated", "separated_at", f.cell("separated_by"), f.cell("ground"))
    f.at("contact_made", "contact_first_made_at")
    f.at("reunified", "reunified_at", detail=f.cell("reunified_how"))


READERS = {
    reader.__name__: reader
    for reader in (
        ice_custody, orr_care, orr_safety_calls, orr_incidents, address_changes, ice_notices,
        eoir_cases, eoir_hearings, uscis_relief, field_contacts, separations,
    )
}  # fmt: skip
