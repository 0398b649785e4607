"""ICE custody: one row per stay in the custody of Homeland Security, CBP's included."""

from everychild.sources.columns import (
    a_number,
    code,
    country,
    date_of_birth,
    given,
    identifier,
    instant,
    middle,
    personal,
    sex,
    surname,
    text,
)
from everychild.sources.language import Fact, Feed, If
from everychild.terms.agencies import ICE
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import apprehended, determined_unaccompanied, handed_over, hhs_notified

ice_custody = Feed(
    name="ice_custody",
    agency=ICE,
    about="one stay in DHS custody",
    authority=statute(
        "8 U.S.C. § 1232(b)(2)",
        certainty=Certainty.COPY,
        quote="Each department or agency of the Federal Government shall notify the Department of Health and Human "
        "services within 48 hours upon",
        note="The duty that makes the agency record these instants; no law prescribes the file.",
    ),
    key="stay_id",
    columns=(
        identifier("subject_id"),
        a_number(),
        surname("last_name"),
        given("first_name"),
        middle("middle_name"),
        date_of_birth("dob"),
        country("citizenship"),
        sex("sex", {"M": "M", "F": "F", "U": "U"}),
        code("holding_agency", "CBP", "ICE"),
        text("field_office"),
        personal("family_unit_id"),
        instant("apprehended_at"),
        instant("determined_uc_at"),
        instant("hhs_notified_at"),
        instant("handed_over_at"),
        text("handed_over_to"),
        text("exceptional_circumstances"),
    ),
    facts=(
        Fact(apprehended, at="apprehended_at", who="holding_agency", detail="field_office"),
        Fact(
            determined_unaccompanied,
            at="determined_uc_at",
            who="holding_agency",
            detail=If("exceptional_circumstances", "exceptional", but=("n", "no", "none", "false", "0")),
        ),
        Fact(hhs_notified, at="hhs_notified_at", who="holding_agency"),
        Fact(handed_over, at="handed_over_at", who="handed_over_to", detail="holding_agency"),
    ),
    unused={
        "entry_date": "kept as written; no duty runs from the entry",
        "sector": "kept as written; nothing reads it yet",
        "family_unit_id": "kept for the register of separated families",
    },
    retention="Child by child: persons are kept apart from the facts and go when the child's key is destroyed; "
    "the facts that stay name no one.",
)
