import pytest

from everychild.identity.names.tokens import tokens


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ramírez", ["RAMIREZ"]),
        ("NÚÑEZ", ["NUNEZ"]),
        ("K'iche'", ["KICHE"]),
        ("Bien-Aimé", ["BIEN", "AIME"]),
        ("López-García", ["LOPEZ", "GARCIA"]),
        ("O’Brien", ["OBRIEN"]),
        ("J.", ["J"]),
        ("Jr.", []),
        ("-", []),
        ("Pérez,", ["PEREZ"]),
    ],
)
def test_a_word_becomes_plain_capitals(written: str, read: list[str]) -> None:
    assert tokens(written) == read


@pytest.mark.parametrize("name", ["Ramírez", "Núñez", "José", "García", "Ángel", "Óscar", "Peña", "Agüero", "François"])
def test_letters_that_a_system_misread_are_repaired(name: str) -> None:
    misread = name.encode().decode("cp1252", errors="ignore")

    assert tokens(misread) == tokens(name)


def test_misread_letters_are_repaired_after_their_accents_were_taken_off() -> None:
    assert tokens("JOSA©") == ["JOSE"]


def test_a_portuguese_name_is_not_taken_for_misread() -> None:
    assert tokens("João") == ["JOAO"]
    assert tokens("Conceição") == ["CONCEICAO"]


def test_a_lost_letter_keeps_its_place() -> None:
    assert tokens("Ram�rez") == tokens("Ram?rez") == ["RAM?REZ"]
