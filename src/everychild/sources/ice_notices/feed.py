"""Notices to appear: one row per notice, issued, served, filed or withdrawn, with a recorded deferral if any."""

from everychild.sources.columns import (
    a_number,
    code,
    date_of_birth,
    day,
    given,
    identifier,
    surname,
)
from everychild.sources.language import DayAfter, Fact, Feed
from everychild.terms.agencies import ICE
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import deferred, notice_filed, notice_issued, notice_served, notice_withdrawn

ice_notices = Feed(
    name="ice_notices",
    agency=ICE,
    about="one notice to appear",
    authority=statute(
        "8 U.S.C. § 1229(a)(1)",
        certainty=Certainty.COPY,
        quote="shall be given in person to the alien (or, if personal service is not practicable, through service by "
        "mail to the alien or to the alien’s counsel of record, if any)",
    ),
    key="notice_id",
    columns=(
        a_number(),
        identifier("subject_id"),
        surname("last_name"),
        given("first_name"),
        date_of_birth("dob"),
        day("issued_on"),
        day("served_on"),
        code("served_to", "child", "custodian", "counsel"),
        day("filed_on"),
        day("withdrawn_on"),
        code("deferral_reason", "legal_representation", "uscis_relief", "docket_backlog", "other"),
        day("deferral_from"),
        day("deferral_until", ahead=True),
    ),
    facts=(
        Fact(notice_issued, at="issued_on", ends_on="withdrawn_on"),
        Fact(notice_served, at="served_on", who="served_to", ends_on="withdrawn_on"),
        Fact(notice_filed, at="filed_on", ends_on="withdrawn_on"),
        Fact(notice_withdrawn, at="withdrawn_on"),
        Fact(deferred, at="deferral_from", detail="deferral_reason", ends_on=DayAfter("deferral_until")),
    ),
    unused={"field_office": "kept as written; the duties name their owner without it"},
    retention="Child by child: persons are kept apart from the facts and go when the child's key is destroyed; "
    "the facts that stay name no one.",
)
