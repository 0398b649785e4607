import pytest

from everychild.identity.countries import country


@pytest.mark.parametrize(
    ("feed", "written", "code"),
    [
        ("ice_custody", "GUATEMALA", "GT"),
        ("orr_care", "El Salvador", "SV"),
        ("orr_care", "México", "MX"),
        ("uscis_relief", "Brasil", "BR"),
        ("ice_custody", "CHINA, PEOPLES REPUBLIC OF", "CN"),
        ("ice_custody", "HND", "HN"),
        ("ice_custody", "gt", "GT"),
        ("eoir_cases", "HO", "HN"),
        ("eoir_cases", "ES", "SV"),
        ("eoir_cases", "NU", "NI"),
        ("eoir_cases", "CH", "CN"),
        ("eoir_cases", "GV", "GN"),
        ("eoir_cases", "Guatemala", "GT"),
    ],
)
def test_every_agency_means_the_same_country(feed: str, written: str, code: str) -> None:
    assert country(feed, written) == code


@pytest.mark.parametrize(("feed", "written"), [("ice_custody", "UNKNOWN"), ("ice_custody", "??"), ("orr_care", "")])
def test_what_names_no_country_is_unknown(feed: str, written: str) -> None:
    assert country(feed, written) is None


def test_letters_of_the_court_that_are_not_known_are_not_read_as_those_of_iso() -> None:
    assert country("eoir_cases", "BH") is None
