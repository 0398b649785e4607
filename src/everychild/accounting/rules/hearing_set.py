"""Hearing set.

Once a notice is filed the court sets a hearing. The law says how early it may be, not how late. A hearing that was
vacated does not count.
"""

from everychild.accounting import endings
from everychild.accounting.language import Duty, first
from everychild.terms import events
from everychild.terms.authority import Certainty, statute

filed = first(events.notice_filed).since_entry

hearing_set = Duty(
    duty="Set a hearing for the child whose notice was filed.",
    law=statute(
        "8 U.S.C. § 1229(b)(1)",
        certainty=Certainty.COPY,
        quote="…the hearing date shall not be scheduled earlier than 10 days after the service of the notice to "
        "appear, unless the alien requests in writing an earlier hearing date.",
        note="A floor, not a deadline: none was found. Changes after April 2023 not checked.",
    ),
    owner="immigration court",
    starts=filed.still_holding,
    starts_else=filed.no_longer_holding,
    stops=first(events.hearing_set).since_entry.still_holding,
    implied_by=(
        first(events.case_received, events.appeared, events.failed_to_appear, events.ordered_in_absentia).since_entry,
    ),
    ended_by=(
        endings.death,
        endings.left_the_country,
        endings.relief_granted,
        endings.case_closed,
    ),
)
