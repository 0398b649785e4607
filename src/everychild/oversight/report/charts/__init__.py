"""The charts of the report, one file each: plain numbers in, a Vega-Lite description for a width in pixels out.

All give None where there is nothing to draw. A withheld number is drawn as a hatched stub of no particular size.
"""

from everychild.oversight.report.charts.addresses import addresses
from everychild.oversight.report.charts.assurance_curve import assurance_curve
from everychild.oversight.report.charts.breakdown import breakdown, by_state
from everychild.oversight.report.charts.custody_flow import custody_flow
from everychild.oversight.report.charts.delay import delay
from everychild.oversight.report.charts.missed_hearings import missed_hearings
from everychild.oversight.report.charts.protection import protection, safety_calls
from everychild.oversight.report.charts.road import road

__all__ = [
    "addresses",
    "assurance_curve",
    "breakdown",
    "by_state",
    "custody_flow",
    "delay",
    "missed_hearings",
    "protection",
    "road",
    "safety_calls",
]
