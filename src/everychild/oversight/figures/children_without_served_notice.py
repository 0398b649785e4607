"""Accepted by HHS, and no notice to appear served: the 291,000 of 2024 and the 233,000 of 2025."""

from everychild.accounting.language import first
from everychild.oversight.figure import Figure, verdict
from everychild.terms.authority import Certainty, report
from everychild.terms.events import accepted

served = verdict("notice_to_appear_served")

children_without_served_notice = Figure(
    asks="How many children in HHS’s charge have had no notice to appear in court served on them?",
    first_asked_by=report(
        "DHS OIG-24-46, 19 August 2024",
        certainty=Certainty.SECONDARY,
        note="“More than 291,000” as of May 2024; OIG-25-21 (25 March 2025) gives more than 233,000 as of January "
        "2025. Both numbers were read only in others’ accounts, which agree.",
    ),
    of_whom="Children handed to HHS in the cohort whom HHS accepted.",
    counted_when="No notice has been served that still stands, and none is owed no longer. A withdrawn notice does not "
    "count from the day it is withdrawn.",
    unclear_when="No delivery ever said when notices were served.",
    place=20,
    of=first(accepted).found,
    counts=served.is_("outstanding"),
    cannot_tell=served.is_("cannot_tell"),
    caution="This measures paperwork, not children: a child without a notice is not a missing child. No law sets a day "
    "by which a notice must be served, and some wait so that a lawyer can be found. Notices that link to no child make "
    "the number too high.",
)
