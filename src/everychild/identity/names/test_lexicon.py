"""A small population of names: what it makes of a rare word beside the usual ones."""

import pytest

from everychild.identity.names.lexicon import Lexicon, Word, lexicon

SURNAMES = (
    *("LOPEZ", "GARCIA", "HERNANDEZ", "MARTINEZ", "PENA", "ORELLANA", "CRUZ", "LEON", "CACERES", "SANTOS", "FLORES"),
    *("VASQUEZ", "CAAL", "TZUL"),
)
GIVEN = ("JOSE", "MARIA", "JUAN", "LUZ", "CARLOS", "DANIEL", "MAYRA", "ALEXANDER", "JENNIFER", "SANTOS")


def reading(*rare: str) -> Lexicon:
    usual = [Word(name, 400 * (name in SURNAMES), 400 * (name in GIVEN), 0) for name in {*SURNAMES, *GIVEN}]
    return lexicon(usual + [Word(word, 1, 0, 0) for word in rare])


@pytest.mark.parametrize(
    ("rare", "name"),
    [
        ("HERNADNEZ", "HERNANDEZ"),
        ("HERNANDZ", "HERNANDEZ"),
        ("MARTIMEZ", "MARTINEZ"),
        ("HERNAND", "HERNANDEZ"),
        ("HENNIFER", "JENNIFER"),
        ("AELXANDER", "ALEXANDER"),
        ("MARIAH", "MARIA"),
        ("MRAIA", "MARIA"),
        ("ULZ", "LUZ"),
    ],
)
def test_a_slip_of_hand_or_ear_is_of_the_class_of_the_name(rare: str, name: str) -> None:
    read = reading(rare)

    assert read.classes[rare] == read.classes[name]


@pytest.mark.parametrize(
    ("rare", "name"), [("MARIO", "MARIA"), ("MAIRA", "MARIA"), ("DANIELA", "DANIEL"), ("LARA", "MARIA")]
)
def test_a_name_of_its_own_is_no_slip_however_rare(rare: str, name: str) -> None:
    read = reading(rare)

    assert read.classes[rare] != read.classes[name]


@pytest.mark.parametrize(
    ("joined", "parts"),
    [
        ("LOPEZGARCIA", ["LOPEZ", "GARCIA"]),
        ("LOPESGARCIA", ["LOPES", "GARCIA"]),
        ("CAALTZUL", ["CAAL", "TZUL"]),
        ("KAALVASQUEZ", ["KAAL", "VASQUEZ"]),
        ("DELACRUZ", ["CRUZ"]),
        ("DELEON", ["LEON"]),
        ("LOPEZDELEON", ["LOPEZ", "LEON"]),
        ("ORELLANADE", ["ORELLANA"]),
        ("FLORESVAS", ["FLORES", "VAS"]),
        ("CACERES", ["CACERES"]),
        ("KACERES", ["KACERES"]),
    ],
)
def test_two_names_written_as_one_are_parted(joined: str, parts: list[str]) -> None:
    assert reading(joined).spelled[joined] == parts


def test_a_lost_letter_is_filled_in_from_the_name_that_fits() -> None:
    assert reading("Hern�ndez", "Pe??a").spelled["Hern�ndez"] == ["HERNANDEZ"]
    assert reading("Pe??a").spelled["Pe??a"] == ["PENA"]


def test_the_role_of_a_name_is_learned_from_the_fields_it_stands_in() -> None:
    roles = reading("LOPES").roles

    assert roles["LOPEZ"] > 3
    assert roles["LOPES"] > 3
    assert roles["JOSE"] < -3
    assert abs(roles["SANTOS"]) < 1


def test_of_names_without_fields_nothing_is_learned() -> None:
    assert lexicon([Word("LOPEZ", 0, 0, 5)]).roles == {"LOPEZ": 0}
