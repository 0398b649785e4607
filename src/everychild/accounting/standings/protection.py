"""Was the child checked on, and is anything alarming?

A child is seen safe by a visit, by an appearance at a hearing, or by a call that reached the child. A call at which a
concern was recorded is a concern, not a sighting. Being missing stays a concern until the child is back.
"""

from everychild.accounting.language import Standing, Value, last
from everychild.accounting.standings.whereabouts import (
    missing_by_discharge,
    missing_by_report,
    move,
    reported_missing,
    whereabouts,
)
from everychild.terms.events import appeared, concern_raised, contacted, released, safety_call

SEEN_SAFE_DAYS = 90
"""So long a sighting is recent."""

sighting = last(appeared, safety_call["reached_child"], contacted["seen_safe"]).ever
concern = last(concern_raised, contacted["seen_concern"]).ever
release = last(released).ever

protection = Standing(
    asks="Was the child checked on, and is anything alarming?",
    values=(
        Value("in_custody_or_care", whereabouts.says("dhs_custody", "hhs_care", "foster_care"), whereabouts),
        Value("concern_open", concern.found & ~sighting.after(concern), concern),
        Value("concern_open", missing_by_report, reported_missing),
        Value("concern_open", missing_by_discharge, move),
        Value("seen_safe", sighting.within_days(SEEN_SAFE_DAYS), sighting),
        Value("not_seen_recently", sighting.found & sighting.after(release), sighting),
        Value("never_seen_since_release", release.found, release),
    ),
    otherwise="not_seen_recently",
    confirmed_by=sighting,
)
