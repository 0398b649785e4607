"""How far has the child's case come? The latest step by date; of steps on one day, the one further on.

Says nothing about where the child is. A hearing that was adjourned and set again is a hearing set.
"""

from everychild.accounting.language import Standing, last
from everychild.terms import events

proceedings = Standing(
    asks="How far has the child's case come?",
    latest_of=(
        ("notice_issued", last(events.notice_issued).ever.still_holding),
        ("served", last(events.notice_served).ever.still_holding),
        ("filed", last(events.notice_filed).ever.still_holding),
        ("hearing_set", last(events.hearing_set).ever.still_holding),
        ("hearing_set", last(events.set_again).ever),
        ("attended", last(events.appeared).ever),
        ("missed_hearing", last(events.failed_to_appear).ever),
        ("ordered_in_absentia", last(events.ordered_in_absentia).ever),
        ("reopened", last(events.reopened).ever),
        ("decided", last(events.decided).ever),
        ("closed", last(events.case_closed).ever),
        ("relief_granted", last(events.relief_granted).ever),
    ),
    otherwise="not_begun",
)
