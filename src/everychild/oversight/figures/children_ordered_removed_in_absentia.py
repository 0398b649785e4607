"""Served, and ordered removed in absence: a third measure, kept apart from missed hearings."""

from everychild.accounting.language import first
from everychild.oversight.figure import Figure, told, verdict
from everychild.terms.authority import Certainty, report
from everychild.terms.events import ordered_in_absentia

children_ordered_removed_in_absentia = Figure(
    asks="How many of the children served a notice were ordered removed in their absence?",
    first_asked_by=report(
        "Reuters, February 2025, from court data",
        certainty=Certainty.SECONDARY,
        note="“More than 31,000” ordered deported for missed hearings since 2019. Easily confused with the 31,000 "
        "defective addresses of OIG-25-21, another measure altogether.",
    ),
    of_whom="Children handed to HHS in the cohort on whom a notice that still stands was served.",
    counted_when="The court ordered removal in the child’s absence in that entry, whether or not it reopened the case.",
    unclear_when="No delivery ever said on which days such orders were made.",
    place=32,
    of=verdict("notice_to_appear_served").is_("met"),
    among="children_without_served_notice",
    apart=True,
    counts=first(ordered_in_absentia).found,
    cannot_tell=~told(ordered_in_absentia),
    caution="An order in absence is one possible consequence of a missed hearing. Public court files cannot reliably "
    "tell children who came alone from children in families, so this cannot be checked against them.",
)
