"""Reached only after day 37."""

from everychild.oversight.figure import Figure, latest_verdict
from everychild.terms.authority import Certainty, report

call = latest_verdict("safety_call_at_30_days", from_day=30)

safety_calls_late = Figure(
    asks="For how many of these children was the call answered only after day 37?",
    first_asked_by=report(
        "HHS OIG OEI-07-21-00250, 15 February 2024",
        certainty=Certainty.SECONDARY,
        note="Late 22 %, undocumented 18 % of a sample of 342 children released in March and April 2021, read only in "
        "others’ accounts. Such shares of a sample say nothing of today.",
    ),
    of_whom="Children to whom a safety call is due.",
    counted_when="No attempt from day 30 to day 37 reached anybody, and a later one reached the child or the sponsor.",
    unclear_when="No delivery ever recorded the calls.",
    place=52,
    within="safety_calls_due",
    splits=True,
    counts=call.is_("met_late"),
    cannot_tell=call.is_("cannot_tell"),
    caution="Late against a yardstick, not against a law.",
)
