"""The watchdog's figures: each with its denominator, what cannot be told, its definition and its receipt."""

from everychild.oversight.catalog import conditions
from everychild.oversight.cohort import Cohort, parse_cohort
from everychild.oversight.compile import compute
from everychild.oversight.publish import publish
from everychild.oversight.receipt import differences, make_receipt
from everychild.oversight.report.render import PAGES
from everychild.oversight.results import THRESHOLD, Result, Tally
from everychild.oversight.withhold import suppress

__all__ = [
    "PAGES",
    "THRESHOLD",
    "Cohort",
    "Result",
    "Tally",
    "compute",
    "conditions",
    "differences",
    "make_receipt",
    "parse_cohort",
    "publish",
    "suppress",
]
