"""Handed over, and never recorded as accepted: the child whom neither side holds on paper."""

from everychild.oversight.figure import Figure, never_accepted, told
from everychild.terms.authority import Certainty, report
from everychild.terms.events import accepted

custody_never_accepted = Figure(
    asks="How many children were handed over to HHS and never recorded as accepted?",
    first_asked_by=report(
        "DHS OIG-25-21, 25 March 2025",
        certainty=Certainty.VERIFIED,
        note="The report says that ICE cannot effectively monitor all children once released or transferred. It gives "
        "no such count; this figure is the bookkeeper’s form of its question.",
    ),
    of_whom="Children handed to HHS in the cohort.",
    counted_when="Some hand-over of the child is more than 24 hours old and no acceptance answers it. An acceptance "
    "answers a hand-over from 24 hours before it until the next hand-over.",
    unclear_when="The hand-over is more than 24 hours old, and no delivery ever said when children were accepted.",
    place=11,
    counts=never_accepted & told(accepted),
    cannot_tell=never_accepted & ~told(accepted),
    caution="This measures whether two agencies’ books agree. A child not on record as accepted may well be in care.",
)
