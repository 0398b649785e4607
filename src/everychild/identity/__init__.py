"""Which records are one child: judgements, the links they make, and the pin that keeps a publication's links.

First, plain version behind the interface that real record linkage will fill. No record is altered by linking.
"""

from everychild.identity.judgements import Judgement, Judgements
from everychild.identity.linking import Linked, link
from everychild.identity.pins import export, pin, pinned

__all__ = ["Judgement", "Judgements", "Linked", "export", "link", "pin", "pinned"]
