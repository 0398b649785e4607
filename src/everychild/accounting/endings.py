"""What ends duties: named once here, and listed by name in each duty that it ends."""

from __future__ import annotations

from everychild.accounting.language import End, first, last
from everychild.terms import events

death = End("death", first(events.died).ever)
left_the_country = End("left_the_country", first(events.discharged["repatriated"]).since_entry)
turned_18 = End("turned_18", birthday=18)
relief_granted = End("relief_granted", first(events.relief_granted).since_entry)
case_closed = End("case_closed", first(events.case_closed).since_entry)
notices = first(events.notice_served, events.notice_filed).since_entry
notice_withdrawn = End(
    "notice_withdrawn",
    last(events.notice_withdrawn).since_entry,
    unless=notices.still_holding.found | ~notices.no_longer_holding.found,
)
