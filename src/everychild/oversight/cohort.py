"""A cohort: the children handed to HHS in a run of fiscal years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from everychild.terms.refusals import Refused

_WRITTEN = re.compile(r"FY(\d{4})(?:-FY(\d{4}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Cohort:
    """Fiscal years from ``first_year`` to ``last_year``, both included."""

    first_year: int
    last_year: int

    @property
    def from_day(self) -> date:
        """1 October of the calendar year before the first fiscal year."""
        return date(self.first_year - 1, 10, 1)

    @property
    def to_day(self) -> date:
        """30 September of the last fiscal year."""
        return date(self.last_year, 9, 30)

    @property
    def words(self) -> str:
        """The cohort as a reader says it."""
        if self.first_year == self.last_year:
            return f"fiscal year {self.first_year}"
        return f"fiscal years {self.first_year} to {self.last_year}"

    def __str__(self) -> str:
        return f"FY{self.first_year}" + (f"-FY{self.last_year}" if self.last_year != self.first_year else "")


def fiscal_years(first: int, last: int) -> Cohort:
    """The cohort of these fiscal years. Raises Refused when they run backwards."""
    if last < first:
        raise Refused(f"FY{first}-FY{last} runs backwards.", do="Write the earlier fiscal year first.")
    return Cohort(first, last)


def parse_cohort(text: str) -> Cohort:
    """A cohort written ``FY2019-FY2023`` or ``FY2022``. Raises Refused."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or not 1 < int(found[1]) < 9999 or not int(found[2] or 2) < 9999:
        raise Refused(f"'{text}' is not a cohort.", do="Write fiscal years, for example FY2019-FY2023 or FY2022.")
    return fiscal_years(int(found[1]), int(found[2] or found[1]))
