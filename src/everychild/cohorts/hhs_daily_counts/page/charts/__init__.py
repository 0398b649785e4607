"""The four drawings of the page, each described for a width in pixels."""

from everychild.cohorts.hhs_daily_counts.page.charts.calendar import calendar
from everychild.cohorts.hhs_daily_counts.page.charts.discrepancy import discrepancy
from everychild.cohorts.hhs_daily_counts.page.charts.flows import flows
from everychild.cohorts.hhs_daily_counts.page.charts.stock import stock

__all__ = ["calendar", "discrepancy", "flows", "stock"]
