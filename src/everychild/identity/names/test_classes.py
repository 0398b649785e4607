import pytest

from everychild.identity.names.classes import class_of
from everychild.identity.names.known import ELSEWHERE, IBERIAN, MAYAN


@pytest.mark.parametrize(
    "names",
    [
        "PEREZ PERES",
        "VASQUEZ VAZQUEZ BASQUES",
        "HERNANDEZ ERNANDEZ",
        "JIMENEZ GIMENEZ",
        "CASTILLO CASTIYO",
        "GONZALEZ GONSALES",
        "MEJIA MEGIA",
        "QUINTANILLA KINTANILLA",
        "NOHEMI NOEMI",
        "JESSICA YESICA",
        "YENIFER JENNIFER",
        "JHON JOHN JON",
        "ERICK ERIC ERIK",
        "HEIDY HEIDI",
        "WILMER VILMER",
        "KATHERINE KATERIN",
        "MICHELLE MICHEL",
    ],
)
def test_spanish_names_written_by_ear_sound_alike(names: str) -> None:
    assert len({class_of(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "TZUL TSUL",
        "XOL SHOL",
        "CHOC CHOK SHOC",
        "CAAL KAAL CAL QAAL",
        "QUIB KIB",
        "IXCOY ISHCOY IXKOI",
        "TOJ TOH",
        "BATZ BATS",
        "CUTZAL CUTSAL",
        "POP POPH",
        "ZAPETA SAPETA",
        "COY COI",
    ],
)
def test_mayan_names_sound_alike_by_rules_of_their_own(names: str) -> None:
    assert len({class_of(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "JOSE CHEPE PEPE",
        "FRANCISCO PACO PANCHO",
        "MARIA MA",
        "JESUS CHUY",
        "SANTIAGO CHAGO",
        "GUADALUPE LUPE LUPITA",
        "SEBASTIAN BASTIAN",
        "BRAYAN BRYAN BRIAN",
        "EMMANUEL MANNO",
        "YESENIA JESSENIA",
    ],
)
def test_a_short_form_is_a_form_of_its_name(names: str) -> None:
    assert len({class_of(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "JULIO JULIA",
        "MARIO MARIA MARTA",
        "JUAN JUANA",
        "LUIS LUCIA LUISA LUZ",
        "ANGEL ANGELA",
        "ELIAS ELISA",
        "SUAREZ JUAREZ",
        "SOLIS SOLANO",
        "MORALES MORENO MORA",
        "MARTIN MARTINEZ",
        "MANUEL EMMANUEL",
        "JASON JACKSON",
        "TUN TUM TZUN",
        "COC CUC CAC",
        "POP PEC",
    ],
)
def test_other_names_stay_apart(names: str) -> None:
    assert len({class_of(name) for name in names.split()}) == len(names.split())


@pytest.mark.parametrize("foreign", sorted(ELSEWHERE))
def test_haitian_african_indian_and_chinese_names_are_harmed_by_no_rule(foreign: str) -> None:
    same = {name for name in IBERIAN | ELSEWHERE | MAYAN if class_of(name) == class_of(foreign)}

    assert same == {foreign} or (foreign == "MA" and "MARIA" in same)


@pytest.mark.parametrize(
    "names",
    [
        "SILVA OLIVEIRA SOUZA LIMA PEREIRA FERREIRA COSTA RODRIGUES ALMEIDA NASCIMENTO ALVES CARVALHO ARAUJO RIBEIRO",
        "GONCALVES BARBOSA CARDOSO TEIXEIRA MOURA GOMES MARTINS ROCHA DIAS MOREIRA NUNES FREITAS VIEIRA BATISTA",
        "GABRIEL JOAO LUCAS MATHEUS THIAGO VINICIUS KAUA DAVI PEDRO RAFAEL GUSTAVO ENZO HEITOR BERNARDO",
        "JULIA LETICIA LARISSA VITORIA CAMILA AMANDA RAFAELA YASMIN BEATRIZ ANA MARIA ALICE LAURA LUIZA HELOISA",
    ],
)
def test_brazilian_names_are_harmed_by_no_rule(names: str) -> None:
    assert len({class_of(name) for name in names.split()}) == len(names.split())


def test_an_initial_is_one_with_no_name() -> None:
    assert class_of("J") == "J"
