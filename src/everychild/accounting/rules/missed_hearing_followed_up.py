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

missed = this(failed_to_appear)
move = until_then(apprehended, accepted, released, discharged)
given_up = replace(until_then(handed_over), to_hhs=True)
answered = given_up.within_hours_of(until_then(accepted), 24)
unanswered = given_up.follows(move) & missed.more_than_days_after(given_up, 1) & ~answered
in_custody = move.is_(apprehended, accepted, discharged["transferred_to_dhs"]) & ~unanswered

missed_hearing_followed_up = Duty(
    duty="Try to reach the child within 14 days of a missed hearing.",
    law=standard(
        "Proposed standard: an attempt within 14 days of a missed hearing",
        note="Not law. DHS OIG-24-46 recommended a formal process to identify children who fail to appear and to share "
        "it within ICE and with HHS; it named no number of days.",
    ),
    owner="field office juvenile coordinator",
    per=failed_to_appear,
    starts=missed,
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
