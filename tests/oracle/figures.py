"""The first figures. Of each child two questions: does the child belong to the denominator, and is the child counted?

Each answer is yes, no or None (cannot be told). ``of`` counts the children known to belong, ``count`` those of them who
are counted, ``cannot_tell`` those of them who may be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.oracle.custody import Entry, HandOver
from tests.oracle.duties import CALL_COLUMNS
from tests.oracle.facts import Event
from tests.oracle.standings import confirms
from tests.oracle.verdicts import Case, Verdict

Answer = bool | None


@dataclass(frozen=True)
class Life:
    """One child of the cohort: the entries handed over in it, and the verdicts of those entries."""

    case: Case
    entries: list[Entry]
    hand_overs: list[HandOver]
    verdicts: list[Verdict]

    @property
    def year(self) -> int:
        return fiscal_year(self.entries[0].hand_overs[0].on)

    def events(self, kind: str) -> list[Event]:
        """The events of the cohort's entries, earliest first."""
        return [event for entry in self.entries for event in entry.all(kind)]

    def found(self, duty: str) -> list[str]:
        return [v.verdict for v in self.verdicts if v.duty == duty]

    def known(self, *columns: str) -> Answer:
        """False if these columns were told (then what they do not say is not so), else None."""
        return None if self.case.untold(*columns) else False


def fiscal_year(day: date) -> int:
    return day.year + 1 if day.month >= 10 else day.year


def handed_to_hhs(life: Life) -> Answer:
    return True


def accepted(life: Life) -> Answer:
    if life.events("accepted"):
        return True
    return None if life.events("released") or life.events("discharged") else life.known("orr_care.accepted_at")


def without_served_notice(life: Life) -> Answer:
    found = life.found("notice_to_appear_served")
    return True if "outstanding" in found else None if "cannot_tell" in found else False


def explained(life: Life) -> Answer:
    owed = [v for v in life.verdicts if v.duty == "notice_to_appear_served" and v.verdict == "outstanding"]
    return owed[0].explained


def unexplained(life: Life) -> Answer:
    answer = explained(life)
    return None if answer is None else not answer


def served(life: Life) -> Answer:
    found = life.found("notice_to_appear_served")
    return True if "met" in found else None if "cannot_tell" in found else False


def missed_a_hearing(life: Life) -> Answer:
    told = life.known("eoir_hearings.scheduled_at", "eoir_hearings.outcome")
    return True if life.events("failed_to_appear") else told


def unconfirmed_since(life: Life) -> Answer:
    last = life.events("failed_to_appear")[-1]
    if any(confirms(event) and event.at > last.at for event in life.case.events):
        return False
    return None if life.known(*CONFIRMING_COLUMNS) is None else True


CONFIRMING_COLUMNS = (
    "ice_custody.apprehended_at", "ice_custody.handed_over_at", "orr_care.accepted_at", "orr_care.discharged_at",
    "orr_safety_calls.attempted_at", "orr_safety_calls.outcome", "orr_incidents.happened_at", "orr_incidents.kind",
    "eoir_hearings.outcome", "field_contacts.attempted_at", "field_contacts.result",
)  # fmt: skip


def ordered_in_absentia(life: Life) -> Answer:
    return True if life.events("ordered_in_absentia") else life.known("eoir_cases.in_absentia_order_on")


def released(life: Life) -> Answer:
    told = life.known("orr_care.discharged_at", "orr_care.discharge_type")
    return True if life.events("released") else told


def address_defective(life: Life) -> Answer:
    address = life.events("release_address")[-1].detail
    return True if address == "defective" else False if address == "ok" else None


def never_accepted(life: Life) -> Answer:
    given = {id(event) for event in life.events("handed_over")}
    unanswered = [pair for pair in life.hand_overs if id(pair.given) in given and pair.unaccepted(life.case.as_of)]
    if unanswered:
        return None if life.case.untold("orr_care.accepted_at") else True
    return False


def call_due(life: Life) -> Answer:
    told = life.known("orr_care.discharged_at", "orr_care.discharge_type")
    return True if due_release(life) else told


def due_release(life: Life) -> Event | None:
    """The latest release of 30 days or more ago."""
    old = [release for release in life.events("released") if (life.case.as_of - release.on).days >= 30]
    return old[-1] if old else None


def call_state(life: Life) -> str:
    """What became of the call after that release: one of five words, or 'cannot_tell'."""
    release = due_release(life)
    assert release
    if life.case.untold(*CALL_COLUMNS):
        return "cannot_tell"
    attempts = [call for call in life.case.all("safety_call") if (call.on - release.on).days >= 30]
    reached = [call for call in attempts if call.detail in ("reached_child", "reached_sponsor_only")]
    if reached:
        return "timely" if min((call.on - release.on).days for call in reached) <= 37 else "late"
    if (life.case.as_of - release.on).days <= 37:
        return "running"
    return "unanswered" if attempts else "undocumented"


def call_is(state: str) -> Callable[[Life], Answer]:
    """The answer to: did the call come to this?"""

    def answer(life: Life) -> Answer:
        found = call_state(life)
        return None if found == "cannot_tell" else found == state

    return answer


def both(member: Callable[[Life], Answer], counted: Callable[[Life], Answer]) -> Callable[[Life], Answer]:
    """Belongs to 'the above': belonged to its denominator and was counted."""

    def answer(life: Life) -> Answer:
        belongs = member(life)
        return counted(life) if belongs else belongs

    return answer


FIGURES: dict[str, tuple[Callable[[Life], Answer], Callable[[Life], Answer]]] = {
    "children_handed_to_hhs": (handed_to_hhs, handed_to_hhs),
    "children_without_served_notice": (accepted, without_served_notice),
    "children_without_served_notice_explained": (both(accepted, without_served_notice), explained),
    "children_without_served_notice_unexplained": (both(accepted, without_served_notice), unexplained),
    "children_who_missed_a_hearing": (served, missed_a_hearing),
    "children_missed_hearing_whereabouts_unconfirmed": (both(served, missed_a_hearing), unconfirmed_since),
    "children_ordered_removed_in_absentia": (served, ordered_in_absentia),
    "release_addresses_defective": (released, address_defective),
    "custody_never_accepted": (handed_to_hhs, never_accepted),
    "safety_calls_due": (call_due, call_due),
    **{
        f"safety_calls_{state}": (call_due, call_is(state))
        for state in ("timely", "late", "running", "unanswered", "undocumented")
    },
}
"""Each figure: who belongs to its denominator, and who is counted."""


def figure(lives: list[Life], name: str) -> dict[str, int]:
    """Count, of and cannot_tell over these children."""
    member, counted = FIGURES[name]
    answers = [(member(life), counted(life) if member(life) else None) for life in lives]
    return {
        "count": sum(belongs is True and yes is True for belongs, yes in answers),
        "of": sum(belongs is True for belongs, _ in answers),
        "cannot_tell": sum(belongs is True and yes is None for belongs, yes in answers),
    }
