"""The report's words: standings, verdicts, certainty and numbers, as a reader says them."""

from __future__ import annotations

from datetime import date, datetime

from everychild.oversight.results import Count
from everychild.terms.authority import Certainty
from everychild.terms.verdicts import Verdict

Label = tuple[str, str]
"""Words, and the fill that stands for them in a bar (report.css)."""

STANDINGS: dict[str, dict[str, Label]] = {
    "whereabouts": {
        "with_sponsor.recently": ("With a sponsor, confirmed within 90 days", "blue"),
        "with_sponsor.longer_ago": ("With a sponsor, last confirmed longer ago", "blue2"),
        "with_sponsor.not_known": ("With a sponsor, date confirmed not known", "nk"),
        "hhs_care": ("In HHS care", "slate"),
        "foster_care": ("In foster care", "slate2"),
        "dhs_custody": ("In Homeland Security custody", "slate"),
        "left_country": ("Left the country", "slate3"),
        "died": ("Died", "slate2"),
        "missing": ("Reported missing", "plm"),
        "unknown": ("Not known", "nk"),
    },
    "proceedings": {
        "not_begun": ("No notice on record", "nk"),
        "notice_issued": ("Notice issued, not served", "slate3"),
        "served": ("Served, not filed with the court", "slate2"),
        "filed": ("Filed, no hearing set", "slate"),
        "hearing_set": ("Hearing set", "open"),
        "attended": ("Attended the latest hearing", "blue"),
        "missed_hearing": ("Missed the latest hearing", "ink"),
        "ordered_in_absentia": ("Ordered removed in absence", "slate"),
        "reopened": ("Case reopened", "blue3"),
        "decided": ("Decided", "slate2"),
        "closed": ("Case closed", "slate3"),
        "relief_granted": ("Relief granted", "blue2"),
    },
    "protection": {
        "seen_safe": ("Seen safe within 90 days", "blue"),
        "not_seen_recently": ("Not seen for over 90 days", "blue2"),
        "never_seen_since_release": ("Never seen since release", "open"),
        "in_custody_or_care": ("In custody or care", "slate"),
        "concern_open": ("Concern open", "plm"),
    },
}
"""Every value of the three standings, in the order of its bar. Three bars, never one scale."""

FILLS = {
    "children_handed_to_hhs": "slate2",
    "custody_never_accepted": "slate",
    "children_without_served_notice": "slate2",
    "children_without_served_notice_explained": "slate3",
    "children_without_served_notice_unexplained": "nk",
    "children_who_missed_a_hearing": "ink",
    "children_missed_hearing_whereabouts_unconfirmed": "slate",
    "children_ordered_removed_in_absentia": "slate",
    "safety_calls_timely": "blue",
    "safety_calls_late": "amb",
    "safety_calls_running": "open",
    "safety_calls_unanswered": "slate",
    "safety_calls_undocumented": "slate3",
}
"""The fill of a figure's bar, where it is not slate."""

SPLITS = {
    "children_without_served_notice_explained": "explained",
    "children_without_served_notice_unexplained": "not explained",
    "safety_calls_timely": "in time",
    "safety_calls_late": "late",
    "safety_calls_running": "still running",
    "safety_calls_unanswered": "unanswered",
    "safety_calls_undocumented": "not on record",
}
"""A figure that splits another, in a word or two."""

AGENCIES = {
    "CBP": "Customs and Border Protection (CBP)",
    "ICE": "Immigration and Customs Enforcement (ICE)",
    "not_stated": "Agency not stated",
}

DUTIES = (
    "notice_to_hhs_within_48_hours",
    "transfer_to_hhs_within_72_hours",
    "custody_accepted",
    "safety_call_at_30_days",
    "notice_to_appear_served",
    "notice_to_appear_filed",
    "hearing_set",
    "missed_hearing_followed_up",
)
"""The duties in the order in which they befall a child; one not named here follows."""

VERDICTS = {
    Verdict.MET: "met",
    Verdict.MET_LATE: "met late",
    Verdict.EXCUSED: "excused",
    Verdict.RUNNING: "running",
    Verdict.LATE: "late",
    Verdict.OUTSTANDING: "outstanding",
    Verdict.ENDED: "owed no longer",
    Verdict.CANNOT_TELL: "cannot tell",
}
"""The verdicts in the order in which the table of duties reads them."""

CERTAINTY = {
    Certainty.VERIFIED: "the official page was read",
    Certainty.COPY: "read word for word in one copy",
    Certainty.SECONDARY: "reported by others, the text itself was not read",
    Certainty.UNVERIFIED: "a standard of this project’s own",
}

KINDS = {"statute": "law", "regulation": "regulation", "policy": "agency policy, not law", "report": "oversight report",
         "standard": "not law"}  # fmt: skip

WITHHELD = "withheld"

_NBSP = "\u00a0"


def number(count: Count) -> str:
    """A count with thousands commas, or that it is withheld."""
    return f"{count:,}" if isinstance(count, int) else WITHHELD


def share(count: Count, of: Count) -> str:
    """A share in per cent with one decimal; nothing where it cannot be had or would round a doubt away."""
    if not isinstance(count, int) or not isinstance(of, int) or not of:
        return ""
    percent = 100 * count / of
    if 0 < percent < 0.05:
        return "under 0.1%"
    return "over 99.9%" if 99.95 <= percent < 100 else f"{percent:.1f}%"


def day(value: date) -> str:
    """A date as read aloud, never broken over two lines: 30 Sep 2023."""
    return f"{value.day}{_NBSP}{value.strftime('%b')}{_NBSP}{value.year}"


def instant(value: datetime) -> str:
    """An instant to the minute, in UTC; the end of a day is called that day."""
    end_of_day = (value.hour, value.minute, value.second) == (23, 59, 59)
    return day(value.date()) if end_of_day else f"{day(value.date())}, {value.strftime('%H:%M')}{_NBSP}UTC"
