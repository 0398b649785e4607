"""Notices that link to no child in custody or care: each makes "without a served notice" too high."""

from everychild.oversight.figure import RecordFigure
from everychild.terms.authority import standard
from everychild.terms.events import notice_issued, notice_served

notices_without_a_child = RecordFigure(
    asks="How many notices to appear could be linked to no child?",
    first_asked_by=standard(
        "Asked by this project",
        note="No report counts them. A count of children without a notice cannot be read without them.",
    ),
    of_whom="Notices on record as issued or served.",
    counted_when="No record of custody, care or separation is linked with the notice.",
    unclear_when="Never: a notice is linked or it is not.",
    place=60,
    feed="ice_notices",
    stating=(notice_issued, notice_served),
    unit="notices",
    caution="Each may belong to a child who is counted as not served.",
)
