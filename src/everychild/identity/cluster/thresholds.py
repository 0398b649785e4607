"""What a link needs, in bits."""

from __future__ import annotations

JOIN = 8.0
"""Two records are joined outright where more than this speaks for it."""

MARGIN = 3.0
"""Anything weaker is joined only where it exceeds everything else that could be true, together, by so much."""

REVIEW = -4.0
"""Below this margin there is nothing to ask a person."""

SECOND_CASE = 6.0
"""What a second case of the court takes off: a child seldom has two, and then mostly after coming again."""

UNKNOWN = -8.0
"""A pair that is not among the scored: it was found too unlike, or nothing brought the two together."""

LEAST = -6.0
"""Groups that weigh less than this are no candidates for each other."""

CROWD = 50
"""More named records than this on one portal id are not one child's; nor are more nameless ones on a number unknown."""

HUGE = 60
"""A component of more named records is not one child's and its family's: it is cut by asking for more ..."""

STEP = 8
"""... so many bits more at a time."""

CANDIDATES = 20
"""A group that fits more children than this claims none of them."""

REENTRY = 45
"""Days within which nobody is taken into custody a second time."""

PLAUSIBLE = -2.0
"""Two groups of more weight than this may well be one child, so they are no rivals for a third."""

SURE = 6.0
"""A claim by a margin of so many bits is taken for certain."""

NAMES = 20
"""An A-number under more different names than this says nothing about who holds it."""
