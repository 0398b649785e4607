"""Every worked example, put to the real plan; and whether there is one for all that can be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from everychild.accounting import catalog
from everychild.accounting.examples import Example, read
from everychild.accounting.language import Duty, Pick, Standing
from everychild.accounting.trial import Trial, differences
from everychild.terms.authority import Authority, Certainty
from everychild.terms.events import accepted
from everychild.terms.refusals import Refused

ROOM = Path(__file__).parent
EXAMPLES = [example for path in sorted(ROOM.rglob("*.examples.md")) for example in read(path)]
TRIAL = Trial(EXAMPLES)


@pytest.mark.parametrize(
    "number", range(len(EXAMPLES)), ids=[f"{example.subject}: {example.title}" for example in EXAMPLES]
)
def test_example(number: int) -> None:
    example = EXAMPLES[number]
    wrong = {claim.text: differences(claim, TRIAL.said(number, claim)) for claim in example.claims}
    assert not {text: found for text, found in wrong.items() if found}, f"{example.path.name}, line {example.line}"


@pytest.mark.parametrize("folder", ["rules", "standings", "signals"])
def test_each_declaration_has_its_examples(folder: str) -> None:
    ids = {
        "rules": set(catalog.duties()),
        "standings": set(catalog.all_standings()),
        "signals": set(catalog.all_signals()),
    }
    assert {path.name.removesuffix(".examples.md") for path in (ROOM / folder).glob("*.examples.md")} == ids[folder]


@pytest.mark.parametrize("subject", [*catalog.duties(), *catalog.all_standings(), *catalog.all_signals()])
def test_some_example_warns_of_a_misreading(subject: str) -> None:
    assert any(sentence.startswith("Easily misread:") for example in of(subject) for sentence in example.sentences)


@pytest.mark.parametrize(("subject", "duty"), list(catalog.duties().items()))
def test_each_verdict_a_duty_can_give_has_an_example(subject: str, duty: Duty) -> None:
    shown = {words for example in of(subject) for words in verdicts_in(example)}
    assert sorted(verdicts_of(duty) - shown) == []
    wants = columns(duty.starts) | columns(duty.stops) | {duty.unclear_for_want_of}
    assert {words.removeprefix("cannot_tell for want of ") for words in shown if "want" in words} <= wants
    assert any(f"cannot_tell for want of {column}" in shown for column in columns(duty.stops))


@pytest.mark.parametrize(("subject", "standing"), list(catalog.all_standings().items()))
def test_each_value_of_a_standing_has_an_example(subject: str, standing: Standing) -> None:
    can_say = {value.name for value in standing.values} | {name for name, _ in standing.latest_of}
    shown = {answer.value for example in of(subject) for claim in example.claims for answer in claim.answers}
    assert shown == can_say | {standing.otherwise}


@pytest.mark.parametrize("subject", catalog.all_signals())
def test_each_signal_is_raised_and_not_raised(subject: str) -> None:
    shown = {answer.value for example in of(subject) for claim in example.claims for answer in claim.answers}
    assert shown == {"raised", "not raised"}


def authorities() -> dict[str, Authority]:
    duties = {subject: duty.law for subject, duty in catalog.duties().items()}
    return duties | {subject: signal.source for subject, signal in catalog.all_signals().items()}


@pytest.mark.parametrize(("subject", "authority"), list(authorities().items()))
def test_each_duty_and_signal_cites_what_it_rests_on(subject: str, authority: Authority) -> None:
    assert authority.citation, subject
    read_at_all = authority.certainty in (Certainty.VERIFIED, Certainty.COPY)
    assert read_at_all == bool(authority.quote), f"{subject}: words are shown if, and only if, they were read"


def of(subject: str) -> list[Example]:
    return [example for example in EXAMPLES if example.subject == subject]


def columns(pick: Pick) -> set[str]:
    """The columns for want of which a pick may be impossible."""
    return {told for kind in ((accepted,) if pick.matched else pick.kinds) for told in kind.told_by}


def verdicts_of(duty: Duty) -> set[str]:
    """Every verdict that a duty can give, with its reason, as far as the declaration says."""
    found = {"met"} | {f"ended by {end.name}" for end in duty.ended_by}
    found |= {"met_late", "running", "late"} if duty.limits else {"outstanding, unexplained"}
    if duty.explained_by:
        found.add("outstanding, explained")
    if duty.excused_by:
        found.add("excused")
    if duty.per is None:
        found.add(f"cannot_tell for want of {duty.starts.kinds[0].told_by[0]}")
    if duty.unclear_for_want_of:
        found.add(f"cannot_tell for want of {duty.unclear_for_want_of}")
    return found


def verdicts_in(example: Example) -> set[str]:
    """The verdicts that an example shows, in the same words."""
    found = set()
    for answer in (answer for claim in example.claims for answer in claim.answers):
        value = answer.value.split(" by ")[0]
        found.add(value)
        for phrase in answer.phrases:
            if phrase.startswith(("by ", "for want of ")):
                found.add(f"{value} {phrase}")
            elif phrase.startswith(("explained", "unexplained")):
                found.add(f"{value}, {phrase.split(' by ')[0]}")
    return found


GOOD = """# Met
## A child
| happened | event | by |
|---|---|---|
| 2025-03-03 09:00 CST | apprehended | CBP |

As of 2025-03-31: **late**
"""


@pytest.mark.parametrize(
    ("written", "instead", "line", "complaint"),
    [
        ("apprehended", "aprehended", 5, "'aprehended' is not an event"),
        ("CST", "CXT", 5, "'CXT' is not a zone"),
        ("2025-03-03 09:00 CST", "yesterday", 5, "'yesterday' is not a time"),
        ("2025-03-03 09", "2025-02-30 09", 5, "'2025-02-30' is not a date"),
        ("| by |", "| whom |", 5, "'whom' is not a column"),
        ("| by |", "| until |", 5, "'CBP' is not a date"),
        ("As of 2025-03-31: **late**", "As of March: late", 7, "'As of March: late' cannot be read"),
        ("As of 2025-03-31: **late**", "It is **late**", 7, "an answer in bold needs its date"),
        ("As of 2025-03-31: **late**", "", 2, "says nothing that could be checked"),
        ("As of", "Not delivered: ice.x.\nAs of", 7, "'ice.x' is no feed"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, written: str, instead: str, line: int, complaint: str) -> None:
    path = tmp_path / "some_duty.examples.md"
    path.write_text(GOOD.replace(written, instead, 1), "utf-8")
    with pytest.raises(Refused, match="some_duty") as refused:
        read(path)
    assert f"line {line}, 'A child'" in str(refused.value)
    assert complaint in str(refused.value)


def test_a_phrase_that_cannot_be_checked_is_named() -> None:
    number = next(n for n, example in enumerate(EXAMPLES) if example.title == "Told at exactly 48 hours")
    claim = EXAMPLES[number].claims[0]
    met = claim.answers[0]
    unclear = type(met)(met.value, ("more or less",))
    found = differences(type(claim)(claim.line, claim.as_of, None, (unclear,), ""), TRIAL.said(number, claim))
    assert found == ["'more or less' is not a phrase that can be checked; accounting/trial.py lists them"]
