"""Court cases that link to no child in custody or care: their hearings are in no other figure."""

from everychild.oversight.figure import RecordFigure
from everychild.terms.authority import standard

cases_without_a_child = RecordFigure(
    asks="How many court cases could be linked to no child?",
    first_asked_by=standard(
        "Asked by this project",
        note="No report counts them. Missed hearings in these cases are in no figure of children.",
    ),
    of_whom="Court cases with at least one dated fact on record.",
    counted_when="No record of custody, care or separation is linked with the case.",
    unclear_when="Never: a case is linked or it is not.",
    place=61,
    feed="eoir_cases",
    unit="cases",
    caution="Some are cases of children who came with their family, and were never in this account.",
)
