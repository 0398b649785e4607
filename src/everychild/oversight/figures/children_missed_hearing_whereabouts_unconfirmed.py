"""Missed a hearing, and nobody has confirmed where the child is since."""

from everychild.accounting.language import last
from everychild.accounting.standings.whereabouts import confirmed
from everychild.oversight.figure import Figure, told
from everychild.terms.authority import Certainty, report
from everychild.terms.events import failed_to_appear

missed = last(failed_to_appear)
unconfirmed = ~confirmed.after(missed)

children_missed_hearing_whereabouts_unconfirmed = Figure(
    asks="For how many children who missed a hearing has nobody confirmed since where they are?",
    first_asked_by=report(
        "DHS OIG-24-46, 19 August 2024",
        certainty=Certainty.VERIFIED,
        note="The official summary says that ICE could not account for the location of all children who were released "
        "and did not appear. It gives no count of them.",
    ),
    of_whom="Children who missed a hearing.",
    counted_when="After the last hearing missed, no event on record confirms where the child is: no custody or care, "
    "no appearance, no call that reached the child, no officer who saw the child.",
    unclear_when="No confirming event is on record, and some event that could confirm was never delivered.",
    place=31,
    within="children_who_missed_a_hearing",
    counts=unconfirmed & told(*confirmed.kinds),
    cannot_tell=unconfirmed & ~told(*confirmed.kinds),
    caution="“Unconfirmed” speaks of our records. The family may know well where the child is.",
)
