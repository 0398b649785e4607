"""HHS's daily counts of unaccompanied children: what the departments publish of stock and flows, a row a day.

The stock (children in HHS care) and the flows (transferred out of CBP custody, discharged) should balance from one
day to the next. Where they do not, the report says so. No row here is a child.
"""

from everychild.cohorts.hhs_daily_counts.balancing import (
    WHY_NOT_SUMMED,
    DayBalance,
    Gap,
    Imbalance,
    balance,
    gaps,
    imbalance_summary,
)
from everychild.cohorts.hhs_daily_counts.columns import COLUMNS, FEED
from everychild.cohorts.hhs_daily_counts.keeping import DailyRecorded, Delivery, deliveries, in_force, record, verify
from everychild.cohorts.hhs_daily_counts.reading import DailyLoaded, load

__all__ = [
    "COLUMNS",
    "FEED",
    "WHY_NOT_SUMMED",
    "DailyLoaded",
    "DailyRecorded",
    "DayBalance",
    "Delivery",
    "Gap",
    "Imbalance",
    "balance",
    "deliveries",
    "gaps",
    "imbalance_summary",
    "in_force",
    "load",
    "record",
    "verify",
]
