"""The main job from end to end on invented children."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everychild import synthetic
from everychild.api.clock import Heard, silent
from everychild.api.figures import Figures
from everychild.api.home import Home
from everychild.terms.refusals import Refused

AS_OF, COHORT, SEED = "2025-01-31", "FY2019-FY2023", 1
"""The date and the children of the second inspector general's report, and the seed."""


@dataclass(frozen=True)
class Shown:
    """What the demonstration made."""

    figures: Figures
    report: Path
    cohort: str = COHORT

    def as_json(self) -> dict[str, Any]:
        """The demonstration as one JSON object."""
        return self.figures.as_json() | {"report": str(self.report), "invented": True}


def demonstrate(folder: Path, children: int, *, heard: Heard = silent) -> Shown:
    """Invent children, deliver their files, link, account and publish, all in one folder, anew each time.

    Raises Refused if the folder holds anything that is not a demonstration.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / "files" / synthetic.INVENTED).exists():
            raise Refused("The folder holds something else.", where=str(folder), do="Give an empty folder with --home.")
        shutil.rmtree(folder)
    heard("inventing children")
    files = folder / "files"
    synthetic.synthesise(children, SEED, files)
    home = Home(folder)
    for each in synthetic.deliveries(files):
        heard(f"delivering {each.file.name}")
        home.deliver(each.feed, each.file, received_at=each.received_at, full=each.full)
    report = folder / "report"
    figures = home.publish(AS_OF, report, cohort=COHORT, heard=heard)
    return Shown(figures, report / "index.html")
