"""ORR safety and well-being calls: one row per attempt after release."""

from everychild.sources.columns import code, day, identifier, instant, text
from everychild.sources.language import Fact, Feed, Just, empty_or, one_of, stated_but
from everychild.terms.agencies import ORR
from everychild.terms.authority import Certainty, policy
from everychild.terms.events import concern_raised, safety_call

orr_safety_calls = Feed(
    name="orr_safety_calls",
    agency=ORR,
    about="one attempt to call after release",
    authority=policy(
        "ORR Policy Guide 6.1, edition of 15 June 2016",
        certainty=Certainty.VERIFIED,
        quote="Care providers must conduct a Safety and Well Being Follow-Up Call with a child and his or her sponsor "
        "30 days after the child’s release from ORR custody.",
        note="Superseded policy, not law.",
    ),
    key="call_id",
    columns=(
        identifier("portal_id"),
        text("call_number"),
        day("due_on", ahead=True),
        instant("attempted_at"),
        code("outcome", "reached_child", "reached_sponsor_only", "no_answer", "wrong_number", "refused"),
        code("still_with_sponsor", "Y", "N"),
        code("in_school", "Y", "N"),
        code("knows_hearing", "Y", "N"),
        code("feels_safe", "Y", "N"),
        code("concern", "none", "labour", "trafficking", "abuse", "missing", "other"),
    ),
    facts=(
        Fact(safety_call, at="attempted_at", who="call_number", detail="outcome", about_on="due_on"),
        Fact(concern_raised, at="attempted_at", when={"concern": stated_but("none")}, detail="concern"),
        Fact(
            concern_raised,
            at="attempted_at",
            when={"feels_safe": one_of("N"), "concern": empty_or("none")},
            detail=Just("feels_unsafe"),
        ),
    ),
    unused={
        "still_with_sponsor": "an answer on the telephone confirms nothing; kept for whoever reviews the call",
        "in_school": "kept for whoever reviews the call",
        "knows_hearing": "kept for whoever reviews the call",
    },
    retention="Child by child: the portal id is kept with persons and goes when the child's key is destroyed; "
    "the facts that stay name no one.",
)
