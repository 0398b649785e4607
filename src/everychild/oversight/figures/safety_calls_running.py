"""Day 37 is not past, and nobody was reached yet."""

from everychild.oversight.figure import Figure, latest_verdict
from everychild.terms.authority import Certainty, report

call = latest_verdict("safety_call_at_30_days", from_day=30)

safety_calls_running = Figure(
    asks="For how many of these children does the week for the call still run?",
    first_asked_by=report(
        "HHS OIG OEI-07-21-00250, 15 February 2024",
        certainty=Certainty.SECONDARY,
        note="Late 22 %, undocumented 18 % of a sample of 342 children released in March and April 2021, read only in "
        "others’ accounts. Such shares of a sample say nothing of today.",
    ),
    of_whom="Children to whom a safety call is due.",
    counted_when="The as-of date is on or before day 37, and nobody was reached from day 30 on.",
    unclear_when="No delivery ever recorded the calls.",
    place=53,
    within="safety_calls_due",
    splits=True,
    counts=call.is_("running", "late", "ended") & ~call.past_due,
    cannot_tell=call.is_("cannot_tell"),
    caution="Not yet late: the window closes at the end of day 37.",
)
