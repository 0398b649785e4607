"""The whole way through the command line, as a person or a timer takes it, on invented children."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

AS_OF = "2025-01-31"


class Desk:
    """The command line with one home."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"

    def run(self, *words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command and expect an exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "everychild", *map(str, words)],
            capture_output=True, text=True, cwd=self.folder, check=False,
            env=os.environ | {"EVERYCHILD_HOME": str(self.home)},
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done

    def ask(self, *words: str | Path, code: int = 0) -> dict[str, Any]:
        """Run a command with --json: one object on stdout and nothing else."""
        return dict(json.loads(self.run(*words, "--json", code=code).stdout))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A home to which all files of 600 invented children were delivered."""
    made = Desk(tmp_path_factory.mktemp("journey"))
    made.ask("synthesise", "--children", "600", "--seed", "7", "--to", "files")
    for row in csv.DictReader((made.folder / "files" / "deliveries.csv").open()):
        words = ["deliver", row["feed"], f"files/{row['file']}", "--received-at", row["received_at"]]
        answer = made.ask(*words, *(["--full"] if row["full"] == "Y" else []))
        assert answer["rows"] == answer["accepted"] + answer["rejected"] + answer["unchanged"]
    return made


def test_rejects_say_where_and_why(desk: Desk) -> None:
    listed = desk.ask("ledger", "list")["deliveries"]
    rejected = next(each for each in listed if each["rejected"])
    rows = list(csv.DictReader((desk.home / "ledger" / rejected["id"] / "rejects.csv").open()))
    assert {"line", "column", "value", "reason"} <= set(rows[0])
    assert all(row["reason"] for row in rows)


def test_links_put_every_record_with_a_child(desk: Desk) -> None:
    linked = desk.ask("link")
    assert desk.ask("links", "export", "--to", "links.csv")["rows"] == linked["records"]
    rows = list(csv.DictReader((desk.folder / "links.csv").open()))
    assert list(rows[0]) == ["feed", "record_key", "child_id"]
    assert len({(row["feed"], row["record_key"]) for row in rows}) == len(rows) == linked["records"]


def test_figures_gaps_and_a_child_agree(desk: Desk) -> None:
    figures = {each["id"]: each for each in desk.ask("figures", "--as-of", AS_OF)["figures"]}
    unserved = figures["children_without_served_notice"]
    assert unserved["count"] == sum(year["count"] for year in unserved["by_year"].values())
    desk.run("gaps", "export", "--as-of", AS_OF, "--to", "gaps.csv")
    gaps = list(csv.DictReader((desk.folder / "gaps.csv").open()))
    assert list(gaps[0]) == [
        "child_id", "duty", "verdict", "started_at", "due_at", "owner", "explained", "reason", "evidence",
    ]  # fmt: skip
    owed = {
        row["child_id"] for row in gaps if row["duty"] == "notice_to_appear_served" and row["verdict"] == "outstanding"
    }
    assert len(owed) >= unserved["count"] > 0
    child = desk.ask("child", min(owed), "--as-of", AS_OF)
    assert set(child["standings"]) == {"whereabouts", "proceedings", "protection"}
    assert any(each["duty"] == "notice_to_appear_served" and each["verdict"] == "outstanding" for each in child["gaps"])
    assert all(event["evidence"] in child["records"] for event in child["history"])


def test_what_is_published_is_suppressed_and_can_be_verified(desk: Desk) -> None:
    published = desk.ask("publish", "--as-of", AS_OF, "--to", "report", "--cohort", "FY2019-FY2023")
    lines = [line for each in published["figures"] for line in (each, *(each["by_year"] or {}).values())]
    counts = [line["count"] for line in lines]
    assert all(count is None or count == 0 or count > 10 for count in counts)
    assert None in counts
    page = (desk.folder / "report" / "index.html").read_text()
    assert "nvented children" in page
    assert "<script" not in page
    assert desk.ask("verify", "report/receipt.json")["same"]


def test_a_publication_holds_after_a_later_delivery_with_an_earlier_receipt(desk: Desk) -> None:
    home = desk.folder / "later"
    shutil.copytree(desk.home, home)
    later = Desk(desk.folder)
    later.home = home
    later.run("publish", "--as-of", AS_OF, "--to", "before")
    (desk.folder / "more.csv").write_text("stay_id,apprehended_at,handed_over_at\nnew-1,2021-03-01T10:00:00-06:00,\n")
    later.run("deliver", "ice_custody", "more.csv", "--received-at", "2025-06-01T12:00:00+00:00")
    later.run("link")
    assert later.ask("verify", "before/receipt.json")["same"]


def test_verify_names_what_differs(desk: Desk) -> None:
    desk.run("publish", "--as-of", AS_OF, "--to", "forged")
    receipt = json.loads((desk.folder / "forged" / "receipt.json").read_text())
    receipt["figures"][0]["of"] += 1
    (desk.folder / "forged.json").write_text(json.dumps(receipt))
    differences = desk.ask("verify", "forged.json", code=1)["differences"]
    assert any("children_handed_to_hhs" in difference for difference in differences)


def test_a_past_number_comes_out_as_it_was(desk: Desk) -> None:
    known_by = "2025-02-10"  # after the first files, before the corrections
    before = desk.ask("figures", "--as-of", AS_OF, "--known-by", known_by)["figures"]
    other = Desk(desk.folder)
    other.home = desk.folder / "early"
    for row in csv.DictReader((desk.folder / "files" / "deliveries.csv").open()):
        if row["received_at"] < known_by:
            other.run("deliver", row["feed"], f"files/{row['file']}", "--received-at", row["received_at"])
    assert other.ask("figures", "--as-of", AS_OF, "--known-by", known_by)["figures"] == before


def test_the_same_bytes_again_are_a_no_op_and_a_withdrawal_is_a_dated_fact(desk: Desk) -> None:
    home = desk.folder / "copy"
    shutil.copytree(desk.home, home)
    copy = Desk(desk.folder)
    copy.home = home
    head = copy.ask("ledger", "list")["deliveries"]
    again = copy.ask("deliver", "ice_notices", "files/ice_notices.csv")
    assert again["already"]
    assert again["accepted"] == again["events"] == 0
    notices = next(each["id"] for each in head if each["feed"] == "ice_notices")
    before = copy.ask("figures", "--as-of", AS_OF)["figures"]
    copy.run("ledger", "withdraw", notices, "--because", "the wrong month was sent")
    after = copy.ask("figures", "--as-of", AS_OF)["figures"]
    assert after != before
    assert copy.ask("figures", "--as-of", AS_OF, "--known-by", "2025-06-30")["figures"] == before
    assert not copy.ask("deliver", "ice_notices", "files/ice_notices.csv")["already"]
    assert copy.ask("ledger", "verify")["sound"]


def test_verify_finds_an_altered_byte(desk: Desk) -> None:
    home = desk.folder / "altered"
    shutil.copytree(desk.home, home)
    facts = next((home / "ledger").glob("*/events.parquet"))
    bytes_ = bytearray(facts.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    facts.chmod(0o644)
    facts.write_bytes(bytes_)
    answer = desk.ask("ledger", "verify", "--home", home, code=1)
    assert any("events.parquet" in problem for problem in answer["problems"])


def test_refusals_say_what_to_do(desk: Desk) -> None:
    wrong = desk.run("deliver", "ice_custdy", "files/ice_custody.csv", code=1)
    assert "ice_custody" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    assert desk.run("figures", "--as-of", "31/01/2025", code=2).stderr.count("YYYY-MM-DD") == 1
    assert desk.run("child", "Cnobody", "--as-of", AS_OF, code=1).stderr.startswith("Refused.")
    desk.run("figures", code=2)


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    answer = desk.ask("deliver", "ice_custody", "files/ice_custody.csv", "--dry-run", "--home", desk.folder / "nowhere")
    assert answer["accepted"] > 0
    assert not (desk.folder / "nowhere").exists()


def test_the_daily_pass_is_safe_to_repeat(tmp_path: Path, desk: Desk) -> None:
    daily = Desk(tmp_path)
    inbox = daily.home / "inbox"
    inbox.mkdir(parents=True)
    for feed in ("ice_custody", "orr_care"):
        shutil.copy(desk.folder / "files" / f"{feed}.csv", inbox / f"{feed}-2025-02-01.csv")
    (inbox / "holiday-photos.csv").write_text("a,b\n1,2\n")
    first = daily.run("run", "--as-of", AS_OF, code=1)
    assert "holiday-photos.csv: refused" in first.stdout
    assert (inbox / "refused" / "holiday-photos.csv.reason.txt").exists()
    figures = daily.ask("figures", "--as-of", AS_OF, "--known-by", "2100-01-01")["figures"]
    again = daily.ask("run", "--as-of", AS_OF)
    assert again["files"] == []
    assert Path(again["report"]).exists()
    assert daily.ask("figures", "--as-of", AS_OF, "--known-by", "2100-01-01")["figures"] == figures


def test_the_python_face_gives_the_same(desk: Desk) -> None:
    import everychild

    figures = everychild.open(desk.home).figures(as_of=AS_OF, cohort="FY2019-FY2023")
    told = desk.ask("figures", "--as-of", AS_OF, "--cohort", "FY2019-FY2023")["figures"]
    assert [each.as_json() for each in figures] == told
    assert figures.relation.filter("\"by\" = 'all'").count("*").fetchall() == [(len(told),)]


def test_the_real_daily_counts(tmp_path: Path) -> None:
    real = Path(__file__).parents[2] / "shared" / "data" / "hhs_daily_uc.csv"
    if not real.exists():
        pytest.skip("HHS's daily counts are not on this machine")
    desk = Desk(tmp_path)
    answer = desk.ask("deliver", "hhs_daily_counts", real)
    assert (answer["rows"], answer["accepted"], answer["rejected"]) == (720, 720, 0)
    assert desk.ask("deliver", "hhs_daily_counts", real)["already"]
