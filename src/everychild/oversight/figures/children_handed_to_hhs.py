"""Children handed to HHS: the cohort itself, from which every other figure starts."""

from everychild.accounting.language import ALWAYS
from everychild.oversight.figure import Figure
from everychild.terms.authority import Certainty, report

children_handed_to_hhs = Figure(
    asks="How many children were handed to HHS?",
    first_asked_by=report(
        "DHS OIG-24-46, 19 August 2024",
        certainty=Certainty.VERIFIED,
        note="“More than 448,000” for fiscal years 2019 to 2023 was read in the official summary. The exact 448,820 "
        "was read only in others’ accounts, and counts transfers as ICE reported them.",
    ),
    of_whom="Children with at least one hand-over to HHS in the cohort, each counted once.",
    counted_when="All of them.",
    unclear_when="Never: a child whose hand-over nobody recorded is in no cohort.",
    place=10,
    counts=ALWAYS,
    caution="The published 448,820 counts transfers, this figure counts children. A child handed over twice is two "
    "transfers and one child.",
)
