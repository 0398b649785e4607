"""Notice to HHS within 48 hours.

The clock runs from the apprehension, not from the determination that the child is unaccompanied.
"""

from everychild.accounting import endings
from everychild.accounting.language import Duty, first, hours, in_force
from everychild.terms.authority import Certainty, statute
from everychild.terms.events import (
    accepted,
    apprehended,
    determined_unaccompanied,
    discharged,
    handed_over,
    hhs_notified,
    released,
)

notice_to_hhs_within_48_hours = Duty(
    duty="Tell HHS within 48 hours of taking an unaccompanied child into custody.",
    law=statute(
        "8 U.S.C. § 1232(b)(2)",
        certainty=Certainty.COPY,
        quote="Each department or agency of the Federal Government shall notify the Department of Health and Human "
        "services within 48 hours upon— (A) the apprehension or discovery of an unaccompanied alien child; or "
        "(B) any claim or suspicion that an alien in the custody of such department or agency is under 18 years of "
        "age.",
        note="The lower-case “services” is in the Code. Changes after April 2023 not checked.",
    ),
    owner=first(apprehended),
    starts=first(apprehended),
    stops=first(hhs_notified),
    limits=(in_force("2009-03-23", hours(48)),),
    implied_by=(first(determined_unaccompanied, handed_over, accepted, released, discharged),),
    ended_by=(endings.death, endings.left_the_country, endings.turned_18),
)
