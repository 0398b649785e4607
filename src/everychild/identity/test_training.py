"""Training learns from records without their truth, writes a model file, and changes nothing that linking goes by."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from everychild.identity import model, training
from everychild.identity.conftest import History
from everychild.identity.standardise import standardise
from everychild.terms.refusals import Refused

GIVEN = ("Ana", "Luis", "Eva", "Marta", "Jorge", "Rosa", "Pablo", "Elena", "Oscar", "Irma", "Hugo", "Delia")
SURNAMES = ("Lopez", "Garcia", "Tzoc", "Morales", "Chavez", "Reyes", "Fuentes", "Solis", "Pineda", "Cruz", "Mejia")


def test_only_the_weights_of_the_file_change() -> None:
    changes = (
        training.Change("given", "near", "spelled nearly alike", 3.0, 1.5, 0.1, 0.03),
        training.Change("zip", "same", "one ZIP code", 7.0, 6.6, 0.1, 0.001),
    )
    text = (
        '# Why.\n[[comparison]]\nname = "given"\nlevels = [\n    { name = "near", bits = 3.0, words = "spelled" },\n]\n'
        '[[comparison]]\nname = "surname"\nlevels = [\n    { name = "near", bits = 2.0, words = "spelled" },\n]\n'
        '[[comparison]]\nname = "zip"\nlevels = [{ name = "same", bits = 7.0, words = "one ZIP code" }]\n'
    )
    written = training.rewritten(text, changes)
    assert written == text.replace("bits = 3.0", "bits = 1.5").replace("bits = 7.0", "bits = 6.6")


def test_without_splink_it_is_refused_with_what_to_install(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(training, "import_module", missing)
    with pytest.raises(Refused, match=r"everychild\[train\]"):
        training.train(con)


def test_learnt_weights_tell_agreement_from_conflict(
    con: duckdb.DuckDBPyConnection, history: History, tmp_path: Path
) -> None:
    pytest.importorskip("splink")
    history(*(row for child in range(150) for row in _told_twice(child)))
    standardise(con)
    before = model.FILE.read_bytes()

    trained = training.train(con)

    bits = {(change.comparison, change.level): change.now for change in trained.changes}
    assert bits["a_number", "same"] > 3 > -1 > bits["a_number", "conflict"]
    assert bits["born", "same"] > 3 > -1 > bits["born", "conflict"]
    assert bits["a_number", "consecutive"] == model.current().comparisons[0].levels[1].bits  # the sibling trap is kept
    (tmp_path / "model.toml").write_text(trained.text)
    assert model.read(tmp_path / "model.toml").partners == model.current().partners
    assert model.FILE.read_bytes() == before
    drawn = trained.save_waterfall("ice_custody:K1", "orr_care:K2", tmp_path).read_text()
    assert "A-number" in drawn or "a_number" in drawn
    assert "Lopez" not in drawn


def _told_twice(child: int) -> list[dict[str, object]]:
    """One child in custody and in care; every tenth number and every ninth birth date is not the same in both."""
    given, surname = GIVEN[child % len(GIVEN)], SURNAMES[child % len(SURNAMES)]
    number, month, day = 900000000 + child * 1237, child % 12 + 1, child * 7 % 27 + 2
    first: dict[str, object] = {
        "feed": "ice_custody",
        "given": given,
        "surname": f"{surname} {SURNAMES[child * 3 % len(SURNAMES)]}",
        "a_number": str(number),
        "dob": f"{2004 + child % 9}-{month:02}-{day:02}",
    }
    other = number + 555000 if child % 10 == 0 else number
    born = f"{2004 + child % 9}-{month:02}-{day % 27 + 1 if child % 9 == 0 else day:02}"
    return [first, {**first, "feed": "orr_care", "a_number": str(other), "dob": born}]
