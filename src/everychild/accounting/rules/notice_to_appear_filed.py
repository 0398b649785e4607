"""Notice to appear filed with the court.

Until a notice is filed there is no case in which a hearing could be set. No deadline exists. A court case without a
recorded filing does not meet the duty: it is a disagreement between agencies, to be shown as one.
"""

from everychild.accounting import endings
from everychild.accounting.language import Duty, first, last
from everychild.terms.authority import Certainty, regulation
from everychild.terms.events import (
    appeared,
    case_received,
    deferred,
    failed_to_appear,
    hearing_set,
    notice_filed,
    notice_served,
    ordered_in_absentia,
)

served = first(notice_served).since_entry
filed = first(notice_filed).since_entry

notice_to_appear_filed = Duty(
    duty="File the served notice to appear with the immigration court, or record why it waits.",
    law=regulation(
        "8 C.F.R. § 1003.14(a)",
        certainty=Certainty.COPY,
        quote="Jurisdiction vests, and proceedings before an Immigration Judge commence, when a charging document is "
        "filed with the Immigration Court by the Service.",
        note="No deadline to file was found in 8 U.S.C. § 1229 or in this part.",
    ),
    owner="OPLA",
    starts=served.still_holding,
    starts_else=served.no_longer_holding,
    stops=filed.still_holding,
    also_met_if=~served.still_holding.found & ~filed.still_holding.found & filed.no_longer_holding.found,
    also_met_by=filed.no_longer_holding,
    explained_by=last(deferred).ever.still_holding,
    implied_by=(first(case_received, hearing_set, appeared, failed_to_appear, ordered_in_absentia).since_entry,),
    ended_by=(
        endings.death,
        endings.left_the_country,
        endings.notice_withdrawn,
        endings.relief_granted,
        endings.case_closed,
    ),
)
