"""Immigration court cases: one row per case."""

from everychild.sources.columns import (
    a_number,
    birth_year,
    country,
    day,
    given,
    identifier,
    postcode,
    spoken,
    surname,
    text,
)
from everychild.sources.language import Fact, Feed
from everychild.terms.agencies import EOIR
from everychild.terms.authority import Certainty, regulation
from everychild.terms.events import (
    case_closed,
    case_received,
    decided,
    motion_to_reopen,
    ordered_in_absentia,
    reopened,
    represented,
)

eoir_cases = Feed(
    name="eoir_cases",
    agency=EOIR,
    about="one case before the immigration court",
    authority=regulation(
        "8 C.F.R. § 1003.14(a)",
        certainty=Certainty.COPY,
        quote="Jurisdiction vests, and proceedings before an Immigration Judge commence, when a charging document is "
        "filed with the Immigration Court by the Service.",
    ),
    key="case_id",
    columns=(
        identifier("case_id"),
        a_number(),
        surname("last_name"),
        given("first_name"),
        birth_year("birth_year"),
        country("nationality"),
        spoken("language"),
        text("court"),
        postcode("respondent_zip"),
        day("received_on"),
        day("represented_on"),
        day("in_absentia_order_on"),
        day("motion_to_reopen_on"),
        day("reopened_on"),
        text("decision"),
        day("decided_on"),
        day("closed_on"),
    ),
    facts=(
        Fact(case_received, at="received_on", who="court"),
        Fact(represented, at="represented_on"),
        Fact(ordered_in_absentia, at="in_absentia_order_on"),
        Fact(motion_to_reopen, at="motion_to_reopen_on"),
        Fact(reopened, at="reopened_on"),
        Fact(decided, at="decided_on", detail="decision"),
        Fact(case_closed, at="closed_on"),
    ),
    unused={
        "nta_date": "the date on the notice, as the court has it; the notices' own feed says when it was issued",
        "juvenile_code": "set by rules that have changed; not evidence that a child is or is not unaccompanied",
    },
    retention="Child by child: persons are kept apart from the facts and go when the child's key is destroyed; "
    "the facts that stay name no one.",
)
