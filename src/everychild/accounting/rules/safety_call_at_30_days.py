"""Safety call at 30 days.

Once for each release to a sponsor. Reaching the sponsor alone meets the duty to call; it does not confirm where the
child is. The window is a yardstick: ORR's policy of 2016 said 30 days, and the inspector general counted a call as
timely from day 30 to day 37.
"""

from everychild.accounting import endings
from everychild.accounting.language import Duty, days, in_force, next_of, this
from everychild.terms.authority import Certainty, policy
from everychild.terms.events import released, safety_call

safety_call_at_30_days = Duty(
    duty="Reach the child or the sponsor by telephone from day 30 to day 37 after release.",
    law=policy(
        "ORR Policy Guide 6.1, edition of 15 June 2016",
        certainty=Certainty.VERIFIED,
        quote="Care providers must conduct a Safety and Well Being Follow-Up Call with a child and his or her sponsor "
        "30 days after the child’s release from ORR custody.",
        note="Old policy, superseded on an unknown date; not law. The window from day 30 to day 37 is the inspector "
        "general's (HHS OIG OEI-07-21-00250), not the policy's.",
    ),
    owner="ORR case manager",
    per=released,
    starts=this(released),
    stops=next_of(safety_call["reached_child"], safety_call["reached_sponsor_only"], from_day=30),
    tries=next_of(safety_call, from_day=30),
    limits=(in_force("2009-03-23", days(37)),),
    ended_by=(endings.death, endings.left_the_country, endings.turned_18),
)
