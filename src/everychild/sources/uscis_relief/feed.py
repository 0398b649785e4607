"""Applications for relief: one row per filing. A work permit (I-765) is recorded and is not relief."""

from everychild.sources.columns import (
    a_number,
    code,
    country,
    date_of_birth,
    day,
    given,
    middle,
    postcode,
    sex,
    surname,
)
from everychild.sources.language import Fact, Feed, empty_or, one_of, other_than
from everychild.terms.agencies import USCIS
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import relief_decided, relief_filed, relief_granted

_RELIEF = ("I-360", "I-589", "I-914", "I-918", "I-485")

uscis_relief = Feed(
    name="uscis_relief",
    agency=USCIS,
    about="one filing for relief",
    authority=statute(
        "8 U.S.C. § 1232(d)(2)",
        certainty=Certainty.COPY,
        quote="shall be adjudicated by the Secretary of Homeland Security not later than 180 days after the date on "
        "which the application is filed.",
    ),
    key="receipt_no",
    columns=(
        a_number(),
        surname("family_name"),
        given("given_name"),
        middle("middle_name"),
        date_of_birth("dob"),
        country("country_of_birth"),
        sex("sex", {"M": "M", "F": "F", "U": "U"}),
        postcode("mailing_zip"),
        day("received_date"),
        code("form", *_RELIEF, "I-765"),
        code("decision", "pending", "granted", "denied", "withdrawn"),
        day("decided_on"),
    ),
    facts=(
        Fact(relief_filed, at="received_date", detail="form"),
        Fact(
            relief_granted,
            at="decided_on",
            when={"decision": one_of("granted"), "form": one_of(*_RELIEF)},
            detail="form",
        ),
        Fact(relief_decided, at="decided_on", when={"decision": other_than("granted")}, detail="decision"),
        Fact(
            relief_decided,
            at="decided_on",
            when={"decision": one_of("granted"), "form": empty_or("I-765")},
            detail="decision",
        ),
    ),
    unused={},
    retention="Child by child: persons are kept apart from the facts and go when the child's key is destroyed; "
    "the facts that stay name no one.",
)
