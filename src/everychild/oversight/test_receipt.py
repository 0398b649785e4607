"""A receipt recomputed agrees with itself, and says in words what does not."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

from everychild.oversight import Tally, differences
from everychild.oversight.conftest import AS_OF, COHORT, Computed, receipt_of
from everychild.oversight.receipt import receipt_id
from everychild.terms.verdicts import SUPPRESSED


def test_the_same_again_differs_in_nothing(computed: Computed) -> None:
    again = receipt_of(computed.results)
    assert differences(computed.receipt, again) == []
    assert again["receipt"] == computed.receipt["receipt"]
    assert differences(json.loads(json.dumps(computed.receipt)), again) == []


def test_it_names_figure_field_published_and_now(computed: Computed) -> None:
    results = list(computed.results)
    first = results[0]
    by = {**first.by, "fiscal_year": {**first.by["fiscal_year"], "2021": Tally(SUPPRESSED, 20, 0)}}
    by["state"] = {"TX": Tally(31, 31, 0)}
    results[0] = replace(first, total=Tally(1041, 40, 0), by=by)
    said = differences(computed.receipt, receipt_of(results))
    assert "children_handed_to_hhs, count: published 40, now 1,041." in said
    assert "children_handed_to_hhs, fiscal year 2021, count: published 20, now withheld or none." in said
    assert "children_handed_to_hhs, state TX, count: published not given, now 31." in said
    assert "children_handed_to_hhs, state not released, count: published withheld or none, now not given." in said


def test_other_deliveries_and_links_are_named(computed: Computed) -> None:
    said = differences(computed.receipt, receipt_of(computed.results, seal="cc", links="dd"))
    assert said == [
        "The ledger's last entry: published last 1, seal aa, now last 1, seal cc.",
        "The judgements about which records are one child: published bb, now dd.",
        "Delivery d1: its seal is another one now.",
    ]


def test_an_altered_receipt_is_found(computed: Computed) -> None:
    altered = json.loads(json.dumps(computed.receipt))
    altered["figures"][0]["count"] = 7
    said = differences(altered, computed.receipt)
    assert said[0].startswith("The receipt was altered")
    assert "children_handed_to_hhs, count: published 7, now 40." in said
    assert receipt_id(altered) != altered["receipt"]


def test_another_version_of_the_code_is_no_difference_by_itself(computed: Computed) -> None:
    other = json.loads(json.dumps(computed.receipt))
    other["code"]["everychild"] = "99"
    other["receipt"] = receipt_id(other)
    assert differences(other, computed.receipt) == []
    other["figures"].pop()
    other["receipt"] = receipt_id(other)
    said = differences(other, computed.receipt)
    assert said[0] == "cases_without_a_child: not published, now there is such a figure."
    assert said[1].startswith("The code: published with Everychild 99 on DuckDB")


def test_the_definitions_are_the_same_text_in_every_run() -> None:
    """Sets have no order of their own: the plan must not depend on how a run happens to hash."""
    program = (
        "import datetime, hashlib; from everychild.oversight.compile import definitions; "
        f"from everychild.oversight import Cohort; day = datetime.date.fromisoformat('{AS_OF.happened_by}'); "
        f"print(hashlib.sha256(definitions(day, Cohort({COHORT.first_year}, {COHORT.last_year})).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(  # noqa: S603  our own interpreter and program
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
