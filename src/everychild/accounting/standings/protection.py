"""Was the child checked on, and is anything alarming?

A child is seen safe by a visit, by an appearance at a hearing, or by a call that reached the child. A call at which a
concern was recorded is a concern, not a sighting. Being missing stays a concern until the child is back.
"""

from everychild.accounting.language import Standing, Value, last
from everychild.accounting.standings.whereabouts import whereabouts
from everychild.terms.events import (
    appeared,
    concern_raised,
    contacted,
    missing,
    ran_away,
    released,
    returned,
    safety_call,
)

SEEN_SAFE_DAYS = 90
"""So long a sighting is recent."""

sighting = last(appeared, safety_call["reached_child"], contacted["seen_safe"]).ever
concern = last(concern_raised, contacted["seen_concern"]).ever
gone = last(ran_away, missing).ever
back = last(returned, appeared, safety_call["reached_child"], contacted["seen_safe"]).ever
release = last(released).ever

concern_open = (concern.found & ~sighting.after(concern)) | (gone.found & ~back.after(gone))

protection = Standing(
    asks="Was the child checked on, and is anything alarming?",
    values=(
        Value("in_custody_or_care", whereabouts.says("dhs_custody", "hhs_care", "foster_care")),
        Value("concern_open", concern_open, last(concern_raised, contacted["seen_concern"], ran_away, missing).ever),
        Value("seen_safe", sighting.within_days(SEEN_SAFE_DAYS), sighting),
        Value("not_seen_recently", sighting.found & sighting.after(release), sighting),
        Value("never_seen_since_release", release.found, release),
    ),
    otherwise="never_seen_since_release",
    confirmed_by=sighting,
)
