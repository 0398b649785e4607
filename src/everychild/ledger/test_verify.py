"""Any byte altered, any file lost or added, and a lost end of the chain: each is found and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from everychild.ledger import chain, disk
from everychild.ledger.invented import Desk, noon
from everychild.terms.refusals import Refused

FIRST, SECOND = "000001-visits", "000002-visits"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    table = "visit | surname | street | seen_on\nA | Rivera | Elm Street | 2023-05-01"
    desk.deliver("2024-01-01", table, rejected=1, full=True)
    mistake = desk.deliver("2024-02-01", table.replace("05-01", "05-02"), full=True)
    desk.deliver("2024-03-01", table.replace("05-01", "05-03"))
    desk.withdraw("2024-04-01", mistake)
    assert desk.ledger.verify() == []
    return desk


def folder(desk: Desk, begins: str) -> Path:
    [found] = desk.ledger.folder.glob(f"{begins}*")
    return found


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("place", [0, -1])
@pytest.mark.parametrize(
    "name",
    [
        "raw.csv",
        "rows.parquet",
        "persons.parquet",
        "places.parquet",
        "records.parquet",
        "events.parquet",
        "rejects.csv",
        "vanished.csv",
    ],
)
def test_one_altered_byte_is_found_in_every_kind_of_file(desk: Desk, name: str, place: int) -> None:
    flip(folder(desk, FIRST) / name, place)
    assert desk.ledger.verify() == [f"{folder(desk, FIRST).name}: {name} is altered"]


def test_one_altered_byte_is_found_anywhere_in_a_manifest(desk: Desk) -> None:
    for entry in ("000001", "000003", "000004"):
        path = folder(desk, entry) / "manifest.json"
        sound = path.read_bytes()
        for place in range(0, len(sound), 41):
            flip(path, place)
            assert desk.ledger.verify() != [], (entry, place)
            with pytest.raises(Refused, match="ledger verify"):
                desk.ledger.deliveries()
            path.write_bytes(sound)
        assert desk.ledger.verify() == []


def test_one_altered_byte_is_found_anywhere_in_head(desk: Desk) -> None:
    path = desk.ledger.folder / "HEAD"
    sound = path.read_bytes()
    for place in range(len(sound)):
        flip(path, place)
        assert desk.ledger.verify() != [], place
        path.write_bytes(sound)


def lose_the_last(desk: Desk) -> None:
    shutil.rmtree(folder(desk, "000004"))


def lose_the_last_two(desk: Desk) -> None:
    shutil.rmtree(folder(desk, "000003"))
    shutil.rmtree(folder(desk, "000004"))


def lose_the_middle(desk: Desk) -> None:
    shutil.rmtree(folder(desk, "000002"))


def lose_head(desk: Desk) -> None:
    (desk.ledger.folder / "HEAD").unlink()


def lose_a_manifest(desk: Desk) -> None:
    (folder(desk, "000002") / "manifest.json").unlink()


def rename_an_entry(desk: Desk) -> None:
    folder(desk, "000002").rename(desk.ledger.folder / "000002-calls-00000000")


def swap_two_entries(desk: Desk) -> None:
    one, two = folder(desk, "000001"), folder(desk, "000002")
    one.rename(one.parent / "000002-visits-x")
    two.rename(two.parent / "000001-visits-x")


def copy_an_entry(desk: Desk) -> None:
    shutil.copytree(folder(desk, "000001"), desk.ledger.folder / "000005-visits-00000000")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lose_the_last, "entries 000004 to 000004 are missing: HEAD names 000004 as the last"),
        (lose_the_last_two, "entries 000003 to 000004 are missing"),
        (lose_the_middle, "entries 000002 to 000002 are missing before 000003"),
        (lose_head, "HEAD is missing or altered"),
        (lose_a_manifest, "manifest.json is missing"),
        (rename_an_entry, "the folder was renamed"),
        (swap_two_entries, "the chain breaks"),
        (copy_an_entry, "the chain breaks"),
    ],
)
def test_a_broken_chain_is_found_and_nothing_is_computed_on_it(
    desk: Desk, harm: Callable[[Desk], None], said: str
) -> None:
    harm(desk)
    assert said in "\n".join(desk.ledger.verify())
    for refused in (
        lambda: desk.ledger.history(desk.con, noon("2024-12-31")),
        lambda: desk.deliver("2024-12-31", "visit | seen_on\nA | 2023-05-04"),
        desk.ledger.head,
    ):
        with pytest.raises(Refused, match="ledger verify"):
            refused()


def test_missing_and_added_files_are_found(desk: Desk) -> None:
    (folder(desk, FIRST) / "rejects.csv").unlink()
    (folder(desk, SECOND) / "note.txt").write_text("a note")
    (desk.ledger.folder / "stray").mkdir()
    assert desk.ledger.verify() == [
        f"{folder(desk, FIRST).name}: rejects.csv is missing",
        f"{folder(desk, SECOND).name}: note.txt was not delivered with it",
        "stray does not belong in the ledger",
    ]


def test_a_link_in_place_of_a_file_is_not_the_file(desk: Desk) -> None:
    raw = folder(desk, FIRST) / "raw.csv"
    moved = raw.rename(desk.home / "raw.csv")
    raw.symlink_to(moved)
    assert desk.ledger.verify() == [f"{folder(desk, FIRST).name}: raw.csv is missing"]


def test_a_file_that_the_disk_no_longer_gives_back_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = disk.sha256

    def failing(path: Path) -> str:
        if path.name == "places.parquet":
            raise OSError
        return read(path)

    monkeypatch.setattr(disk, "sha256", failing)
    assert [problem.split(": ")[1] for problem in desk.ledger.verify()] == ["places.parquet cannot be read"] * 3


def test_what_a_crash_leaves_is_no_problem_and_the_next_write_clears_it_up(desk: Desk) -> None:
    ledger = desk.ledger.folder
    (ledger / ".incoming-000005-visits-00000000").mkdir()
    (ledger / ".incoming-000005-visits-00000000" / "rows.parquet").write_bytes(b"half")
    third = chain.read(ledger)[2]
    (ledger / "HEAD").write_bytes(chain.head_bytes(third.number, third.seal))
    assert desk.ledger.verify() == []
    assert desk.ledger.head()[0] == 4
    desk.deliver("2024-05-01", "visit | seen_on\nA | 2023-05-04")
    assert chain.read_head(ledger) == desk.ledger.head()
    assert list(ledger.glob(".incoming*")) == []


def test_a_sealed_entry_names_the_seal_before_it(desk: Desk) -> None:
    entries = chain.read(desk.ledger.folder)
    assert [entry.manifest["previous"] for entry in entries] == ["", *(entry.seal for entry in entries[:-1])]
