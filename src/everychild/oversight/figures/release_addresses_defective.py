"""Released to an address that was blank, undeliverable or without a unit: the 31,000 of 2025."""

from everychild.accounting.language import last
from everychild.oversight.figure import Figure, same_record
from everychild.terms.authority import Certainty, report
from everychild.terms.events import release_address, released

release = last(released)
address = last(release_address)
stated = same_record(address, release)

release_addresses_defective = Figure(
    asks="How many children were released to an address at which mail cannot reach them?",
    first_asked_by=report(
        "DHS OIG-25-21, 25 March 2025",
        certainty=Certainty.VERIFIED,
        note="“More than 31,000” addresses blank, undeliverable or missing apartment numbers was read on the official "
        "page. The exact 31,322 of 448,820 was read only in others’ accounts.",
    ),
    of_whom="Children handed to HHS in the cohort and released to a sponsor, by the latest release.",
    counted_when="At the latest release the street or the postal code is empty, or the delivery check says "
    "undeliverable or unit missing.",
    unclear_when="Street and postal code are there and the delivery check is unknown, or one of these was never "
    "delivered.",
    place=40,
    of=release.found,
    counts=stated & address.is_(release_address["defective"]),
    cannot_tell=~stated | address.is_(release_address["unknown"]),
    at_latest=release,
    caution="This measures how an address was written on the day of release. It does not say where the child lives "
    "now.",
)
