"""HHS's daily counts of unaccompanied children: what the departments publish of stock and flows, a row a day.

The stock (children in HHS care) and the flows (transferred out of CBP custody, discharged) should balance from one
day to the next. Where they do not, the report says so. No row here is a child.
"""

from everychild.cohorts.hhs_daily_counts.balancing import (
    DayBalance,
    Gap,
    Imbalance,
    balance,
    gaps,
    imbalance_summary,
)
from everychild.cohorts.hhs_daily_counts.columns import ABOUT, AGENCY, AUTHORITY, COLUMNS, FEED, RETENTION
from everychild.cohorts.hhs_daily_counts.keeping import (
    DailyRecorded,
    Delivery,
    deliveries,
    in_force,
    record,
    rejected,
    verify,
)
from everychild.cohorts.hhs_daily_counts.page import FILES, PAGES, Source, pages
from everychild.cohorts.hhs_daily_counts.reading import DailyLoaded, load

__all__ = [
    "ABOUT",
    "AGENCY",
    "AUTHORITY",
    "COLUMNS",
    "FEED",
    "FILES",
    "PAGES",
    "RETENTION",
    "DailyLoaded",
    "DailyRecorded",
    "DayBalance",
    "Delivery",
    "Gap",
    "Imbalance",
    "Source",
    "balance",
    "deliveries",
    "gaps",
    "imbalance_summary",
    "in_force",
    "load",
    "pages",
    "record",
    "rejected",
    "verify",
]
