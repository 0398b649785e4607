"""Duties and standings compiled to SQL: each declaration becomes one SELECT over the tables of picks.py."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from everychild.accounting import moments, picks
from everychild.accounting.language import Condition, Duty, End, Pick, Signal, Standing
from everychild.terms import sql
from everychild.terms.verdicts import Verdict

UNSTATED_HOLDER = "DHS (agency not stated)"

VERDICT_COLUMNS = """child, entry, duty, instance, verdict, started_at, started_on, due_at, due_on, met_at, met_on,
owner, explained, explanation, missing, ended_by, start_record, met_record, tried_record"""


@dataclass(frozen=True)
class Context:
    """What a compilation needs to know besides the declarations: the date, and which columns were ever delivered."""

    as_of: str
    told: Collection[str]

    def untold(self, pick: Pick) -> str | None:
        """The first column that a pick needs and nobody ever delivered, if any: then its absence says nothing."""
        for kind in pick.kinds:
            if not any(name in self.told for name in kind.told_by):
                return kind.told_by[0]
        return None


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


def _cases(pairs: Iterable[tuple[str, str]], otherwise: str = "null") -> str:
    made = " ".join(f"when {test} then {value}" for test, value in pairs)
    return f"case {made} else {otherwise} end" if made else otherwise


def _end_date(end: End, where: Callable[[Pick], str]) -> str:
    return moments.on(where(end.pick)) if end.pick else f"(dob + interval {end.birthday} year)::date"


def verdicts_of(name: str, duty: Duty, context: Context, where: Callable[[Pick], str], source: str) -> str:
    """SELECT of the verdict rows of one duty. ``where`` names each pick's column in ``source``."""
    start, stop = where(duty.starts), where(duty.stops)
    if duty.starts_else:
        start = f"coalesce({start}, {where(duty.starts_else)})"
    write = lambda condition: condition.write(where, context.as_of)  # noqa: E731  a name for one expression
    span = duty.limits[0].span if duty.limits else None
    number = _cases(
        (
            f"{moments.on(start)} >= {sql.day(limit.valid_from)}"
            + (f" and {moments.on(start)} < {sql.day(limit.valid_to)}" if limit.valid_to else ""),
            str(limit.span.number),
        )
        for limit in duty.limits
    )
    if span is None:
        due_at, due_on, in_time = "null::timestamp", "null::date", f"{stop} is not null"
    elif span.unit == "hours":
        due_at = f"({moments.at(start)} + {number} * interval 1 hour)"
        due_on = f"({moments.on(start)} + ({number}) // 24)"
        in_time = f"{moments.at(stop)} <= {due_at}"
    else:
        due_at, due_on = "null::timestamp", f"({moments.on(start)} + ({number}))"
        in_time = f"{moments.on(stop)} <= {due_on}"

    ends = []
    for end in duty.ended_by:
        happened = _end_date(end, where)
        before_late = f" and {happened} <= {due_on}" if span else ""
        unless = f" and not {write(end.unless)}" if end.unless else ""
        ends.append((f"{happened} <= {context.as_of}{before_late}{unless}", sql.text(end.name)))
    ended_by = _cases(ends)
    implied = " or ".join(f"{where(pick)} is not null" for pick in (*duty.implied_by, duty.stops))
    untold = context.untold(duty.stops)

    tests: list[tuple[str, Verdict]] = []
    if span is None:
        tests.append((in_time, Verdict.MET))
    tests += [(f"{start} is null and ({implied})", Verdict.CANNOT_TELL)]
    if span is not None:
        tests.append((in_time, Verdict.MET))
    if duty.also_met_if:
        tests.append((write(duty.also_met_if), Verdict.MET))
    if duty.excused_by:
        tests.append((write(duty.excused_by), Verdict.EXCUSED))
    tests += [(f"{stop} is not null", Verdict.MET_LATE), (f"{ended_by} is not null", Verdict.ENDED)]
    if untold:
        tests.append(("true", Verdict.CANNOT_TELL))
    if span:
        tests.append((f"{context.as_of} <= {due_on}", Verdict.RUNNING))
        if duty.unclear_when:
            tests.append((write(duty.unclear_when), Verdict.CANNOT_TELL))
    verdict = _cases(
        ((test, sql.text(answer)) for test, answer in tests), sql.text(Verdict.LATE if span else Verdict.OUTSTANDING)
    )
    missing = _cases(
        [(f"{start} is null", sql.text(duty.starts.kinds[0].told_by[0]))]
        + ([("true", sql.text(untold))] if untold else []),
        sql.text(duty.unclear_for_want_of),
    )
    owner = f"coalesce({picks.part(where(duty.owner), 'who')}, {sql.text(UNSTATED_HOLDER)})" if isinstance(
        duty.owner, Pick) else sql.text(duty.owner)
    explained, explanation = "false", "null"
    if duty.explained_by:
        reason = where(duty.explained_by)
        unknown = "null" if context.untold(duty.explained_by) else "false"
        explained = f"(case when {reason} is not null then true else {unknown} end)"
        explanation = picks.part(reason, "detail")
    by = where(duty.also_met_by) if duty.also_met_by else start
    also = f"when {write(duty.also_met_if)} then {by}" if duty.also_met_if else ""
    met = f"case when {stop} is not null then {stop} {also} end"
    tried = moments.record(where(duty.tries)) if duty.tries else "null::integer"
    owed = f"({start} is not null or {implied})"
    binding = f" and ({start} is null or {due_on} is not null)" if span else ""
    return f"""
    select child, entry, {sql.text(name)} as duty, instance, verdict, started_at, started_on, due_at, due_on,
           case when verdict in ('met', 'met_late') then {moments.at('met')} end as met_at,
           case when verdict in ('met', 'met_late') then {moments.on('met')} end as met_on,
           owner, case when verdict = 'outstanding' then explained end as explained,
           case when verdict = 'outstanding' and explained then explanation end as explanation,
           case when verdict = 'cannot_tell' then missing end as missing,
           case when verdict = 'ended' then ended_by end as ended_by, start_record,
           case when verdict in ('met', 'met_late') then {moments.record('met')} end as met_record, tried_record
    from (select child, entry, instance, {verdict} as verdict, {moments.at(start)} as started_at,
                 {moments.on(start)} as started_on, {due_at} as due_at, {due_on} as due_on, {met} as met,
                 {owner} as owner, {explained} as explained, {explanation} as explanation, {missing} as missing,
                 {ended_by} as ended_by, {moments.record(start)} as start_record, {tried} as tried_record
          from {source} where {owed}{binding})"""


def standing_picks(standing: Standing) -> set[Pick]:
    """Every pick of a standing."""
    found = picks.asked(value.when for value in standing.values)
    found |= {value.since for value in standing.values if value.since}
    found |= {pick for _, pick in standing.latest_of}
    return found | ({standing.confirmed_by} if standing.confirmed_by else set())


def standing_of(standing: Standing, context: Context, where: Callable[[Pick], str], source: str) -> str:
    """SELECT of child, value, since, record, confirmed_at, confirmed_on, confirmed_kind for one standing."""
    if standing.latest_of:
        ranked = [
            (name, where(pick), f"(({moments.on(where(pick))} - date '1900-01-01')::bigint * 64 + {rank})")
            for rank, (name, pick) in enumerate(standing.latest_of)
        ]
        top = f"greatest({', '.join(key for _, _, key in ranked)})"
        value = _cases(((f"{top} = {key}", sql.text(name)) for name, _, key in ranked), sql.text(standing.otherwise))
        since = _cases((f"{top} = {key}", column) for _, column, key in ranked)
    else:
        value = _cases(
            ((item.when.write(where, context.as_of), sql.text(item.name)) for item in standing.values),
            sql.text(standing.otherwise),
        )
        since = _cases(
            (item.when.write(where, context.as_of), where(item.since) if item.since else "null::hugeint")
            for item in standing.values
        )
    seen = where(standing.confirmed_by) if standing.confirmed_by else "null::hugeint"
    return f"""
    select child, value, {moments.on('since')} as since, {moments.record('since')} as record,
           {moments.at('seen')} as confirmed_at, {moments.on('seen')} as confirmed_on,
           {moments.kind_number('seen')} as confirmed_kind, {moments.record('seen')} as confirmed_record
    from (select child, {value} as value, {since} as since, {seen} as seen from {source})"""


def signal_of(name: str, signal: Signal, context: Context, where: Callable[[Pick], str], source: str) -> str:
    """SELECT of the children for whom a signal asks a person to look."""
    because = where(signal.because)
    test: Condition = signal.when
    return f"""
    select child, {sql.text(name)} as signal, {sql.text(signal.owner)} as owner, {moments.on(because)} as since,
           {moments.record(because)} as record
    from {source} where {test.write(where, context.as_of)}"""
