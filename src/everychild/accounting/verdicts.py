"""Duties compiled to SQL: each declaration becomes one SELECT that gives a verdict for every time the duty is owed.

The SELECT is built in layers, each of which names what the next one needs, so that no expression is written twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from everychild.accounting import custody, moments, picks
from everychild.accounting.compile import Context, cases
from everychild.accounting.language import Condition, Duty, End, Pick, first
from everychild.terms import sql
from everychild.terms.verdicts import Verdict

UNSTATED_HOLDER = "DHS (agency not stated)"
"""The owner of a duty of the agency holding the child, where no row names that agency."""

BEGUN = first(*custody.CUSTODY)
"""Any fact of custody or care: where nobody ever delivered the start of a duty, it may be owed to such a child."""


def _conditions(duty: Duty) -> list[Condition | None]:
    return [duty.also_met_if, duty.excused_by, duty.unclear_when, *(end.unless for end in duty.ended_by)]


def duty_picks(duty: Duty) -> set[Pick]:
    """Every pick of a duty."""
    plain = [duty.starts, duty.starts_else, duty.stops, duty.tries, duty.also_met_by, duty.explained_by]
    plain += duty.implied_by
    plain += [end.pick for end in duty.ended_by]
    if isinstance(duty.owner, Pick):
        plain.append(duty.owner)
    return {pick for pick in plain if pick} | picks.asked(_conditions(duty))


def duty_parts(duty: Duty) -> dict[Pick, set[str]]:
    """The detail and who columns that a duty needs beside its picks."""
    parts: dict[Pick, set[str]] = {}
    for pick in picks.detailed(_conditions(duty)):
        parts.setdefault(pick, set()).add("detail")
    if isinstance(duty.owner, Pick):
        parts.setdefault(duty.owner, set()).add("who")
    if duty.explained_by:
        parts.setdefault(duty.explained_by, set()).add("detail")
    return parts


def verdicts_of(name: str, duty: Duty, context: Context, where: Callable[[Pick], str], source: str) -> str:
    """SELECT of the verdict rows of one duty. ``where`` names each pick's column in ``source``.

    Columns: child, entry, duty, instance; verdict; started_at, due_at and met_at (UTC; ``due_at`` only for a limit in
    hours) with started_on, due_on and met_on (local dates); owner; explained and explanation of what is outstanding;
    missing, the column for want of which it cannot be told; ended_by; start_record, met_record and tried_record.
    """
    start = where(duty.starts)
    if duty.starts_else:
        start = f"coalesce({start}, {where(duty.starts_else)})"
    implied_by = (*duty.implied_by, duty.stops)
    if context.untold(duty.starts) and not duty.per:
        implied_by = (*implied_by, BEGUN)
    implied = " or ".join(f"{where(pick)} is not null" for pick in implied_by)
    met = where(duty.stops)
    if duty.also_met_if:
        by = where(duty.also_met_by) if duty.also_met_by else start
        met = f"coalesce(case when {duty.also_met_if.write(where, context.as_of)} then {by} end, {met})"
    ends = "".join(f", {_end_date(end, where)} as ends_{number}" for number, end in enumerate(duty.ended_by))
    found = f"select *, {start} as start, {met} as met, {implied} as implied{ends} from {source}"
    dated = f"""
    select *, {moments.at("start")} as started_at, {moments.on("start")} as started_on,
           {moments.at("met")} as met_at, {moments.on("met")} as met_on
    from ({found}) where start is not null or met is not null or implied"""
    due_at, due_on = _due(duty)
    due = f"select *, {due_at} as due_at, {due_on} as due_on from ({dated})"
    judged = f"""
    select *, {_in_time(duty)} as in_time{_over(duty, context, where)} from ({due})
    where {"start is null or due_on is not null" if duty.limits else "true"}"""
    judged = f"select *, {_ended_by(duty)} as ended from ({judged})"
    verdict = f"select *, {_verdict(duty, context, where)} as verdict from ({judged})"
    owner = (
        sql.text(duty.owner)
        if isinstance(duty.owner, str)
        else f"coalesce({picks.part(where(duty.owner), 'who')}, {sql.text(UNSTATED_HOLDER)})"
    )
    explained, explanation = _explained(duty, context, where)
    return f"""
    select child, entry, {sql.text(name)} as duty, instance, verdict, started_at, started_on, due_at, due_on,
           case when verdict in ('met', 'met_late') then met_at end as met_at,
           case when verdict in ('met', 'met_late') then met_on end as met_on, {owner} as owner,
           case when verdict = 'outstanding' then {explained} end as explained,
           case when verdict = 'outstanding' then {explanation} end as explanation,
           case when verdict = 'cannot_tell' then {_missing(duty, context)} end as missing,
           case when verdict = 'ended' then ended end as ended_by, {moments.record("start")} as start_record,
           case when verdict in ('met', 'met_late') then {moments.record("met")} end as met_record,
           {moments.record(where(duty.tries)) if duty.tries else "null::integer"} as tried_record
    from ({verdict})"""


def _due(duty: Duty) -> tuple[str, str]:
    """When the limit in force at the start runs out: the instant, for a limit in hours, and the local date."""
    if not duty.limits:
        return "null::timestamp", "null::date"
    number = cases(
        (
            f"started_on >= {sql.day(limit.valid_from)}"
            + (f" and started_on < {sql.day(limit.valid_to)}" if limit.valid_to else ""),
            str(limit.span.number),
        )
        for limit in duty.limits
    )
    if duty.limits[0].span.unit == "hours":
        return f"started_at + ({number}) * interval 1 hour", f"started_on + ({number}) // 24"
    return "null::timestamp", f"started_on + ({number})"


def _in_time(duty: Duty) -> str:
    if not duty.limits:
        return "met is not null"
    return "met_at <= due_at" if duty.limits[0].span.unit == "hours" else "met_on <= due_on"


def _end_date(end: End, where: Callable[[Pick], str]) -> str:
    return moments.on(where(end.pick)) if end.pick else f"((dob - 1 + interval {end.birthday} year)::date + 1)"


def _over(duty: Duty, context: Context, where: Callable[[Pick], str]) -> str:
    """For each thing that ends the duty, the date on which it did so while the duty was not yet late."""
    columns = ""
    for number, end in enumerate(duty.ended_by):
        test = f"ends_{number} <= {context.as_of}" + (f" and ends_{number} <= due_on" if duty.limits else "")
        if end.unless:
            test += f" and not {end.unless.write(where, context.as_of)}"
        columns += f", case when {test} then ends_{number} end as over_{number}"
    return columns


def _ended_by(duty: Duty) -> str:
    """The name of the earliest thing that ended the duty; of two on one day, the one declared first."""
    names = [end.name for end in duty.ended_by]
    if not names:
        return "null::varchar"
    earliest = f"least({', '.join(f'over_{number}' for number in range(len(names)))})"
    return f"case {earliest} {' '.join(f'when over_{n} then {sql.text(name)}' for n, name in enumerate(names))} end"


def _verdict(duty: Duty, context: Context, where: Callable[[Pick], str]) -> str:
    unstarted, over = ("start is null", Verdict.CANNOT_TELL), ("ended is not null", Verdict.ENDED)
    if duty.limits:
        tests = [unstarted, ("in_time", Verdict.MET)]
        if duty.excused_by:
            tests.append((duty.excused_by.write(where, context.as_of), Verdict.EXCUSED))
        tests += [("met is not null", Verdict.MET_LATE), over]
    else:
        # Without a limit what met or ended the duty settles the matter, whoever failed to state the start.
        tests = [("in_time", Verdict.MET), over, unstarted]
    if _untold(duty, context):
        tests.append(("true", Verdict.CANNOT_TELL))
    if duty.limits:
        tests.append((f"{context.as_of} <= due_on", Verdict.RUNNING))
    if duty.unclear_when:
        untold = _never_told_whether_unclear(duty, context)
        unclear = "true" if untold else duty.unclear_when.write(where, context.as_of)
        tests.append((unclear, Verdict.CANNOT_TELL))
    return cases(
        ((test, sql.text(answer)) for test, answer in tests),
        sql.text(Verdict.LATE if duty.limits else Verdict.OUTSTANDING),
    )


def _untold(duty: Duty, context: Context) -> str | None:
    return context.untold(replace(duty.stops, kinds=duty.needs) if duty.needs else duty.stops)


def _never_told_whether_unclear(duty: Duty, context: Context) -> str | None:
    """A column, never delivered, of a fact that would make what is late unclear instead."""
    asked = picks.asked([duty.unclear_when]) - {duty.starts}
    return next((name for pick in sorted(asked, key=str) if (name := context.untold(pick))), None)


def _missing(duty: Duty, context: Context) -> str:
    untold = _untold(duty, context) or _never_told_whether_unclear(duty, context)
    return cases(
        [("start is null", sql.text(duty.starts.kinds[0].told_by[0]))], sql.text(untold or duty.unclear_for_want_of)
    )


def _explained(duty: Duty, context: Context, where: Callable[[Pick], str]) -> tuple[str, str]:
    """Whether a recorded reason explains the wait, and which; null where what it takes was never delivered."""
    if not duty.explained_by:
        return "false", "null::varchar"
    reason = where(duty.explained_by)
    explained = "null::boolean" if context.untold(duty.explained_by) else f"({reason} is not null)"
    return explained, picks.part(reason, "detail")
