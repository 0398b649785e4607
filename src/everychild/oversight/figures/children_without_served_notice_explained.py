"""Of the children without a served notice, those for whom a recorded reason is in force."""

from everychild.oversight.figure import Figure, verdict
from everychild.terms.authority import Certainty, report

served = verdict("notice_to_appear_served")

children_without_served_notice_explained = Figure(
    asks="For how many of the children without a served notice does a record say why it waits?",
    first_asked_by=report(
        "Reply of ICE to DHS OIG-24-46, 2024",
        certainty=Certainty.SECONDARY,
        note="ICE said that it sometimes delays so that children can find counsel and courts are not overwhelmed. Read "
        "in one account only; no count was given.",
    ),
    of_whom="Children without a served notice.",
    counted_when="A deferral with a date it began is in force on the as-of date: not expired, whatever became of the "
    "notice it was recorded on.",
    unclear_when="No delivery ever said when deferrals began.",
    place=21,
    within="children_without_served_notice",
    splits=True,
    counts=served.explained,
    cannot_tell=~served.explained & ~served.unexplained,
    caution="A reason on record says that someone wrote it down, not that it is a good one.",
)
