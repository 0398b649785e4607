"""A hand-over is answered by an acceptance within 24 hours.

Custody is double entry: what one agency gives up, the next must take. No law sets this limit; it is a standard of
bookkeeping, and it is the only way to notice a child whom neither side holds.
"""

from dataclasses import replace

from everychild.accounting import endings
from everychild.accounting.language import Duty, acceptance_of, first, hours, in_force
from everychild.terms.authority import standard
from everychild.terms.events import accepted, discharged, handed_over, released

given_up = replace(first(handed_over), to_hhs=True)

custody_accepted = Duty(
    duty="Record within 24 hours that the child handed over to HHS was accepted.",
    law=standard(
        "Bookkeeping standard of this project: a hand-over is balanced by an acceptance within 24 hours",
        note="Not law. An acceptance written down up to 24 hours before the hand-over answers it.",
    ),
    owner="ORR intake",
    starts=given_up,
    stops=acceptance_of(given_up),
    limits=(in_force("2009-03-23", hours(24)),),
    implied_by=(first(accepted, released, discharged),),
    ended_by=(endings.death,),
)
