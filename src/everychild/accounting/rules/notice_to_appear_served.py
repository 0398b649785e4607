"""Notice to appear served.

No statute sets a deadline, so this duty is never late: it is outstanding for so many days, explained by a recorded
deferral that has not expired, or unexplained. A notice that is withdrawn no longer counts as served from that day on.
"""

from everychild.accounting import endings
from everychild.accounting.language import Duty, first, last
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import accepted, deferred, discharged, notice_served, released

notice_to_appear_served = Duty(
    duty="Serve a notice to appear on the child accepted by HHS, or record why it waits.",
    law=statute(
        "8 U.S.C. § 1229(a)(1)",
        certainty=Certainty.COPY,
        quote="…shall be given in person to the alien (or, if personal service is not practicable, through service by "
        "mail to the alien or to the alien’s counsel of record, if any)…",
        note="The section was read whole: it sets no deadline to serve. Changes after April 2023 not checked.",
    ),
    owner="OPLA",
    starts=first(accepted),
    stops=first(notice_served).since_entry.still_holding,
    explained_by=last(deferred).ever.still_holding,
    implied_by=(first(released, discharged),),
    ended_by=(endings.death, endings.left_the_country, endings.relief_granted, endings.case_closed),
)
