"""ORR incidents: one row per reported event, in care or after release."""

from everychild.sources.columns import code, identifier, instant, text
from everychild.sources.language import Fact, Feed, Just, one_of
from everychild.terms.agencies import ORR
from everychild.terms.authority import Certainty, policy
from everychild.terms.events import concern_raised, died, incident, missing, ran_away, returned

orr_incidents = Feed(
    name="orr_incidents",
    agency=ORR,
    about="one reported event",
    authority=policy("ORR Policy Guide 5.8", certainty=Certainty.UNVERIFIED, note="The text was not read."),
    key="incident_id",
    columns=(
        identifier("portal_id"),
        code(
            "kind",
            "ran_away",
            "missing",
            "returned",
            "abuse",
            "trafficking_concern",
            "labour_concern",
            "died",
            "other",
        ),
        instant("happened_at"),
        instant("reported_at"),
        text("reported_to"),
    ),
    facts=(
        Fact(ran_away, at="happened_at", when={"kind": one_of("ran_away")}, who="reported_to"),
        Fact(missing, at="happened_at", when={"kind": one_of("missing")}, who="reported_to"),
        Fact(returned, at="happened_at", when={"kind": one_of("returned")}, who="reported_to"),
        Fact(died, at="happened_at", when={"kind": one_of("died")}, who="reported_to"),
        Fact(
            concern_raised,
            at="happened_at",
            when={"kind": one_of("abuse")},
            who="reported_to",
            detail=Just("abuse"),
        ),
        Fact(
            concern_raised,
            at="happened_at",
            when={"kind": one_of("trafficking_concern")},
            who="reported_to",
            detail=Just("trafficking"),
        ),
        Fact(
            concern_raised,
            at="happened_at",
            when={"kind": one_of("labour_concern")},
            who="reported_to",
            detail=Just("labour"),
        ),
        Fact(incident, at="happened_at", when={"kind": one_of("other")}, who="reported_to", detail=Just("other")),
    ),
    unused={"reported_at": "kept for the latency of reports; the fact stands at when it happened"},
    retention="Child by child: the portal id is kept with persons and goes when the child's key is destroyed; "
    "the facts that stay name no one.",
)
