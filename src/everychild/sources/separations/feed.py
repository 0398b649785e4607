"""Separations: one row per child parted from one adult. The child may be a US citizen and appear in no other feed."""

from everychild.sources.columns import Column, Form, full_name, identifier, instant, personal, place, text
from everychild.sources.language import Fact, Feed
from everychild.terms.agencies import CBP
from everychild.terms.authority import Certainty, report
from everychild.terms.events import contact_made, reunified, separated

separations = Feed(
    name="separations",
    agency=CBP,
    about="one child parted from one adult",
    authority=report(
        "GAO-20-245",
        certainty=Certainty.VERIFIED,
        quote="weren't accurately tracked",
        note="Separations from June 2018 to March 2019; nine recommendations.",
    ),
    key="separation_id",
    columns=(
        identifier("child_record"),
        full_name("child_name"),
        Column("child_dob", Form.DAY, "persons", "dob"),
        personal("child_is_us_citizen"),
        personal("adult_name"),
        Column("adult_dob", Form.DAY, "persons"),
        Column("adult_a_number", Form.A_NUMBER, "persons"),
        personal("adult_is_us_citizen"),
        personal("relationship_evidence"),
        instant("separated_at"),
        text("separated_by"),
        place("place"),
        text("ground"),
        personal("supervisor"),
        place("child_placed_with"),
        instant("contact_first_made_at"),
        personal("adult_location"),
        personal("adult_wishes"),
        instant("reunified_at"),
        text("reunified_how"),
        personal("reunification_evidence"),
    ),
    facts=(
        Fact(separated, at="separated_at", who="separated_by", detail="ground"),
        Fact(contact_made, at="contact_first_made_at"),
        Fact(reunified, at="reunified_at", detail="reunified_how"),
    ),
    unused={
        "child_is_us_citizen": "for the register of separated families; no other feed needs to hold the child",
        "adult_name": "for the register of separated families",
        "adult_dob": "for the register of separated families",
        "adult_a_number": "for the register of separated families",
        "adult_is_us_citizen": "for the register of separated families",
        "relationship": "for the register of separated families",
        "relationship_evidence": "free text that may name anyone; for the register of separated families",
        "place": "for the register of separated families",
        "supervisor": "names an officer; for the register of separated families",
        "child_placed_with": "for the register of separated families",
        "adult_location": "for the register of separated families",
        "adult_wishes": "for the register of separated families",
        "reunification_evidence": "free text that may name anyone; for the register of separated families",
        "list_revision": "for the register of separated families",
    },
    retention="Family by family: persons and places are kept apart from the facts and go when the family's key is "
    "destroyed; the facts that stay name no one.",
)
