"""Transfer to HHS within 72 hours.

The clock runs from the determination, not the apprehension. A child handed over in time whom nobody recorded as
accepted cannot be called late: one of the two agencies has not told us something.
"""

from dataclasses import replace

from everychild.accounting import endings
from everychild.accounting.language import Duty, first, hours, in_force
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import accepted, determined_unaccompanied, discharged, handed_over, hhs_notified, released

determined = first(determined_unaccompanied)
given_up = replace(first(handed_over), to_hhs=True)

transfer_to_hhs_within_72_hours = Duty(
    duty="Hand the child to HHS within 72 hours of finding the child unaccompanied.",
    law=statute(
        "8 U.S.C. § 1232(b)(3)",
        certainty=Certainty.COPY,
        quote="Except in the case of exceptional circumstances, any department or agency of the Federal Government "
        "that has an unaccompanied alien child in custody shall transfer the custody of such child to the Secretary of "
        "Health and Human Services not later than 72 hours after determining that such child is an unaccompanied "
        "alien child.",
        note="Changes after April 2023 not checked.",
    ),
    owner=determined,
    starts=determined,
    stops=first(accepted),
    limits=(in_force("2009-03-23", hours(72)),),
    excused_by=first(determined_unaccompanied["exceptional"]).found,
    implied_by=(given_up, first(hhs_notified, accepted, released, discharged)),
    ended_by=(endings.death, endings.left_the_country, endings.turned_18),
    unclear_when=given_up.within_hours_of(determined, 72),
    unclear_for_want_of="orr_care.accepted_at",
)
