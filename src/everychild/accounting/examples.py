"""Worked examples: Markdown beside each rule that a lawyer can edit, the manual can show and pytest can run.

A heading, a sentence or two, a table of facts about one invented child, and what must then be said of the child:

    ## The clocks go forward
    Seventy-two hours are elapsed time; the wall clock shows one hour more.

    | happened             | event                   | by  |
    |----------------------|-------------------------|-----|
    | 2025-03-07 09:00 CST | determined unaccompanied | CBP |
    | 2025-03-10 10:01 CDT | accepted                |     |

    As of 2025-03-31: **met_late by 1 minute**

Lines before the table, or after it: ``Born 2007-05-01.`` and ``Not delivered: eoir_hearings.outcome, field_contacts.``
for columns, or whole feeds, that nobody ever delivered.

Columns of the table:

- ``happened``: the local time with its zone (CST, or -06:00), or a date alone where only the date is known.
- ``event``: a kind of terms/events.py in words.
- ``by``: by whom, to whom or on whom: the event's ``who``.
- ``detail``: the code that narrows the kind.
- ``until``: of a deferral, the last day on which it holds.
- ``withdrawn``: of a notice issued, served or filed, the day on which it was withdrawn and holds no longer. The
  withdrawal need not be given a row of its own.
- ``vacated``: of a hearing set, the day on which it was taken off the calendar and holds no longer.
- ``for``: of a hearing set or adjourned, the day for which it was set.
- ``known``: the day on which the fact was received; without it, before anybody asks.

What must be said: ``As of DATE:``, or ``As of DATE, known by DATE:``, then every answer in bold, in order, each with
what is to be checked besides (accounting/trial.py lists the words). Where the child owes nothing: ``**no clock**``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from markdown_it import MarkdownIt

from everychild.terms.events import KINDS
from everychild.terms.refusals import Refused

ZONES = {
    "UTC": 0,
    "EDT": -4,
    "EST": -5,
    "CDT": -5,
    "CST": -6,
    "MDT": -6,
    "MST": -7,
    "PDT": -7,
    "PST": -8,
    "AKDT": -8,
    "AKST": -9,
    "HST": -10,
}
"""Hours from UTC, by the abbreviations in use in the United States."""

CODES = {
    "determined_unaccompanied": "exceptional",
    "discharged": "foster_care repatriated aged_out ran_away transferred_to_dhs other",
    "safety_call": "reached_child reached_sponsor_only no_answer wrong_number refused",
    "contacted": "seen_safe seen_concern not_found moved refused",
    "concern_raised": "labour trafficking abuse missing other feels_unsafe",
    "deferred": "legal_representation uscis_relief docket_backlog other",
}
"""The details that rules look at: a slip in one of these would make an example pass for the wrong reason."""

COLUMNS = ("happened", "event", "by", "detail", "until", "withdrawn", "vacated", "for", "known")


@dataclass(frozen=True)
class Fact:
    """One row of an example's table, as the ledger would give it. ``known_on`` is None for a fact always known."""

    kind: str
    happened_at: datetime
    on_date: date
    dated: bool
    who: str | None = None
    detail: str | None = None
    ends_on: date | None = None
    about_on: date | None = None
    known_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """One answer in bold, and the phrases after it."""

    value: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What must be said as of a date; without ``known_by``, by all that was ever received."""

    line: int
    as_of: date
    known_by: date | None
    answers: tuple[Answer, ...]
    text: str


@dataclass
class Example:
    """One heading of an examples file: an invented child and what must be said of it."""

    path: Path
    line: int
    title: str
    born: date | None = None
    undelivered: frozenset[str] = frozenset()
    sentences: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """The id of the duty, standing or signal that the file is about: the file's name."""
        return self.path.name.removesuffix(".examples.md")

    def refuse(self, what: str, line: int, do: str = "") -> Refused:
        """A refusal that names the file, the heading and the line."""
        return Refused(what, where=f"{self.path.name}, line {line}, '{self.title}'", do=do)


def read(path: Path) -> list[Example]:
    """Every example of a file. Raises Refused, naming file, heading and line, for what cannot be read."""
    found: list[Example] = []
    header: list[str] = []
    cells: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8"))
    inside, line = "", 0
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type in ("heading_open", "th_open", "td_open", "paragraph_open"):
            inside = token.tag
        elif token.type == "thead_open":
            header = []
        elif token.type == "tr_open":
            cells = []
        elif token.type == "inline" and inside == "h2":
            found.append(Example(path, line, token.content))
        elif token.type == "inline" and inside == "th":
            header.append(token.content)
        elif token.type == "inline" and inside == "td":
            cells.append(token.content)
        elif token.type == "tr_close" and cells and found:
            found[-1].facts += _facts(found[-1], line, dict(zip(header, cells, strict=True)))
        elif token.type == "inline" and inside == "p" and found:
            _paragraph(found[-1], line, token.content)
    for example in found:
        if not example.claims:
            raise example.refuse("says nothing that could be checked.", example.line, "Add a line 'As of …: **…**'.")
        _withdrawals(example)
    return found


def _facts(example: Example, line: int, row: Mapping[str, str]) -> Iterator[Fact]:
    for name in row:
        if name not in COLUMNS:
            raise example.refuse(f"'{name}' is not a column.", line, f"The columns are {', '.join(COLUMNS)}.")
    kind = row.get("event", "").replace(" ", "_")
    if kind not in KINDS:
        raise example.refuse(f"'{row.get('event', '')}' is not an event.", line, "terms/events.py lists them.")
    detail = row.get("detail") or None
    if detail and kind in CODES and detail not in CODES[kind].split():
        raise example.refuse(f"'{detail}' is not a detail of '{kind}'.", line, f"It may be {CODES[kind]}.")
    at, on_date, dated = _happened(example, line, row.get("happened", ""))
    days = {name: _day(example, line, row[name]) if row.get(name) else None for name in COLUMNS[4:]}
    for name, kinds in (("until", ("deferred",)), ("withdrawn", NOTICE), ("vacated", ("hearing_set",))):
        if days.get(name) and kind not in kinds:
            raise example.refuse(f"'{row['event']}' cannot have a date in '{name}'.", line)
    until = days.get("until")
    ends_on = until + timedelta(days=1) if until else days.get("withdrawn") or days.get("vacated")
    yield Fact(kind, at, on_date, dated, row.get("by") or None, detail, ends_on, days.get("for"), days.get("known"))


NOTICE = ("notice_issued", "notice_served", "notice_filed")


def _withdrawals(example: Example) -> None:
    """Adds the withdrawals and vacated hearings that the ends of notices and hearings state."""
    said = {(fact.kind, fact.on_date) for fact in example.facts}
    for fact in list(example.facts):
        kind = "notice_withdrawn" if fact.kind in NOTICE else "vacated" if fact.kind == "hearing_set" else ""
        if kind and fact.ends_on and (kind, fact.ends_on) not in said:
            said.add((kind, fact.ends_on))
            midnight = datetime.combine(fact.ends_on, time())
            example.facts.append(Fact(kind, midnight, fact.ends_on, True, about_on=fact.about_on))


def _happened(example: Example, line: int, text: str) -> tuple[datetime, date, bool]:
    """The naive UTC instant, the local date as written, and whether only the date is known."""
    written = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d(?::\d\d)?) (\S+))?", text)
    if not written:
        raise example.refuse(f"'{text}' is not a time.", line, "Write 2025-03-07 09:00 CST, or a date alone.")
    day = _day(example, line, written[1])
    if not written[2]:
        return datetime.combine(day, time()), day, True
    offset = re.fullmatch(r"([+-])(\d\d):(\d\d)", written[3])
    if offset:
        minutes = (int(offset[2]) * 60 + int(offset[3])) * (1 if offset[1] == "+" else -1)
    elif written[3] in ZONES:
        minutes = ZONES[written[3]] * 60
    else:
        raise example.refuse(f"'{written[3]}' is not a zone.", line, f"Write -06:00 or one of {', '.join(ZONES)}.")
    return datetime.combine(day, time.fromisoformat(written[2])) - timedelta(minutes=minutes), day, False


def _day(example: Example, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise example.refuse(f"'{text}' is not a date.", line, "Write it as YYYY-MM-DD.") from None


def _paragraph(example: Example, line: int, text: str) -> None:
    """Reads ``Born``, ``Not delivered`` and ``As of`` lines; a line that begins otherwise goes on from the last."""
    lines: list[tuple[int, str]] = []
    for number, each in enumerate(text.split("\n"), start=line):
        if lines and not each.startswith(("As of ", "Born ", "Not delivered:")):
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {each}")
        else:
            lines.append((number, each))
    for number, each in lines:
        if each.startswith("Born "):
            example.born = _day(example, number, each.removeprefix("Born ").rstrip("."))
        elif each.startswith("Not delivered:"):
            names = each.removeprefix("Not delivered:").strip().rstrip(".")
            example.undelivered = frozenset(name.strip() for name in names.split(","))
            feeds = {told for kind in KINDS.values() for told in kind.told_by}
            for name in example.undelivered - feeds - {told.split(".")[0] for told in feeds}:
                raise example.refuse(f"'{name}' is no feed, and no column that states a fact.", number)
        elif each.startswith("As of "):
            example.claims.append(_claim(example, number, each))
        elif "**" in each:
            raise example.refuse("an answer in bold needs its date.", number, "Begin the line with 'As of DATE:'.")
        else:
            example.sentences.append(each)


def _claim(example: Example, line: int, text: str) -> Claim:
    read_as = re.fullmatch(r"As of (\S+?)(?:, known by (\S+))?: (\*\*.+)", text)
    if not read_as:
        raise example.refuse(f"'{text}' cannot be read.", line, "Write 'As of DATE: **answer**, what else holds'.")
    answers = []
    for value, words in re.findall(r"\*\*(.+?)\*\*([^*]*)", read_as[3]):
        phrases = (phrase.strip(" .;") for phrase in re.split(r"[,;]", words))
        answers.append(Answer(value, tuple(phrase for phrase in phrases if phrase and phrase not in ("and", "then"))))
    known_by = _day(example, line, read_as[2]) if read_as[2] else None
    return Claim(line, _day(example, line, read_as[1]), known_by, tuple(answers), text)


def end_of(day: date) -> datetime:
    """The end of a day in UTC, as a naive instant: what ``--known-by`` means by a date."""
    return datetime.combine(day, time.max, UTC).replace(tzinfo=None)
