"""Changes of address: one row per report, from the child, the sponsor, counsel or an agency."""

from everychild.sources.columns import a_number, code, day, identifier, instant, place
from everychild.sources.language import Fact, Feed
from everychild.terms.agencies import EOIR
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import address_reported, court_form_filed

address_changes = Feed(
    name="address_changes",
    agency=EOIR,
    about="one report of a new address",
    authority=statute(
        "8 U.S.C. § 1229(a)(3)",
        certainty=Certainty.COPY,
        quote="The Attorney General shall create a system to record and preserve on a timely basis notices of "
        "addresses and telephone numbers (and changes) provided under paragraph (1)(F).",
    ),
    key="change_id",
    columns=(
        a_number(),
        identifier("portal_id"),
        place("street"),
        place("unit"),
        place("city"),
        place("state"),
        place("zip"),
        day("effective_on", ahead=True),
        instant("reported_at"),
        code("reported_by", "child", "sponsor", "counsel", "agency"),
        code("delivery_check", "ok", "undeliverable", "unit_missing", "unknown", room="places"),
        day("court_form_filed_on"),
    ),
    facts=(
        Fact(
            address_reported,
            at="reported_at",
            who="reported_by",
            detail="delivery_check",
            about_on="effective_on",
        ),
        Fact(court_form_filed, at="court_form_filed_on"),
    ),
    unused={
        "street": "kept with the address; a fact says only that one was reported",
        "unit": "kept with the address",
        "city": "kept with the address",
        "state": "kept with the address",
    },
    retention="Child by child: persons and places are kept apart from the facts and go when the child's key is "
    "destroyed; the facts that stay name no one.",
)
