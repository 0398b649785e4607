"""Random lives of invented children, as rows of the eleven feeds; dates cluster so that limits are hit exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.feeds import COLUMNS
from tests.oracle.told import KEYS, Row

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

H, D = timedelta(hours=1), timedelta(days=1)
MINUTE = timedelta(minutes=1)
GAPS = (5 * H, 0 * H, 24 * H - MINUTE, 24 * H, 24 * H + MINUTE, 47 * H, 48 * H, 48 * H + MINUTE, 72 * H, 6 * D)
"""Around the limits in hours."""
ACCEPTANCE = (*GAPS, -H, -24 * H, -24 * H - MINUTE, 20 * D)
"""From a hand-over to its acceptance, which may be written down first."""
CARE = (20 * D, 0 * D, D, 31 * D, 90 * D)
RETURN = (29 * D, 30 * D, 31 * D, 2 * D, 60 * D, 200 * D)
"""From a stay to the next apprehension."""
CALLS = (30, 29, 31, 36, 37, 38, 60, 1, 0)
"""Days from a release to a call."""
STARTS = (date(2023, 3, 10), date(2022, 9, 28), date(2022, 11, 4), date(2023, 9, 29), date(2024, 1, 31))
"""Two days before the clocks change, and before a fiscal year ends; the last is near a leap day."""
OFFSETS = (-6, -5, -7, -8, 0, -10)
NAMES = (("Rivas", "Ana"), ("Ortiz Luna", "José"), ("Peña", "Marta"), ("Castro", "Luis"))
RECEIVERS = ("ORR", "ORR", "ORR", "", "HHS Casa Sol", "ORR - Puente", "ICE")
OUTCOMES = ("", "failed_to_appear", "appeared", "failed_to_appear", "adjourned", "vacated")


class Life:
    """Writes the rows of one child, drawing each choice; the first of the choices is the plainest."""

    def __init__(self, draw: Draw, number: int) -> None:
        self.draw, self.number = draw, number
        self.rows: list[tuple[str, Row]] = []
        start = datetime.combine(self.one_of(STARTS), datetime.min.time(), UTC)
        self.now = start + self.one_of((16 * H, 5 * H, 7 * H, 29 * H))
        self.releases: list[datetime] = []
        self.marks = {"portal_id": f"P{number}", "subject_id": f"S{number}", "case_id": f"K{number}"}
        self.dob = self.birth_date()

    def one_of(self, choices: Sequence[T]) -> T:
        return self.draw(st.sampled_from(choices))  # type: ignore[no-any-return]

    def some(self, most: int) -> range:
        """How often: from none to ``most``."""
        return range(self.draw(st.integers(0, most)))

    def seldom(self) -> bool:
        return bool(self.draw(st.integers(0, 19)) == 13)

    def birth_date(self) -> str:
        """A child of twelve, or one who turns eighteen about the time of a limit."""
        turning = (self.now + self.one_of((0 * D, 2 * D, 3 * D, D, 37 * D, 60 * D, -D))).date()
        years = self.one_of((12, 12, 12, 12, 18))
        return turning.replace(year=turning.year - years, day=min(turning.day, 28)).isoformat()

    def instant(self, when: datetime) -> str:
        """An instant as some office writes it, or nothing."""
        if self.seldom():
            return ""
        offset = self.one_of(OFFSETS)
        text = when.astimezone(timezone(offset * H)).isoformat()
        return text.replace("+00:00", "Z") if offset == 0 else text

    def day(self, when: datetime) -> str:
        return "" if self.seldom() else (when - 6 * H).date().isoformat()

    def a_number(self) -> str:
        """The child's number as some office writes it, or one that says nothing."""
        whole = f"0{self.number}2003004"
        short, dashed = whole[1:], f"A{whole[:3]}-{whole[3:6]}-{whole[6:]}"
        useless = self.one_of(("", "A000000000", "A12345")) if self.seldom() else ""
        return useless or self.one_of((f"A{whole}", whole, dashed, short, ""))

    def add(self, feed: str, **cells: str) -> None:
        """A row with the identifiers that its feed carries, each of them seldom missing."""
        key = {KEYS[feed]: f"{self.number}-{len(self.rows)}"}
        last, first = NAMES[self.number - 1]
        named = not self.seldom()
        dob = self.dob if named else ""
        who: dict[str, Row] = {
            "ice_custody": {"last_name": last, "first_name": first, "dob": dob},
            "orr_care": {"full_name": self.one_of((f"{first} {last}", f"{last.upper()}, {first}")), "dob": dob},
            "ice_notices": {"last_name": last, "first_name": first, "dob": dob},
            "eoir_cases": {"last_name": last, "first_name": first, "birth_year": self.dob[:4]},
            "uscis_relief": {"family_name": last, "given_name": first, "dob": dob},
            "separations": {"child_name": f"{first} {last}", "child_dob": dob},
        }
        marks = {
            column: "" if self.seldom() else mark for column, mark in self.marks.items() if column in COLUMNS[feed][1:]
        }
        if "a_number" in COLUMNS[feed]:
            marks["a_number"] = self.a_number()
        if feed == "eoir_cases":
            key = {"case_id": self.marks["case_id"]}
        self.rows.append((feed, key | who.get(feed, {}) | marks | cells))

    def entry(self) -> None:
        """Custody, care, release, and what followed it."""
        for _ in range(self.one_of((1, 2))):
            handed = self.stay(self.now)
        accepted = handed + self.one_of(ACCEPTANCE)
        for _ in range(self.one_of((1, 1, 1, 2, 0))):
            self.care(accepted)
            accepted = self.now + self.one_of((D, 10 * D, 0 * D))
        self.now += self.one_of(RETURN)

    def stay(self, apprehended: datetime) -> datetime:
        determined = apprehended + self.one_of(GAPS)
        handed = determined + self.one_of(GAPS)
        self.add(
            "ice_custody",
            holding_agency=self.one_of(("CBP", "ICE")),
            apprehended_at=self.instant(apprehended),
            determined_uc_at=self.instant(determined),
            hhs_notified_at=self.instant(apprehended + self.one_of(GAPS)),
            handed_over_at=self.instant(handed),
            handed_over_to=self.one_of(RECEIVERS),
            exceptional_circumstances=self.one_of(("", "", "", "no", "N", "influx")),
        )
        self.now = handed
        return handed

    def care(self, accepted: datetime) -> None:
        left = accepted + self.one_of(CARE)
        how = self.one_of((*["released"] * 8, "transferred_to_dhs", "repatriated", "ran_away", "aged_out",
                           "foster_care", "other", ""))  # fmt: skip
        here = self.seldom()
        self.add(
            "orr_care",
            accepted_at=self.instant(accepted),
            care_type=self.one_of(("shelter", "secure")),
            discharged_at="" if here else self.instant(left),
            discharge_type="" if here else how,
            sponsor_street=self.one_of(("1 Elm", "1 Elm", "")),
            sponsor_zip=self.one_of(("77001", "77001", "")),
            sponsor_delivery_check=self.one_of(("ok", "ok", "undeliverable", "unit_missing", "unknown", "")),
        )
        self.releases.append(left)
        self.now = max(self.now, left)

    def after(self) -> None:
        """Calls, incidents, contacts: about a release, or about nothing in particular."""
        since = self.one_of(self.releases) if self.releases else self.now
        for _ in self.some(3):
            self.add(
                "orr_safety_calls",
                attempted_at=self.instant(since + self.one_of(CALLS) * D + self.one_of((H, 8 * H, 0 * H))),
                outcome=self.one_of(
                    ("reached_child", "no_answer", "reached_sponsor_only", "wrong_number", "refused", "")
                ),
                feels_safe=self.one_of(("", "Y", "N")),
                concern=self.one_of(("", "none", "labour", "missing")),
            )
        for _ in self.some(2):
            kinds = (
                "missing",
                "returned",
                "ran_away",
                "abuse",
                "trafficking_concern",
                "labour_concern",
                "other",
                "died",
            )
            self.add("orr_incidents", kind=self.one_of(kinds), happened_at=self.instant(since + self.one_of(CALLS) * D))
        for _ in self.some(2):
            self.add(
                "field_contacts",
                attempted_at=self.instant(since + self.one_of(CALLS) * D + self.one_of((H, 3 * D, 14 * D))),
                method=self.one_of(("visit", "phone", "letter")),
                result=self.one_of(("seen_safe", "seen_concern", "not_found", "moved", "")),
            )
        if self.seldom():
            self.add("address_changes", reported_at=self.instant(since + D), effective_on=self.day(since + 9 * D))
        if self.seldom():
            child = self.rows[0]
            name = f"{child[0]}:{child[1][KEYS[child[0]]]}"
            self.add(
                "separations",
                child_record=self.one_of((name, "", "ice_custody:none")),
                separated_at=self.instant(since),
            )

    def court(self, begun: datetime) -> None:
        """Notices, a case, its hearings, relief: dates within days of each other, or of the entry's beginning."""
        served = begun + self.one_of((10 * D, 0 * D, -D, 2 * D, 60 * D))
        for _ in self.some(2):
            withdrawn, until = self.one_of((False, False, True)), self.one_of((False, True))
            deferral = self.one_of((False, True))
            self.add(
                "ice_notices",
                issued_on=self.day(served - D),
                served_on=self.one_of((self.day(served), self.day(served), "")),
                filed_on=self.one_of((self.day(served + 3 * D), "")),
                withdrawn_on=self.day(served + self.one_of((5, 3, 0, 40)) * D) if withdrawn else "",
                deferral_reason="docket_backlog" if deferral else "",
                deferral_from=self.day(served + self.one_of((0, 4)) * D) if deferral else "",
                deferral_until=self.day(served + self.one_of((14, 5, 400)) * D) if deferral and until else "",
            )
            served += self.one_of((2 * D, 0 * D, 30 * D))
        if self.seldom():
            return
        self.hearings(served)
        cells = {
            column: self.day(served + self.one_of((8, 9, 10, 22, 23, 24)) * D)
            for column in ("in_absentia_order_on", "motion_to_reopen_on", "reopened_on", "decided_on", "closed_on")
            if self.draw(st.integers(0, 3)) == 3
        }
        self.add("eoir_cases", received_on=self.day(served + 4 * D), court="Houston", **cells)
        if self.seldom():
            form, decision = self.one_of(("I-360", "I-765", "I-589")), self.one_of(("granted", "denied", "pending"))
            self.add("uscis_relief", received_date=self.day(served), form=form, decision=decision,
                     decided_on=self.day(served + 24 * D))  # fmt: skip

    def hearings(self, since: datetime) -> None:
        for _ in self.some(3):
            scheduled = since + self.one_of((8, 9, 22, 23, 37, 60, 500)) * D + self.one_of((H, 2 * H))
            self.add(
                "eoir_hearings",
                court="Houston",
                scheduled_at=self.instant(scheduled),
                notice_sent_on=self.one_of(("", self.day(since + 5 * D), self.day(scheduled))),
                outcome=self.one_of(OUTCOMES),
                adjournment_code=self.one_of(("", "11")),
            )


def life(draw: Draw, number: int) -> list[tuple[str, Row]]:
    """The rows of the child of this number (1 to 4), everything that will ever be told of it."""
    child = Life(draw, number)
    for turn in range(child.one_of((1, 2))):
        begun = child.now
        child.entry()
        child.after()
        child.marks["case_id"] = f"K{number}-{turn}"
        child.court(begun)
    return child.rows
