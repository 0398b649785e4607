"""Attempts by an officer to reach a child: one row per attempt. Looking is recorded whether or not it found."""

from everychild.sources.columns import a_number, code, identifier, instant, personal
from everychild.sources.language import Fact, Feed
from everychild.terms.agencies import ICE
from everychild.terms.authority import standard
from everychild.terms.events import contacted

field_contacts = Feed(
    name="field_contacts",
    agency=ICE,
    about="one attempt by an officer to reach a child",
    authority=standard("A record of every attempt to reach a child", note="Proposed here; no law prescribes it."),
    key="contact_id",
    columns=(
        a_number(),
        identifier("portal_id"),
        personal("officer"),
        instant("attempted_at"),
        code("method", "visit", "phone", "letter", "school", "counsel", "court"),
        code("result", "seen_safe", "seen_concern", "not_found", "moved", "refused"),
        personal("note"),
    ),
    facts=(Fact(contacted, at="attempted_at", who="method", detail="result"),),
    unused={
        "officer": "kept with persons for whoever reviews the contact",
        "note": "free text that may name anyone; kept with persons, read by no rule",
    },
    retention="Child by child: persons are kept apart from the facts and go when the child's key is destroyed; "
    "the facts that stay name no one.",
)
