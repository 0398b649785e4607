"""The watchdog's figures: each with its denominator, what cannot be told, its definition and its receipt."""

from everychild.oversight.catalog import conditions
from everychild.oversight.cohort import Cohort, parse_cohort
from everychild.oversight.compile import compute, count_by_world
from everychild.oversight.doubt import NO_DOUBT, Worlds, with_intervals, worlds
from everychild.oversight.publish import publish
from everychild.oversight.receipt import differences, make_receipt
from everychild.oversight.report.render import PAGES
from everychild.oversight.results import THRESHOLD, Result, Tally
from everychild.oversight.withhold import suppress

__all__ = [
    "NO_DOUBT",
    "PAGES",
    "THRESHOLD",
    "Cohort",
    "Result",
    "Tally",
    "Worlds",
    "compute",
    "conditions",
    "count_by_world",
    "differences",
    "make_receipt",
    "parse_cohort",
    "publish",
    "suppress",
    "with_intervals",
    "worlds",
]
