"""Names as they stand in the fields of a feed, into surname tokens and given tokens in order: SQL over the population.

A text is cut into words, each word looked up in the lexicon, and the tokens of a text put back together.
"""

from __future__ import annotations

import duckdb

from everychild.identity.names.lexicon import Lexicon
from everychild.identity.names.tokens import PARTICLES

LONGEST = 3
"""A name keeps this many surnames and as many given names."""
WORDS = 10
"""A name is read to this word; longer ones are a sentence in the wrong field."""
SURE = 4.0
"""How clearly, in natural logarithms, two fields must each hold what belongs in the other to be taken for exchanged."""
LIKELY = 2.0
"""How clearly at least the field of given names must hold a surname: Santos, Rosa and Cruz are both."""

_CUTS = range(2, 8)


def store(con: duckdb.DuckDBPyConnection, read: Lexicon, number: dict[str, int]) -> None:
    """Make ``identity_std_words``: each word with its tokens as (token, role), with and without particles."""
    spelled = [(word, token) for word, found in read.spelled.items() for token in found]
    con.execute(
        """
        create or replace temp table identity_std_words as
        with w as (select unnest(?::varchar[]) as word, unnest(?::integer[]) as token, unnest(?::float[]) as role,
                          unnest(?::boolean[]) as particle, unnest(?::integer[]) as place)
        select word, list({'t': token, 'r': role} order by place) as every,
               list({'t': token, 'r': role} order by place) filter (not particle) as kept
        from w group by word
        """,
        [
            [word for word, _ in spelled],
            [number[token] for _, token in spelled],
            [read.roles[token] for _, token in spelled],
            [token in PARTICLES for _, token in spelled],
            list(range(len(spelled))),
        ],
    )


def in_fields(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``identity_std_fields`` (record, s1.., g1..) from ``identity_std_persons``.

    Two fields that were exchanged are put right. A whole name is cut where its tokens turn from given names to
    surnames; with nothing known of them, the last two of three and more are surnames, the last of two.
    """
    texts = "select surname as text from identity_std_persons union select given from identity_std_persons"
    con.execute(f"create or replace temp table identity_std_texts as {_tokens('text', f'({texts})')}")
    con.execute(
        f"""
        create or replace temp table identity_std_fields as
        with whole as ({_tokens("whole", "identity_std_persons", "record, ")}),
        cut as (select record, tokens, {_cut()} as cut from whole),
        two as (
            select p.record, s.tokens as surnames, g.tokens as givens,
                   coalesce((g.tokens[1].r > 0 or g.lean > 0) and g.surnames > {LIKELY}
                            and g.surnames - s.lean > {SURE}, false) as exchanged
            from identity_std_persons p
            left join identity_std_texts s on s.text = p.surname
            left join identity_std_texts g on g.text = p.given
            where p.whole is null),
        parted as (
            select record, surnames, givens from two where not exchanged
            union all
            select record, list_filter(givens, lambda token: token.r > 0),
                   list_concat(surnames, list_filter(givens, lambda token: token.r <= 0)) from two where exchanged
            union all
            select record, tokens[cut:], tokens[:cut - 1] from cut)
        select record, {_first("surnames", "s")}, {_first("givens", "g")} from parted
        """
    )


def _tokens(column: str, table: str, keys: str = "") -> str:
    """SQL of the (token, role) pairs of each text, how far they lean to surnames, and how far the surnames alone do."""
    numbers = range(1, WORDS + 1)
    joins = " ".join(f"left join identity_std_words w{n} on w{n}.word = words[{n}]" for n in numbers)
    every, kept = (", ".join(f"w{n}.{which}" for n in numbers) for which in ("every", "kept"))
    named = "" if keys else f"{column}, "
    return f"""
        select {keys}{named}case when len(kept) > 0 then kept else every end as tokens,
               list_sum(list_transform(tokens, lambda token: token.r)) as lean,
               list_sum(list_transform(tokens, lambda token: greatest(token.r, 0))) as surnames
        from (select {keys}{named}flatten([{kept}]) as kept, flatten([{every}]) as every
              from (select {keys}{named}string_split({column}, ' ') as words from {table} where {column} is not null)
              {joins})"""


def _cut() -> str:
    """SQL of the place at which the surnames of a whole name begin."""
    usual = "case when len(tokens) >= 4 then len(tokens) - 1 else 2 end"
    tails = {
        cut: f"case when len(tokens) >= {cut} then list_sum(list_transform(tokens[{cut}:], lambda token: token.r))"
        f" + (({usual}) = {cut})::integer end"
        for cut in _CUTS
    }
    best = f"greatest({', '.join(tails.values())})"
    places = " ".join(f"when {tail} = {best} then {cut}" for cut, tail in tails.items())
    return f"case when len(tokens) = 1 then case when lean < 0 then 2 else 1 end {places} end"


def _first(tokens: str, letter: str) -> str:
    return ", ".join(f"{tokens}[{n}].t as {letter}{n}" for n in range(1, LONGEST + 1))
