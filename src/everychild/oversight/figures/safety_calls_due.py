"""Children released to a sponsor long enough ago for the safety call at 30 days."""

from everychild.oversight.figure import Figure, latest_verdict
from everychild.terms.authority import Certainty, report

call = latest_verdict("safety_call_at_30_days", from_day=30)

safety_calls_due = Figure(
    asks="To how many children is a safety call due?",
    first_asked_by=report(
        "HHS OIG OEI-07-21-00250, 15 February 2024",
        certainty=Certainty.SECONDARY,
        note="It looked at a sample of 342 children released in March and April 2021, read only in others’ accounts. "
        "The call at 30 days itself is in the ORR Policy Guide of 2016, whose text was read.",
    ),
    of_whom="Children handed to HHS in the cohort and released to a sponsor 30 days or more before the as-of date, "
    "each by the latest such release.",
    counted_when="All of them.",
    unclear_when="Never: it rests on the release alone.",
    place=50,
    of=call.found,
    among="release_addresses_defective",
    counts=call.found,
    caution="The window from day 30 to day 37 is the inspector general’s yardstick and an old policy, not law.",
)
