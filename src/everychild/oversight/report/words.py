"""The report's words for what the tables name by id. Each is said in the reader's language when it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from everychild.look.wording import N_
from everychild.terms.authority import Certainty
from everychild.terms.verdicts import Verdict

Label = tuple[str, str]
"""Words, and the fill that stands for them in a bar (look.css)."""

STANDINGS: Mapping[str, Mapping[str, Label]] = {
    "whereabouts": {
        "with_sponsor.recently": (N_("With a sponsor, confirmed within 90 days"), "blue"),
        "with_sponsor.longer_ago": (N_("With a sponsor, last confirmed longer ago"), "blue2"),
        "with_sponsor.not_known": (N_("With a sponsor, date confirmed not known"), "nk"),
        "hhs_care": (N_("In HHS care"), "slate"),
        "foster_care": (N_("In foster care"), "slate2"),
        "dhs_custody": (N_("In Homeland Security custody"), "slate"),
        "left_country": (N_("Left the country"), "slate3"),
        "died": (N_("Died"), "slate2"),
        "missing": (N_("Reported missing"), "plm"),
        "unknown": (N_("Not known"), "nk"),
    },
    "proceedings": {
        "not_begun": (N_("No notice on record"), "nk"),
        "notice_issued": (N_("Notice issued, not served"), "slate3"),
        "served": (N_("Served, not filed with the court"), "slate2"),
        "filed": (N_("Filed, no hearing set"), "slate"),
        "hearing_set": (N_("Hearing set"), "open"),
        "attended": (N_("Attended the latest hearing"), "blue"),
        "missed_hearing": (N_("Missed the latest hearing"), "ink"),
        "ordered_in_absentia": (N_("Ordered removed in absence"), "slate"),
        "reopened": (N_("Case reopened"), "blue3"),
        "decided": (N_("Decided"), "slate2"),
        "closed": (N_("Case closed"), "slate3"),
        "relief_granted": (N_("Relief granted"), "blue2"),
    },
    "protection": {
        "seen_safe": (N_("Seen safe within 90 days"), "blue"),
        "not_seen_recently": (N_("Not seen for over 90 days"), "blue2"),
        "never_seen_since_release": (N_("Never seen since release"), "open"),
        "in_custody_or_care": (N_("In custody or care"), "slate"),
        "concern_open": (N_("Concern open"), "plm"),
    },
}
"""Every value of the three standings, in the order of its bar. Three bars, never one scale."""

ROAD: Mapping[str, Label] = {
    "handed_over": (N_("Handed over, and not accepted by HHS"), "nk"),
    "accepted": (N_("Accepted by HHS, no notice served"), "slate3"),
    "served": (N_("Notice served, not filed with the court"), "slate2"),
    "filed": (N_("Filed with the court, no hearing set"), "slate"),
    "hearing_ahead": (N_("Hearing set and still ahead, none attended or missed"), "open"),
    "hearing_missed": (N_("Missed a hearing, never attended one"), "ink"),
    "hearing_other": (N_("Hearing set, then adjourned or without an outcome"), "slate2"),
    "attended": (N_("Attended a hearing"), "blue"),
}

STEPS: Mapping[str, str] = {
    "handed_over": N_("Handed over"),
    "accepted": N_("Accepted by HHS"),
    "served": N_("Notice served"),
    "filed": N_("Filed with the court"),
    "hearing_ahead": N_("Hearing set"),
    "attended": N_("Attended"),
}
"""The steps of the road, by the first line of ``ROAD`` that has reached them."""

ASSURANCE: Mapping[str, str] = {
    "0-30": N_("Up to 30 days ago"),
    "31-60": N_("31 to 60 days ago"),
    "61-90": N_("61 to 90 days ago"),
    "91-120": N_("91 to 120 days ago"),
    "121-180": N_("121 to 180 days ago"),
    "181-270": N_("181 to 270 days ago"),
    "271-365": N_("271 days to 1 year ago"),
    "366-545": N_("1 year to 18 months ago"),
    "546-730": N_("18 months to 2 years ago"),
    "731-1095": N_("2 to 3 years ago"),
    "1096-1460": N_("3 to 4 years ago"),
    "1461+": N_("Over 4 years ago"),
    "not_known": N_("Date not known"),
}

EXPLAINED: Mapping[str, str] = {
    "legal_representation": N_("Lawyer preparing"),
    "uscis_relief": N_("Relief pending at USCIS"),
    "docket_backlog": N_("Court backlog"),
    "other": N_("Another reason"),
}

UNEXPLAINED: Mapping[str, str] = {
    "under_6_months": N_("Under 6 months"),
    "6_to_12_months": N_("6 to 12 months"),
    "1_to_2_years": N_("1 to 2 years"),
    "over_2_years": N_("Over 2 years"),
}

DONE: Mapping[str, Label] = {
    "contacted": (N_("An officer tried to reach the child"), "blue"),
    "safety_call": (N_("Safety call"), "blue"),
    "appeared": (N_("Appeared at a later hearing"), "blue"),
    "motion_to_reopen": (N_("Motion to reopen"), "blue"),
    "custody": (N_("In custody or care"), "slate"),
    "running": (N_("Nothing yet, time still running"), "open"),
    "nothing": (N_("Nothing on record, time past"), "amb"),
    "ended": (N_("Owed no longer"), "slate3"),
    "cannot_tell": (N_("Cannot tell"), "nk"),
}

ADDRESSES: Mapping[str, Label] = {
    "deliverable": (N_("Mail can reach it"), "slate3"),
    "blank": (N_("Left blank"), "slate"),
    "undeliverable": (N_("Mail cannot reach it"), "slate"),
    "unit_missing": (N_("Apartment or unit missing"), "slate"),
    "not_checked": (N_("Not checked"), "nk"),
}

CALLS: Mapping[str, Label] = {
    "timely": (N_("Answered in time"), "blue"),
    "late": (N_("Answered late"), "amb"),
    "running": (N_("Still time"), "open"),
    "unanswered": (N_("Tried, not answered"), "slate2"),
    "undocumented": (N_("No call on record"), "nk"),
}
"""How a safety call went, by the end of the figure's id."""

AGENCIES: Mapping[str, str] = {
    "CBP": N_("Customs and Border Protection (CBP)"),
    "ICE": N_("Immigration and Customs Enforcement (ICE)"),
    "not_stated": N_("Agency not stated"),
}

AGES: Mapping[str, str] = {
    "0-12": N_("12 or younger"),
    "13-14": N_("13 to 14"),
    "15-16": N_("15 to 16"),
    "17": N_("17"),
    "18+": N_("18 or older"),
    "not_known": N_("Age not known"),
}

NO_STATE: Mapping[str, str] = {"not_released": N_("Not released"), "not_stated": N_("State not stated")}

FILLS: Mapping[str, str] = {
    "children_handed_to_hhs": "slate2",
    "custody_never_accepted": "slate",
    "children_without_served_notice": "slate2",
    "children_without_served_notice_explained": "slate3",
    "children_without_served_notice_unexplained": "nk",
    "children_who_missed_a_hearing": "ink",
    "safety_calls_timely": "blue",
    "safety_calls_late": "amb",
    "safety_calls_running": "open",
    "safety_calls_unanswered": "slate2",
    "safety_calls_undocumented": "nk",
}
"""The fill of a figure's bar, where it is not slate."""

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

VERDICTS: Mapping[Verdict, str] = {
    Verdict.MET: N_("Met"),
    Verdict.MET_LATE: N_("Met late"),
    Verdict.EXCUSED: N_("Excused"),
    Verdict.RUNNING: N_("Running"),
    Verdict.LATE: N_("Late"),
    Verdict.OUTSTANDING: N_("Outstanding"),
    Verdict.ENDED: N_("Owed no longer"),
    Verdict.CANNOT_TELL: N_("Cannot tell"),
}
"""The verdicts in the order in which the table of duties reads them."""

CERTAINTY: Mapping[Certainty, str] = {
    Certainty.VERIFIED: N_("verified: the official page was read"),
    Certainty.COPY: N_("copy: read word for word in one copy"),
    Certainty.SECONDARY: N_("secondary: reported by others, the text itself was not read"),
    Certainty.UNVERIFIED: N_("unverified: a standard of this project’s own"),
}

KINDS: Mapping[str, str] = {
    "statute": N_("law"),
    "regulation": N_("regulation"),
    "policy": N_("agency policy, not law"),
    "report": N_("oversight report"),
    "standard": N_("not law"),
}
