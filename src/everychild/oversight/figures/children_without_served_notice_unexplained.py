"""Of the children without a served notice, those for whom no recorded reason is in force."""

from everychild.oversight.figure import Figure, verdict
from everychild.terms.authority import Certainty, report

served = verdict("notice_to_appear_served")

children_without_served_notice_unexplained = Figure(
    asks="For how many of the children without a served notice does no record say why it waits?",
    first_asked_by=report(
        "Letter of Senator Hawley to DHS, 21 August 2024",
        certainty=Certainty.SECONDARY,
        note="It asked where the children behind the 291,000 are and why HHS was not told. The letter itself was not "
        "read.",
    ),
    of_whom="Children without a served notice.",
    counted_when="No deferral is in force on the as-of date.",
    unclear_when="No delivery ever said when deferrals began.",
    place=22,
    within="children_without_served_notice",
    splits=True,
    counts=served.unexplained,
    cannot_tell=~served.explained & ~served.unexplained,
    caution="No reason on record is a gap in the record. It does not show that there was no reason.",
)
