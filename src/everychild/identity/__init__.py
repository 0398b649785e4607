"""Which records are one child: standardise, compare, cluster; what people judge of it; and what is kept of the links.

No record is altered by linking. Every link says what it rests on and can be taken back.
"""

from everychild.identity.explaining import Explained, explain
from everychild.identity.ids import Move, history, leads_to
from everychild.identity.judgements import Judgement, Judgements
from everychild.identity.linking import Linked, link
from everychild.identity.pins import export, pin, pinned
from everychild.identity.review import Doubt, in_doubt, review

__all__ = [
    "Doubt",
    "Explained",
    "Judgement",
    "Judgements",
    "Linked",
    "Move",
    "explain",
    "export",
    "history",
    "in_doubt",
    "leads_to",
    "link",
    "pin",
    "pinned",
    "review",
]
