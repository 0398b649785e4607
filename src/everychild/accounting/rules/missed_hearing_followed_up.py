"""A missed hearing is followed up within 14 days.

Once for each hearing missed. Any attempt counts, a letter too; reaching the child is another matter, which the
whereabouts answer. A missed hearing is not a missing child, and it is not an order of removal.
"""

from dataclasses import replace

from everychild.accounting import endings
from everychild.accounting.language import Duty, days, in_force, next_of, this, until_then
from everychild.terms.authority import standard
from everychild.terms.events import (
    accepted,
    appeared,
    apprehended,
    contacted,
    determined_unaccompanied,
    discharged,
    failed_to_appear,
    handed_over,
    hhs_notified,
    motion_to_reopen,
    released,
    safety_call,
)

custody_then = until_then(
    apprehended, determined_unaccompanied, hhs_notified, handed_over, accepted, released, discharged
)
given_to_hhs = replace(until_then(handed_over), to_hhs=True)
given_within_dhs = custody_then.is_(handed_over) & ~custody_then.same_as(given_to_hhs)
accepted_beforehand = custody_then.is_(handed_over) & custody_then.within_hours_of(until_then(accepted), 24)
in_custody = (
    custody_then.is_(apprehended, determined_unaccompanied, hhs_notified, accepted, discharged["transferred_to_dhs"])
    | given_within_dhs
    | accepted_beforehand
)

missed_hearing_followed_up = Duty(
    duty="Try to reach the child within 14 days of a missed hearing.",
    law=standard(
        "Proposed standard: an attempt within 14 days of a missed hearing",
        note="Not law. DHS OIG-24-46 recommended a formal process to identify children who fail to appear and to share "
        "it within ICE and with HHS; it named no number of days.",
    ),
    owner="field office juvenile coordinator",
    per=failed_to_appear,
    starts=this(failed_to_appear),
    stops=next_of(
        contacted,
        safety_call,
        appeared,
        motion_to_reopen,
        apprehended,
        determined_unaccompanied,
        hhs_notified,
        handed_over,
        accepted,
    ),
    also_met_if=in_custody,
    needs=(contacted, safety_call, motion_to_reopen, apprehended, accepted),
    limits=(in_force("2009-03-23", days(14)),),
    ended_by=(endings.death, endings.left_the_country, endings.turned_18),
)
