"""Served, and did not appear at some hearing: the 32,000 of 2024 and the 43,000 of 2025."""

from everychild.accounting.language import last
from everychild.oversight.figure import Figure, told, verdict
from everychild.terms.authority import Certainty, report
from everychild.terms.events import failed_to_appear

children_who_missed_a_hearing = Figure(
    asks="How many of the children served a notice missed a hearing?",
    first_asked_by=report(
        "DHS OIG-24-46, 19 August 2024",
        certainty=Certainty.VERIFIED,
        note="“More than 32,000” for fiscal years 2019 to 2023, as ICE reported, was read in the official summary. "
        "OIG-25-21 (25 March 2025) gives more than 43,000 as of October 2024, read only in others’ accounts.",
    ),
    of_whom="Children handed to HHS in the cohort on whom a notice that still stands was served.",
    counted_when="At least one hearing in that entry has the outcome failed to appear, whatever happened later.",
    unclear_when="No delivery ever said how hearings ended.",
    place=30,
    of=verdict("notice_to_appear_served").is_("met"),
    among="children_without_served_notice",
    apart=True,
    counts=last(failed_to_appear).found,
    cannot_tell=~told(failed_to_appear),
    caution="A missed hearing is not a missing child: notice may have gone to an address the child had left. The "
    "32,000 must not be added to the children without a notice; the sums of “320,000 missing children” in the press "
    "are in no report.",
)
