"""Where is the child, who last confirmed it, and when?

Paperwork is not whereabouts: a missed hearing, a letter or a call that reached only the sponsor changes nothing here.
"""

from dataclasses import replace

from everychild.accounting.language import ALWAYS, Pick, Standing, Value, acceptance_of, last
from everychild.terms.events import (
    accepted,
    appeared,
    apprehended,
    contacted,
    determined_unaccompanied,
    died,
    discharged,
    handed_over,
    hhs_notified,
    missing,
    ran_away,
    released,
    returned,
    safety_call,
)

move = last(apprehended, accepted, released, discharged).ever
paper = last(determined_unaccompanied, hhs_notified, handed_over).ever
death = last(died).ever
reported_missing = last(ran_away, missing).ever
held_by_dhs = last(apprehended, discharged["transferred_to_dhs"]).ever
left_custody = last(released, discharged.other_than("transferred_to_dhs")).ever
given_up = replace(last(handed_over).ever, to_hhs=True)
answered: Pick = acceptance_of(given_up)

confirmed = last(
    apprehended,
    determined_unaccompanied,
    hhs_notified,
    handed_over,
    accepted,
    released,
    discharged.other_than("ran_away"),
    appeared,
    safety_call["reached_child"],
    contacted["seen_safe"],
    contacted["seen_concern"],
    returned,
).ever

ran_from_care = move.is_(discharged["ran_away"])
missing_by_discharge = ran_from_care & ~confirmed.after(move)
missing_by_report = (
    reported_missing.found & ~confirmed.after(reported_missing) & ~(missing_by_discharge & reported_missing.after(move))
)
unanswered = given_up.follows(move) & ~answered.found
in_dhs_custody = move.is_(apprehended, discharged["transferred_to_dhs"])

whereabouts = Standing(
    asks="Where is the child, and who last confirmed it?",
    values=(
        Value("died", death.found, death),
        Value("missing", missing_by_report, reported_missing),
        Value("missing", missing_by_discharge, move),
        Value("unknown", ran_from_care, move),
        Value("unknown", unanswered & given_up.older_than_days(1), given_up),
        Value("dhs_custody", in_dhs_custody & held_by_dhs.after(left_custody), held_by_dhs),
        Value("dhs_custody", in_dhs_custody, move),
        Value("dhs_custody", ~move.found & paper.found, paper),
        Value("hhs_care", move.is_(accepted), move),
        Value("with_sponsor", move.is_(released), move),
        Value("foster_care", move.is_(discharged["foster_care"]), move),
        Value("left_country", move.is_(discharged["repatriated"]), move),
        Value("unknown", ALWAYS, move),
    ),
    confirmed_by=confirmed,
)
