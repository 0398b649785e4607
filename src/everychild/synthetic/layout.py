"""The eleven files: their order, columns and keys, as the feeds document gives them."""

from __future__ import annotations

FEEDS: dict[str, tuple[str, ...]] = {
    feed: tuple(columns.split())
    for feed, columns in {
        "ice_custody": """
            stay_id subject_id a_number last_name first_name middle_name dob citizenship sex entry_date sector
            holding_agency field_office family_unit_id apprehended_at determined_uc_at hhs_notified_at
            handed_over_at handed_over_to exceptional_circumstances""",
        "orr_care": """
            stay_id portal_id a_number full_name dob gender country_of_birth accepted_at care_provider care_type
            identity_verified_on risk_finding home_study_trigger home_study_completed_on discharged_at
            discharge_type discharge_notice_at sponsor_id sponsor_name sponsor_relationship sponsor_category
            sponsor_street sponsor_unit sponsor_city sponsor_state sponsor_zip sponsor_delivery_check
            sponsor_phone prs_offered_on prs_accepted_on prs_level""",
        "orr_safety_calls": """
            call_id portal_id call_number due_on attempted_at outcome still_with_sponsor in_school knows_hearing
            feels_safe concern""",
        "orr_incidents": """
            incident_id portal_id kind happened_at reported_at reported_to""",
        "address_changes": """
            change_id a_number portal_id street unit city state zip effective_on reported_at reported_by
            delivery_check court_form_filed_on""",
        "ice_notices": """
            notice_id a_number subject_id last_name first_name dob field_office issued_on served_on served_to
            filed_on withdrawn_on deferral_reason deferral_from deferral_until""",
        "eoir_cases": """
            case_id a_number last_name first_name birth_year nationality language court nta_date respondent_zip
            received_on juvenile_code represented_on in_absentia_order_on motion_to_reopen_on reopened_on
            decision decided_on closed_on""",
        "eoir_hearings": """
            hearing_id case_id court scheduled_at kind notice_sent_on notice_returned_on outcome
            adjournment_code""",
        "uscis_relief": """
            receipt_no a_number family_name given_name middle_name dob country_of_birth sex mailing_zip
            received_date form decision decided_on""",
        "field_contacts": """
            contact_id a_number portal_id officer attempted_at method result note""",
        "separations": """
            separation_id child_record child_name child_dob child_is_us_citizen adult_name adult_dob
            adult_a_number adult_is_us_citizen relationship relationship_evidence separated_at separated_by
            place ground supervisor child_placed_with contact_first_made_at adult_location adult_wishes
            reunified_at reunified_how reunification_evidence list_revision""",
    }.items()
}
"""Columns of each feed, the key first."""

RECEIVED = (
    "orr_care", "ice_custody", "orr_safety_calls", "eoir_hearings", "ice_notices", "eoir_cases", "field_contacts",
    "orr_incidents", "address_changes", "separations", "uscis_relief",
)  # fmt: skip
"""The order of receipt, which is not that of events: acceptance before hand-over, hearings before the notice."""

NUMBERED = {
    "ice_custody": {"stay_id": "DHS-%08d", "subject_id": "SUB%09d", "family_unit_id": "FAM%08d"},
    "orr_care": {"stay_id": "ORR-%08d", "portal_id": "P%08d", "sponsor_id": "SP%07d"},
    "orr_safety_calls": {"call_id": "CALL-%08d", "portal_id": "P%08d", "call_number": "%d"},
    "orr_incidents": {"incident_id": "INC-%07d", "portal_id": "P%08d"},
    "address_changes": {"change_id": "ADR-%07d", "portal_id": "P%08d"},
    "ice_notices": {"notice_id": "NTA-%08d", "subject_id": "SUB%09d"},
    "eoir_cases": {"case_id": "%09d", "birth_year": "%d"},
    "eoir_hearings": {"hearing_id": "H%09d", "case_id": "%09d"},
    "uscis_relief": {"receipt_no": "XXX%010d"},
    "field_contacts": {"contact_id": "FC-%07d", "portal_id": "P%08d", "officer": "officer %03d"},
    "separations": {"separation_id": "SEP-%05d"},
}
"""Columns that hold a number, and how it is written. Zero and below: not stated."""

ORDERED_BY = {
    "ice_custody": "apprehended_at",
    "orr_care": "accepted_at",
    "orr_safety_calls": "attempted_at",
    "orr_incidents": "happened_at",
    "address_changes": "reported_at",
    "ice_notices": "issued_on",
    "eoir_cases": "received_on",
    "eoir_hearings": "scheduled_at",
    "uscis_relief": "received_date",
    "field_contacts": "attempted_at",
    "separations": "separated_at",
}
"""The column by which an agency's extract is sorted and its keys are numbered."""

_DAYS_NAMED_OTHERWISE = {"dob", "child_dob", "adult_dob", "entry_date", "nta_date", "received_date"}
_DAYS_NAMED_OTHERWISE |= {"deferral_from", "deferral_until"}


def holds(feed: str, column: str) -> str:
    """What a column holds: ``instant``, ``day``, ``a_number``, ``number`` or ``text``."""
    if column in NUMBERED[feed]:
        return "number"
    if column.endswith("_at"):
        return "instant"
    if column.endswith("_on") or column in _DAYS_NAMED_OTHERWISE:
        return "day"
    return "a_number" if column.endswith("a_number") else "text"
