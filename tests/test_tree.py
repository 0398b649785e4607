"""README, GLOSSARY and the tree say the same."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "everychild"


def test_readme_names_every_room_and_no_other() -> None:
    named = set(re.findall(r"^\| (?:`[a-z]+`, )?`([a-z]+)`", (ROOT / "README.md").read_text(), re.MULTILINE)) | {"api"}
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert named == rooms


def test_every_place_in_the_glossary_exists() -> None:
    places = re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?)`", (ROOT / "GLOSSARY.md").read_text())
    assert len(places) > 40
    assert [place for place in places if not (PACKAGE / place).exists()] == []


DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md"))


def test_documents_name_only_files_that_exist() -> None:
    for document in DOCUMENTS:
        text = document.read_text()
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
        for place in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|md))`", text):
            assert (PACKAGE / place).exists() or (ROOT / place).exists(), f"{document.name}: {place}"


def test_hand_written_files_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        if (lines := len(path.read_text().splitlines())) > 270
    }
    assert long == {}


def test_nothing_reads_the_clock_but_the_top() -> None:
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        if room not in ("api", "cli") and not path.name.startswith("test_"):
            assert not re.search(r"datetime\.now|date\.today|time\.time\(", path.read_text()), path


def test_databases_are_opened_in_one_place_that_keeps_them_quiet() -> None:
    others = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if not path.name.startswith(("test_", "conftest")) and "duckdb.connect()" in path.read_text()
    ]
    assert others == []
