"""The event kinds: what a row can state. Each name is the word used in the ledger, the rules and the report."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Kind:
    """One kind of fact. ``detail`` narrows it to one code, as in ``discharged["repatriated"]``."""

    id: str
    means: str
    told_by: tuple[str, ...]
    """The columns it takes to state it, as feed.column: where one was never delivered, its absence says nothing."""
    detail: str | None = None
    but_not: str | None = None

    def __getitem__(self, detail: str) -> Kind:
        return replace(self, detail=detail)

    def other_than(self, detail: str) -> Kind:
        """The kind with any detail, or none stated, but this one."""
        return replace(self, but_not=detail)

    @property
    def words(self) -> str:
        """The kind as a reader says it."""
        plain = self.id.replace("_", " ")
        return f"{plain}: {self.detail}" if self.detail else plain


_DISCHARGE = ("orr_care.discharged_at", "orr_care.discharge_type")
_CALL = ("orr_safety_calls.attempted_at", "orr_safety_calls.outcome")
_INCIDENT = ("orr_incidents.happened_at", "orr_incidents.kind")
_HEARD = ("eoir_hearings.scheduled_at", "eoir_hearings.outcome")

# Custody: a change of custody is two facts, one from each side.
apprehended = Kind("apprehended", "DHS took the child into custody.", ("ice_custody.apprehended_at",))
determined_unaccompanied = Kind(
    "determined_unaccompanied",
    "DHS found the child unaccompanied; detail 'exceptional' when it recorded such circumstances.",
    ("ice_custody.determined_uc_at",),
)
hhs_notified = Kind("hhs_notified", "DHS told HHS of the child.", ("ice_custody.hhs_notified_at",))
handed_over = Kind(
    "handed_over",
    "One agency gave the child up; who = the receiver named, if any.",
    ("ice_custody.handed_over_at",),
)
accepted = Kind("accepted", "ORR took the child into its care; detail = type of care.", ("orr_care.accepted_at",))
released = Kind(
    "released",
    "ORR released the child to a sponsor, and only that.",
    _DISCHARGE,
)
discharged = Kind(
    "discharged",
    "The child left ORR care other than to a sponsor; detail = how (empty if not stated).",
    ("orr_care.discharged_at",),
)

# Care.
identity_verified = Kind(
    "identity_verified",
    "The sponsor's identity was verified.",
    ("orr_care.identity_verified_on",),
)
risk_finding = Kind(
    "risk_finding",
    "The finding on risk at discharge; detail = none, indicated or pending.",
    ("orr_care.risk_finding",),
)
home_study_completed = Kind(
    "home_study_completed",
    "A home study was completed; detail = what called for it.",
    ("orr_care.home_study_completed_on",),
)
discharge_notice = Kind(
    "discharge_notice",
    "The care provider gave notice of the discharge.",
    ("orr_care.discharge_notice_at",),
)
release_address = Kind(
    "release_address",
    "The sponsor's address at release; detail = ok, defective or unknown.",
    ("orr_care.sponsor_delivery_check",),
)
services_offered = Kind("services_offered", "Post-release services were offered.", ("orr_care.prs_offered_on",))
services_accepted = Kind(
    "services_accepted",
    "Post-release services were accepted; detail = level.",
    ("orr_care.prs_accepted_on",),
)

# Protection.
safety_call = Kind(
    "safety_call",
    "An attempt to call; detail = outcome.",
    _CALL,
)
concern_raised = Kind(
    "concern_raised",
    "Someone recorded a concern for the child; detail = which.",
    ("orr_safety_calls.attempted_at", "orr_safety_calls.concern", "orr_incidents.happened_at", "orr_incidents.kind"),
)
ran_away = Kind("ran_away", "The child was reported to have run away.", _INCIDENT)
missing = Kind("missing", "The child was reported missing.", _INCIDENT)
returned = Kind("returned", "The child came back after being missing.", _INCIDENT)
died = Kind("died", "The child was reported to have died.", _INCIDENT)
incident = Kind("incident", "Another incident was reported.", _INCIDENT)
contacted = Kind(
    "contacted",
    "An officer tried to reach the child; detail = result, who = method.",
    ("field_contacts.attempted_at", "field_contacts.result"),
)

# Addresses.
address_reported = Kind(
    "address_reported",
    "A new address was reported; who = by whom, detail = delivery check.",
    ("address_changes.reported_at",),
)
court_form_filed = Kind(
    "court_form_filed",
    "The change of address was filed with the court.",
    ("address_changes.court_form_filed_on",),
)

# Proceedings.
notice_issued = Kind("notice_issued", "A notice to appear was issued.", ("ice_notices.issued_on",))
notice_served = Kind("notice_served", "A notice to appear was served; who = on whom.", ("ice_notices.served_on",))
notice_filed = Kind("notice_filed", "A notice to appear was filed with the court.", ("ice_notices.filed_on",))
notice_withdrawn = Kind("notice_withdrawn", "A notice to appear was withdrawn.", ("ice_notices.withdrawn_on",))
deferred = Kind(
    "deferred",
    "The notice was put off for a recorded reason; detail = reason, ends_on = day after the last.",
    ("ice_notices.deferral_from", "ice_notices.deferral_until"),
)
case_received = Kind("case_received", "The court received the case.", ("eoir_cases.received_on",))
represented = Kind("represented", "A lawyer entered the case.", ("eoir_cases.represented_on",))
hearing_set = Kind(
    "hearing_set",
    "A hearing was set; about_on = its date, ends_on = when it was vacated.",
    ("eoir_hearings.scheduled_at",),
)
hearing_notice_sent = Kind("hearing_notice_sent", "Notice of a hearing was sent.", ("eoir_hearings.notice_sent_on",))
hearing_notice_returned = Kind(
    "hearing_notice_returned",
    "Notice of a hearing came back undelivered.",
    ("eoir_hearings.notice_returned_on",),
)
appeared = Kind("appeared", "The child appeared at a hearing.", _HEARD)
failed_to_appear = Kind(
    "failed_to_appear",
    "The child did not appear at a hearing.",
    _HEARD,
)
adjourned = Kind(
    "adjourned",
    "A hearing was adjourned; detail = code, about_on = the date it had been set for.",
    _HEARD,
)
set_again = Kind(
    "set_again",
    "A hearing was adjourned and a later one is set: a fact that the accounting draws from the two.",
    _HEARD,
)
vacated = Kind("vacated", "A hearing was taken off the calendar.", _HEARD)
ordered_in_absentia = Kind(
    "ordered_in_absentia",
    "The court ordered removal in the child's absence.",
    ("eoir_cases.in_absentia_order_on",),
)
motion_to_reopen = Kind("motion_to_reopen", "A motion to reopen was filed.", ("eoir_cases.motion_to_reopen_on",))
reopened = Kind("reopened", "The court reopened the case.", ("eoir_cases.reopened_on",))
decided = Kind("decided", "The court decided; detail = decision.", ("eoir_cases.decided_on",))
case_closed = Kind("case_closed", "The case was closed.", ("eoir_cases.closed_on",))
relief_filed = Kind(
    "relief_filed",
    "An application for relief was received; detail = form.",
    ("uscis_relief.received_date",),
)
relief_granted = Kind(
    "relief_granted",
    "Relief was granted; detail = form. A work permit (I-765) is not relief.",
    ("uscis_relief.decided_on", "uscis_relief.decision"),
)
relief_decided = Kind(
    "relief_decided",
    "An application was decided otherwise; detail = decision.",
    ("uscis_relief.decided_on", "uscis_relief.decision"),
)

# Families.
separated = Kind("separated", "A child and an adult were parted.", ("separations.separated_at",))
contact_made = Kind("contact_made", "Contact between the two was first made.", ("separations.contact_first_made_at",))
reunified = Kind("reunified", "The two were brought together again.", ("separations.reunified_at",))

KINDS: dict[str, Kind] = {value.id: value for value in list(globals().values()) if isinstance(value, Kind)}
"""Every kind by its id."""
