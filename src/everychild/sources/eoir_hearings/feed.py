"""Hearings: one row per setting.

A hearing may lie ahead. It is set on the earliest of its notice, its own date and the day we were told; whether the
child appeared can be known only once the date has passed.
"""

from everychild.sources.columns import Unless, code, day, identifier, instant, text
from everychild.sources.language import STATED, Ending, Fact, Feed, earliest_known, one_of
from everychild.terms.agencies import EOIR
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import (
    adjourned,
    appeared,
    failed_to_appear,
    hearing_notice_returned,
    hearing_notice_sent,
    hearing_set,
    vacated,
)

eoir_hearings = Feed(
    name="eoir_hearings",
    agency=EOIR,
    about="one setting of a hearing",
    authority=statute(
        "8 U.S.C. § 1229(a)(2)",
        certainty=Certainty.COPY,
        quote="in the case of any change or postponement in the time and place of such proceedings, subject to "
        "subparagraph (B) a written notice shall be given",
    ),
    key="hearing_id",
    columns=(
        identifier("case_id"),
        text("court"),
        instant("scheduled_at", ahead=Unless("outcome", ("appeared", "failed_to_appear"))),
        code("kind", "master", "individual"),
        day("notice_sent_on"),
        day("notice_returned_on"),
        code("outcome", "appeared", "failed_to_appear", "adjourned", "vacated"),
        text("adjournment_code"),
    ),
    facts=(
        Fact(
            hearing_set,
            at=earliest_known("notice_sent_on", "scheduled_at"),
            when={"scheduled_at": STATED},
            who="court",
            detail="kind",
            ends_on=Ending(earliest_known("scheduled_at"), when={"outcome": one_of("vacated")}),
            about_on="scheduled_at",
        ),
        Fact(hearing_notice_sent, at="notice_sent_on"),
        Fact(hearing_notice_returned, at="notice_returned_on"),
        Fact(appeared, at="scheduled_at", when={"outcome": one_of("appeared")}),
        Fact(failed_to_appear, at="scheduled_at", when={"outcome": one_of("failed_to_appear")}),
        Fact(
            adjourned,
            at=earliest_known("scheduled_at"),
            when={"scheduled_at": STATED, "outcome": one_of("adjourned")},
            detail="adjournment_code",
            about_on="scheduled_at",
        ),
        Fact(
            vacated,
            at=earliest_known("scheduled_at"),
            when={"scheduled_at": STATED, "outcome": one_of("vacated")},
            about_on="scheduled_at",
        ),
    ),
    unused={},
    retention="Child by child: the case id is kept with persons and goes when the child's key is destroyed; "
    "the facts that stay name no one.",
)
