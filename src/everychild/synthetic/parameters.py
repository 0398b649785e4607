"""Every rate of the invented population, each with its source or the word "assumption".

Fiscal years run in the order of ``YEARS``; a tuple of five is one value a year. Shares are between 0 and 1. What is not
here (times of day, the mix of words in a column, small lags) stands where it is drawn and is an assumption, all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from everychild.synthetic.sourced import Share, Weights

INSPECTOR_2024 = "DHS OIG-24-46 (Aug 2024), as reported"
INSPECTOR_2025 = "DHS OIG-25-21 (Mar 2025), as reported"
INSPECTOR_OF_HHS = "HHS OIG OEI-07-21-00250 (Feb 2024), as reported"
CARE_TABLE = "ORR composition by fiscal year, transcribed, rounded"
STARTING_RATE = "assumption: no published error rate found"


# When: hand-overs to HHS by fiscal year and month.
YEARS = (2019, 2020, 2021, 2022, 2023)
VOLUME = Weights((69_488, 15_381, 122_731, 128_904, 118_938), "ORR referrals by fiscal year, recalled; GAO for 2023")
_SHAPE = "assumption, shaped after Border Patrol months"
_AND_HHS = "HHS for October and November 2021; the other months " + _SHAPE
MONTHS = (  # October to September
    Weights((50, 54, 48, 52, 70, 91, 90, 117, 74, 56, 38, 32), _SHAPE),
    Weights((33, 35, 34, 31, 32, 30, 7, 10, 17, 25, 31, 39), _SHAPE),
    Weights((47, 45, 49, 58, 93, 187, 169, 140, 152, 189, 186, 141), _SHAPE),
    Weights((10_656, 12_722, 10_900, 8_900, 10_200, 12_100, 11_700, 12_400, 12_000, 10_200, 9_026, 8_100), _AND_HHS),
    Weights((94, 101, 92, 84, 86, 99, 96, 92, 68, 88, 117, 122), _SHAPE),
)

# Who: by fiscal year.
NATIONALITY = (  # Guatemala, Honduras, El Salvador, Mexico, another country
    Weights((45, 30, 18, 2, 5), CARE_TABLE),
    Weights((48, 25, 14, 6, 8), CARE_TABLE),
    Weights((47, 32, 13, 1, 7), CARE_TABLE),
    Weights((47, 29, 13, 3, 8), CARE_TABLE),
    Weights((42, 28, 9, 8, 13), CARE_TABLE),
)
OTHER_NATIONALITY = Weights((28, 18, 12, 10, 12, 6, 4, 3, 3, 2, 2))  # in the order of names.COUNTRIES, from Ecuador on
MALE = Weights((0.66, 0.68, 0.66, 0.64, 0.61), CARE_TABLE)
AGE_BRACKETS = ((0, 13), (13, 15), (15, 17), (17, 18))
AGES = (
    Weights((16, 12, 37, 35), CARE_TABLE),
    Weights((16, 12, 37, 35), CARE_TABLE),
    Weights((16, 13, 39, 33), CARE_TABLE),
    Weights((15, 13, 36, 36), CARE_TABLE),
    Weights((19, 12, 34, 35), CARE_TABLE),
)
INDIGENOUS_GUATEMALAN = Share(0.16)
INDIGENOUS_LANGUAGE = Share(0.505, "assumption, set so that Q'eqchi' and Mam come near their published shares")
MAYAN_LANGUAGES = Weights((3.0, 2.0, 1.6, 0.7), "ORR FY2024 for the first two to each other; the others: assumption")
SPEAK_QEQCHI = Share(0.015, "ORR FY2024, of all children")
SPEAK_MAM = Share(0.010, "ORR FY2024, of all children")
SECOND_GIVEN_NAME = Share(0.72)
SEX_NOT_RECORDED = Share(0.002)

# Families.
FOLLOWS_A_SIBLING = Share(0.06)
TWIN_OF_SIBLING = Share(0.07)
NAMESAKE = Share(0.003)
RE_ENTERED = Share(0.012)
SECOND_NUMBER_ON_RE_ENTRY = Share(0.25)
SECOND_NUMBER_OTHERWISE = Share(0.003, STARTING_RATE)
LOW_A_NUMBER = Share(0.06)  # numbers that begin with 0, so that eight digits are seen

# DHS custody, hours.
HOURS_IN_CUSTODY = Weights((30, 26, 41, 29, 29), "assumption; longer in the crowded spring of 2021")
HOURS_SPREAD = Share(0.55)
HOURS_TO_NOTIFY = Share(9)
HOURS_TO_NOTIFY_SPREAD = Share(0.8)
NEVER_NOTIFIED = Share(0.004)
EXCEPTIONAL_WHEN_LATE = Share(0.25)
THROUGH_ICE = Share(0.04)
ARRESTED_BY_ICE = Share(0.015)
APPREHENSION_NOT_RECORDED = Share(0.003)
DETERMINATION_NOT_RECORDED = Share(0.005)
HAND_OVER_NOT_RECORDED = Share(0.001)
ACCEPTANCE_LATE = Share(0.008)
ACCEPTANCE_BEFORE_HAND_OVER = Share(0.02)
HOURS_TO_ACCEPT = Share(5)

# HHS care.
MEAN_DAYS = Weights((61, 69, 33, 29, 27), CARE_TABLE)
DAYS_SPREAD = Share(0.9, "assumption: right-skewed, no distribution published")
DISCHARGE = ("released", "repatriated", "ran_away", "foster_care", "transferred_to_dhs", "other", "aged_out")
RELEASED = Share(0.962, "ORR: 438,262 releases over 455,442 referrals, FY2019 to FY2023")
DISCHARGE_SHARES = Weights((0.961, 0.014, 0.009, 0.008, 0.004, 0.004), "assumption; the first set by RELEASED")
AGED_OUT_AT_EIGHTEEN = Share(0.3)  # of those who would still be in care; the others are released a little before
RETURNED_TO_CARE = Share(0.5)  # of those transferred to DHS
CATEGORY = (  # sponsor category 1, 2, 3
    Weights((44.1, 46.9, 9.1), "HHS, FY2019"),
    Weights((38.5, 45.9, 15.6), "HHS, FY2020"),
    Weights((46.4, 45.4, 8.2), "HHS, October 2020 to January 2021"),
    Weights((42, 45, 13)),
    Weights((38, 46, 16)),
)
IDENTITY_RECORDED = Weights((0.1, 0.15, 0.2, 0.3, 0.4))
RISK_RECORDED = Weights((0.02, 0.05, 0.1, 0.2, 0.3))
RISK = Weights((0.84, 0.1, 0.06))  # none, indicated, pending
HOME_STUDY = Share(0.07)
DISCHARGE_NOTICE = Weights((0.02, 0.05, 0.08, 0.2, 0.35))
SERVICES_OFFERED = Weights((0.1, 0.12, 0.15, 0.25, 0.45))
SERVICES_ACCEPTED = Share(0.7)
STATES_2023 = "ORR releases by state, FY2023; the states outside the first ten: assumption"
STATES = {
    "TX": 14.4, "CA": 9.8, "FL": 9.3, "NY": 7.5, "NJ": 4.7, "GA": 4.5, "MD": 4.4, "VA": 4.3, "NC": 4.2, "TN": 4.0,
    "LA": 3.4, "PA": 2.8, "IL": 2.9, "MA": 2.7, "SC": 2.6, "IN": 2.4, "OH": 2.3, "AL": 2.2, "WA": 1.6, "OK": 1.5,
    "CT": 1.5, "KY": 1.4, "NE": 1.1, "CO": 1.1, "AZ": 0.9, "MO": 0.9, "MN": 0.9, "OR": 0.7,
}  # fmt: skip
STATES_PUBLISHED = 10  # the first ten

# Release addresses: 31,322 of 448,820.
_ADDRESSES = INSPECTOR_2025 + " for the sum of the three; the split: assumption"
ADDRESS_BLANK = Share(0.0251, _ADDRESSES)
ADDRESS_UNDELIVERABLE = Share(0.0258, _ADDRESSES)
ADDRESS_WITHOUT_UNIT = Share(0.0189, _ADDRESSES)
ADDRESS_UNCHECKED = Share(0.03)
HUB_SPONSOR = Share(0.01)  # children released to a sponsor who takes in many

# Notices to appear, shares of the cohort accepted by HHS.
UNSERVED_MAY_2024 = Share(0.648, INSPECTOR_2024)
UNSERVED_JANUARY_2025 = Share(0.519, INSPECTOR_2025)
SERVED_FEBRUARY_2025 = Share(0.004)
SERVED_SOON = Share(0.72, "assumption: no published distribution of delay")  # of those served by May 2024
DAYS_TO_SERVE_SOON = Share(12)
DAYS_TO_SERVE_LATE = Share(420)
ISSUED_NOT_SERVED = Share(0.06)  # of the unserved
DEFERRAL_IN_FORCE = Share(0.3, "assumption: ICE names the reasons, no count is published")  # of the unserved, Jan 2025
DEFERRAL_LAPSED = Share(0.1)  # of the unserved
DEFERRED_THEN_SERVED = Share(0.1)  # of the served
DEFERRAL_REASON = Weights((0.35, 0.2, 0.4, 0.05))  # legal_representation, uscis_relief, docket_backlog, other
DEFERRAL_WITHOUT_END = Share(0.3)  # of those in force
DEFERRAL_WITHOUT_START = Share(0.08)  # of those not in force
DEFERRAL_RENEWED = Share(0.4)  # of those in force that have an end: the second in a row
WITHDRAWN = Share(0.015)
ISSUED_AGAIN = Share(0.6)
FILED = Share(0.88)
DAYS_TO_FILE = Share(35)
FILED_WITHOUT_SERVICE = Share(0.03)  # of those issued and not served
CASE_WITHOUT_FILING = Share(0.004)
FILED_WITHOUT_CASE = Share(0.007)

# Court.
REPRESENTED = Share(0.56, "assumption; TRAC's 41 % of FY2012-2014 is not current")
MISSED_BY_MAY_2024 = Share(0.203, INSPECTOR_2024 + ": 32,000 of 157,820 served")
MISSED_BY_JANUARY_2025 = Share(0.199, INSPECTOR_2025 + ": 43,000 (by October 2024) of 215,820 served (January 2025)")
MISS_WEIGHT_WITHOUT_LAWYER = Share(3, "TRAC: 95 % appear with a lawyer, 33 % without; the ratio: assumption")
ORDERED_AFTER_MISS = Share(0.72, "Reuters (Feb 2025): more than 31,000 orders, beside 43,000 who missed a hearing")
MOTION_TO_REOPEN = Share(0.18)
REOPENED = Share(0.6)
MISSED_AGAIN = Share(0.15)
DAYS_TO_HEARING = Weights((150, 250))  # to the first, to each further one
OUTCOME = Weights((0.7, 0.21, 0.09))  # appeared, adjourned, vacated
NOTICE_RETURNED = Share(0.04)
NOTICE_RETURNED_BAD_ADDRESS = Share(0.2)
DECIDED_AT_INDIVIDUAL = Share(0.6)
CLOSED_AFTER_DECISION = Share(0.85)
CLOSED_WITHOUT_DECISION = Share(0.05)
DECISION_ALONE = Weights((0.1, 0.15, 0.6, 0.15))  # relief, terminated, removal, voluntary departure
DECISION_REPRESENTED = Weights((0.45, 0.4, 0.1, 0.05))
RELIEF_FILED = Weights((0.07, 0.06, 0.012, 0.004, 0.012, 0.03))  # in the order of relief.FORMS
RELIEF_DAYS_TO_FILE = Weights((320, 300, 380, 420, 700, 450))
RELIEF_DAYS_TO_DECIDE = Weights((190, 900, 480, 1_200, 420, 160))
RELIEF_OUTCOME = (  # granted, denied, withdrawn
    Weights((0.93, 0.04, 0.03)), Weights((0.45, 0.4, 0.15)), Weights((0.7, 0.2, 0.1)),
    Weights((0.6, 0.3, 0.1)), Weights((0.8, 0.15, 0.05)), Weights((0.93, 0.05, 0.02)),
)  # fmt: skip

# After release.
CALLS = ("timely", "late", "unanswered", "undocumented")
_CALLS = INSPECTOR_OF_HHS + ": 22 % late, 18 % undocumented; the rest: assumption"
CALL_SHARES = Weights((0.53, 0.22, 0.07, 0.18), _CALLS)
CALL_BEFORE_DAY_30 = Share(0.12)
CHILD_REACHED = Share(0.66, "HHS audit (Jun 2023), of cases checked: non-relative sponsors of three or more children")
REACHED_SPONSOR_ONLY = Share(0.12, "assumption, set by CHILD_REACHED")  # of calls answered
CALL_UNANSWERED = Weights((0.75, 0.17, 0.08))  # no answer, wrong number, refused
CALL_EARLY = Weights((0.4, 0.2, 0.3, 0.05, 0.05))  # reached child, reached sponsor only, then as above
CONCERN_AT_CALL = Share(0.012)
INCIDENT = Weights((0.006, 0.005, 0.003, 0.0015, 0.003, 0.008))  # ran_away, missing, abuse, trafficking, labour, other
RETURNED_AFTER_MISSING = Share(0.45)
MOVED = Share(0.16)
MOVE_NEVER_REPORTED_TO_COURT = Share(0.5)
FOLLOWED_UP_IN_TIME = Share(0.35)
FOLLOWED_UP_LATER = Share(0.15)
WELFARE_VISIT = Share(0.015)
SOUGHT_AFTER_MISS = Weights((30, 5, 35, 24, 6))  # seen safe, seen with a concern, not found, moved, refused
SOUGHT_OTHERWISE = Weights((70, 6, 10, 10, 4))

# Separations, shares of all children.
SEPARATED = Share(0.0012)
SEPARATED_AND_NOWHERE_ELSE = Share(0.0002)
SEPARATED_US_CITIZEN = Share(0.0002)


@dataclass(frozen=True)
class Slips:
    """How often one agency's record of a person departs from what is true: shares of its records."""

    source: str = STARTING_RATE
    second_surname_missing: float = 0.12
    surnames_swapped: float = 0.03
    surnames_joined: float = 0.01
    surname_spelled: float = 0.02
    surname_mistyped: float = 0.005
    particle_lost: float = 0.3  # of surnames with de, del, de la
    given_variant: float = 0.08
    given_mistyped: float = 0.004
    second_given_missing: float = 0.15
    fields_exchanged: float = 0.004
    name_reversed: float = 0.0  # surnames first, where the name is one field
    name_cut: float = 0.0
    garbled: float = 0.0
    indigenous_spelled: float = 0.15
    day_and_month_swapped: float = 0.01
    first_of_january: float = 0.03
    first_of_january_indigenous: float = 0.09
    year_off: float = 0.02
    birth_missing: float = 0.002
    number_missing: float = 0.01
    number_mistyped: float = 0.005
    number_of_sibling: float = 0.01  # of children with a sibling
    number_placeholder: float = 0.003
    number_cut: float = 0.002
    number_without_zero: float = 0.8  # of numbers that begin with 0
    number_shapes: tuple[float, float, float] = (1.0, 0.0, 0.0)  # A123456789, 123456789, A123-456-789


SLIPS = {
    "ice_custody": Slips(number_shapes=(0.9, 0.1, 0.0)),
    "orr_care": Slips(
        second_surname_missing=0.05, number_missing=0.02, number_shapes=(0.1, 0.55, 0.35), garbled=0.006,
        name_reversed=0.12),
    "ice_notices": Slips(  # upon DHS's own record
        second_surname_missing=0.01, surnames_swapped=0.003, surnames_joined=0.002, surname_spelled=0.004,
        surname_mistyped=0.003, particle_lost=0.05, given_variant=0.01, given_mistyped=0.002, second_given_missing=0.03,
        fields_exchanged=0.001, indigenous_spelled=0.02, day_and_month_swapped=0.002, first_of_january=0,
        first_of_january_indigenous=0, year_off=0.002, birth_missing=0.01),
    "eoir_cases": Slips(  # upon DHS's own record
        second_surname_missing=0.1, surnames_swapped=0.02, surname_spelled=0.015, surname_mistyped=0.006,
        particle_lost=0.2, given_variant=0.03, given_mistyped=0.006, second_given_missing=0.3, fields_exchanged=0.006,
        name_cut=0.01, indigenous_spelled=0.06, birth_missing=0.12, number_missing=0.012,
        number_shapes=(0.0, 0.2, 0.8)),
    "uscis_relief": Slips(second_surname_missing=0.06, number_missing=0.02, number_shapes=(0.7, 0.3, 0.0)),
    "address_changes": Slips(number_missing=0.08, number_mistyped=0.01, number_shapes=(0.5, 0.4, 0.1)),
    "field_contacts": Slips(number_missing=0.1, number_mistyped=0.01, number_shapes=(0.6, 0.4, 0.0)),
    "separations": Slips(second_surname_missing=0.15, year_off=0.04, name_reversed=0.1),
}  # fmt: skip
PORTAL_ID_MISSING = {"address_changes": Share(0.55), "field_contacts": Share(0.6)}
SUBJECT_ID_MISSING_ON_NOTICE = Share(0.35)

# How the files arrive.
BROKEN = Share(0.002)
BROKEN_THEN_MENDED = Share(0.33)  # of the broken
KNOWN_LATE = Share(0.003)
RESTATED = Share(0.004)
VANISHED = Share(0.002)  # from the one feed that is delivered whole the second time
NEVER_ACCEPTED_ONE_IN = 15_000  # assumption
