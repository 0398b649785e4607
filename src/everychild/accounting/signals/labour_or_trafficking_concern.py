"""A concern about labour or trafficking was recorded and nobody has since seen the child safe.

A call that reached the child and raised another concern did not find the child safe.
"""

from everychild.accounting.language import Signal, last
from everychild.terms.authority import Certainty, report
from everychild.terms.events import appeared, concern_raised, contacted, safety_call

concern = last(concern_raised["labour"], concern_raised["trafficking"]).ever
seen = last(appeared, contacted["seen_safe"]).ever
reached = last(safety_call["reached_child"]).ever
any_concern = last(concern_raised).ever
safe_since = seen.after(concern) | (reached.after(concern) & ~reached.at_once_with(any_concern))

labour_or_trafficking_concern = Signal(
    says="Someone recorded a concern about labour or trafficking, and nobody has seen the child safe since.",
    source=report(
        "U.S. Senate Permanent Subcommittee on Investigations, S. Hrg. 114-290 (28 January 2016)",
        certainty=Certainty.SECONDARY,
        note="Children released to traffickers in Marion, Ohio; nothing joined what was known of them.",
    ),
    when=concern.found & ~safe_since,
    because=concern,
    caution="One person's note, not a finding. It asks for a welfare check by someone who can help.",
)
