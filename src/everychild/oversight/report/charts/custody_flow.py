"""Custody as a flow: who handed children over, how many HHS accepted, and where the children are now."""

from __future__ import annotations

from collections.abc import Mapping

from everychild.look.drawing import Spec
from everychild.look.wording import Wording
from everychild.oversight.report.charts.bars import Lines, known
from everychild.oversight.report.charts.flow import Flow, Stream
from everychild.oversight.report.charts.flow_level import level
from everychild.oversight.report.charts.flow_upright import upright
from everychild.oversight.report.charts.sheet import NARROW
from everychild.oversight.results import Count
from everychild.terms.verdicts import SUPPRESSED

Agencies = Mapping[str, tuple[Count, Count, Count]]


def custody_flow(agencies: Agencies, whereabouts: Lines, said: Wording, width: int) -> Spec | None:
    """Hand-overs by agency, acceptance by HHS, and whereabouts; what nobody accepted leaves downward into the hatch."""
    flow = Flow(
        _agencies(agencies, said, short=width <= NARROW),
        [accepted for _, accepted, _ in agencies.values()],
        [lost for _, _, lost in agencies.values()],
        _whereabouts(whereabouts, said),
    )
    if not known(flow.accepted) or not flow.after:
        return None
    return upright(flow, said, width) if width <= NARROW else level(flow, said, width)


def _agencies(agencies: Agencies, said: Wording, *, short: bool) -> list[Stream]:
    names = {
        "CBP": said.gettext("CBP") if short else said.gettext("Border Protection (CBP)"),
        "ICE": said.gettext("ICE") if short else said.gettext("Immigration Enforcement (ICE)"),
        "not_stated": said.gettext("Not stated") if short else said.gettext("Agency not stated"),
    }
    return [Stream(names.get(agency, agency), counts[0]) for agency, counts in agencies.items()]


def _whereabouts(lines: Lines, said: Wording) -> list[Stream]:
    """The whereabouts, however long ago those with a sponsor were confirmed; a value that nobody has is left out."""
    sponsor = [count for line, count in lines.items() if line.startswith("with_sponsor")]
    together: Count = known(sponsor) if all(isinstance(count, int) for count in sponsor) else SUPPRESSED
    streams = [
        Stream(said.gettext("With a sponsor"), together, "blue"),
        Stream(said.gettext("In HHS care"), lines.get("hhs_care", 0)),
        Stream(said.gettext("In foster care"), lines.get("foster_care", 0)),
        Stream(said.gettext("In Homeland Security custody"), lines.get("dhs_custody", 0)),
        Stream(said.gettext("Left the country"), lines.get("left_country", 0), "slate2"),
        Stream(said.gettext("Died"), lines.get("died", 0), "slate2"),
        Stream(said.gettext("Reported missing"), lines.get("missing", 0), "plm"),
        Stream(said.gettext("Not known"), lines.get("unknown", 0), "nk"),
    ]
    return [stream for stream in streams if not isinstance(stream.count, int) or stream.count]
