"""Day 37 is past, someone called, and nobody was reached."""

from everychild.oversight.figure import Figure, latest_verdict
from everychild.terms.authority import Certainty, report

call = latest_verdict("safety_call_at_30_days", from_day=30)

safety_calls_unanswered = Figure(
    asks="For how many of these children did calls reach nobody?",
    first_asked_by=report(
        "HHS OIG OEI-07-21-00250, 15 February 2024",
        certainty=Certainty.SECONDARY,
        note="Late 22 %, undocumented 18 % of a sample of 342 children released in March and April 2021, read only in "
        "others’ accounts. Such shares of a sample say nothing of today.",
    ),
    of_whom="Children to whom a safety call is due.",
    counted_when="Day 37 is past, at least one attempt from day 30 on is recorded, and none reached the child or the "
    "sponsor.",
    unclear_when="No delivery ever recorded the calls.",
    place=54,
    within="safety_calls_due",
    splits=True,
    counts=call.is_("running", "late", "ended") & call.past_due & call.tried,
    cannot_tell=call.is_("cannot_tell"),
    caution="An unanswered call is not a lost child: numbers change, and families have reasons not to answer.",
)
