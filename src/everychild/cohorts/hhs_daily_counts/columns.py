"""The declaration: the published columns, under the names we give them."""

from __future__ import annotations

from everychild.terms.authority import Authority, Certainty

FEED = "hhs_daily_counts"
AGENCY = "HHS"
ABOUT = "Public counts, a row a day: unaccompanied children in custody and in care, and who came and left. No child."
AUTHORITY = Authority(
    "publication",
    "HHS’s daily counts of unaccompanied children, as published",
    Certainty.COPY,
    note="Published without definitions; nothing in the file says what the asterisk at its first count means.",
)
RETENTION = "Public numbers about no one child: kept."

DAY = "Date"
"""The day counted, written 'December 21, 2025'. Newest first; Fridays, Saturdays and holidays are mostly missing."""

COLUMNS = {
    "placed_in_cbp": "Children apprehended and placed in CBP custody",
    "in_cbp": "Children in CBP custody",
    "transferred_out": "Children transferred out of CBP custody",
    "in_hhs_care": "Children in HHS Care",
    "discharged": "Children discharged from HHS Care",
}
"""Our name and the published one, without the asterisk that the first carries; the file does not say what it means.

``in_cbp`` and ``in_hhs_care`` are children on that day, the others are movements of that day. Whole numbers; only
those above 999 are written with a comma.
"""
