"""Every record that names a person in one form: numbers, dates, and names as ordered tokens with their weights.

What costs is done once per distinct word of a name, of which a whole population has some ten thousand; the rest is SQL.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import duckdb

from everychild.identity.alone import store_alone
from everychild.identity.countries import country
from everychild.identity.names import fields
from everychild.identity.names.lexicon import Lexicon, Word, lexicon
from everychild.identity.seen import seen_on, sponsor_zip
from everychild.terms import sql

RAREST = 14.0
"""No single token weighs more bits: a name seen once may be a slip that two agencies share."""
INITIALS = range(26)
"""The classes of tokens of one letter: an initial says little and is never one with a name."""

_WANTED = {
    "a_number": "varchar", "portal_id": "varchar", "subject_id": "varchar", "case_id": "varchar", "surname": "varchar",
    "given": "varchar", "middle": "varchar", "full_name": "varchar", "dob": "date", "birth_year": "integer",
    "country": "varchar", "sex": "varchar", "zip": "varchar",
}  # fmt: skip
_A_NUMBER = (
    "case when try_cast(p.a_number as integer) % 111111111 <> 0 and p.a_number <> '123456789'"
    " then try_cast(p.a_number as integer) end"
)
"""Unknown where it is one digit repeated or counts up: someone had to fill the field."""
_NAMES = [f"{letter}{n}" for letter in "sg" for n in range(1, fields.LONGEST + 1)]


def standardise(con: duckdb.DuckDBPyConnection, frequencies: Path | None = None) -> None:
    """Make ``identity_people``, one row per record that names a person, ``identity_tokens``, and what names weigh.

    That is ``identity_words``, ``identity_frequencies``, ``identity_size`` and ``identity_alone``. ``frequencies`` is a
    folder where those of an earlier run are kept as Parquet files: the same name then means the same, whoever has come
    since.
    """
    _read_persons(con)
    _store_words(con, frequencies)
    read = lexicon(_words(con))
    number = {token: _number(token) for token in read.classes}
    _store_tokens(con, read, number)
    fields.store(con, read, number)
    fields.in_fields(con)
    _store_frequencies(con, frequencies)
    _store_size(con, frequencies)
    _weigh(con)
    _make_people(con)
    store_alone(con, frequencies)
    for table in ("persons", "words", "texts", "fields", "weights", "countries"):
        con.execute(f"drop table identity_std_{table}")


def _read_persons(con: duckdb.DuckDBPyConnection) -> None:
    """``identity_std_persons``: the surname, the given names or the whole name in one text each, and all else."""
    present = {column for column, *_ in con.execute("describe persons").fetchall()}
    wanted = ", ".join(column if column in present else f"null::{kind} as {column}" for column, kind in _WANTED.items())
    con.execute(
        rf"""
        create or replace temp table identity_std_persons as
        with p as (select record, {wanted} from persons),
        q as (select *, surname is null and given is null and full_name is not null as one_field,
                     regexp_matches(full_name, ',\s*(jr|sr|ii|iii|iv)?\.?\s*$', 'i') as suffix
              from p where surname is not null or given is not null or full_name is not null)
        select q.* exclude (surname, given, middle, full_name, one_field, suffix), r.feed, r.record_key,
               case when one_field then case when contains(full_name, ',') and not suffix
                                             then split_part(full_name, ',', 1) end
                    else surname end as surname,
               case when one_field then case when contains(full_name, ',') and not suffix
                                             then ltrim(substr(full_name, strpos(full_name, ',') + 1)) end
                    else concat_ws(' ', given, middle) end as given,
               case when one_field and (suffix or not contains(full_name, ',')) then full_name end as whole
        from q join records r on r.record = q.record
        """
    )


def _store_words(con: duckdb.DuckDBPyConnection, frequencies: Path | None) -> None:
    """``identity_words``: every distinct word and how often it stands in which field.

    Where an earlier run is kept, its counts hold, and a word that is new was never seen.
    """
    counted = " union all ".join(
        f"select unnest(string_split(text, ' ')) as word, {counts}"
        f" from (select {field} as text, count(*) as n from identity_std_persons group by {field})"
        for field, counts in (
            ("surname", "n as surname, 0 as given, 0 as whole"), ("given", "0, n, 0"), ("whole", "0, 0, n"),
        )
    )  # fmt: skip
    con.execute(
        f"""
        create or replace temp table identity_words as
        select word, sum(surname)::bigint as surname, sum(given)::bigint as given, sum(whole)::bigint as whole
        from ({counted}) where word <> '' group by word order by word
        """
    )
    if frequencies:
        con.execute(
            f"""
            create or replace temp table identity_words as
            with kept as (from read_parquet({_file(frequencies, "identity_words")}))
            from kept union all select word, 0, 0, 0 from identity_words anti join kept using (word) order by word
            """
        )


def _words(con: duckdb.DuckDBPyConnection) -> list[Word]:
    rows = con.execute("select word, surname, given, whole from identity_words order by word").fetchall()
    return [Word(*row) for row in rows]


def _file(folder: Path, table: str) -> str:
    return sql.text(str(folder / f"{table}.parquet"))


def _store_tokens(con: duckdb.DuckDBPyConnection, read: Lexicon, number: dict[str, int]) -> None:
    con.execute(
        """
        create or replace temp table identity_tokens as
        select unnest(?::integer[]) as token, unnest(?::varchar[]) as text, unnest(?::integer[]) as class
        """,
        [list(number.values()), list(number), [_class_number(read.classes[token]) for token in number]],
    )


def _store_frequencies(con: duckdb.DuckDBPyConnection, frequencies: Path | None) -> None:
    """``identity_frequencies``: the share of people who bear a token as surname or as given name."""
    if frequencies:
        con.execute(
            "create or replace temp table identity_frequencies as"
            f" from read_parquet({_file(frequencies, 'identity_frequencies')})"
        )
        return
    borne = " union all ".join(
        f"select {name} as token, '{_role(name)}' as role from identity_std_fields" for name in _NAMES
    )
    con.execute(
        f"""
        create or replace temp table identity_frequencies as
        with counted as (select token, role, count(*) as n from ({borne}) where token is not null group by token, role)
        select t.text as token, c.role, c.n / (select greatest(count(*), 1) from identity_std_fields) as share
        from counted c join identity_tokens t on t.token = c.token order by t.text, c.role
        """
    )


def _store_size(con: duckdb.DuckDBPyConnection, frequencies: Path | None) -> None:
    """``identity_size`` (people): among how many records a partner was to be found when the frequencies were taken."""
    size = f"read_parquet({_file(frequencies, 'identity_size')})" if frequencies else (
        "(select count(*) as people from identity_std_fields)"
    )  # fmt: skip
    con.execute(f"create or replace temp table identity_size as select people from {size}")


def _weigh(con: duckdb.DuckDBPyConnection) -> None:
    """``identity_std_weights``: per token and role its class, its bits, and those of its class."""
    con.execute(
        f"""
        create or replace temp table identity_std_weights as
        with f as (select t.token, t.class, r.role, coalesce((f.share * 1e12)::bigint, 0) as share
                   from identity_tokens t cross join (values ('surname'), ('given')) r(role)
                   left join identity_frequencies f on f.token = t.text and f.role = r.role),
        c as (select *, sum(share) over (partition by class, role) as of_class from f)
        select token, role, class, least({RAREST}, -log2(greatest(share, 1) / 1e12))::float as bits,
               least({RAREST}, greatest(0, -log2(greatest(of_class, 1) / 1e12)))::float as class_bits
        from c
        """
    )


def _make_people(con: duckdb.DuckDBPyConnection) -> None:
    _store_countries(con)
    joins = " ".join(
        f"left join identity_std_weights {name} on {name}.token = f.{name} and {name}.role = '{_role(name)}'"
        for name in _NAMES
    )
    classes = ", ".join(f"{name}.class as {name[0]}k{name[1]}" for name in _NAMES)
    weights = ", ".join(f"{name}.bits as w{name}, {name}.class_bits as w{name[0]}k{name[1]}" for name in _NAMES)
    con.execute(
        f"""
        create or replace temp table identity_people as
        with seen as ({seen_on(con)}), sponsor as ({sponsor_zip(con)}),
        named as (select f.*, {classes}, {weights} from identity_std_fields f {joins}
                  where coalesce({", ".join(f"f.{name}" for name in _NAMES)}) is not null)
        select p.record, p.feed, {_A_NUMBER} as a_number,
               p.portal_id, p.subject_id, p.case_id, case when p.feed = 'uscis_relief' then p.record_key end as receipt,
               p.dob, month(p.dob) = 1 and day(p.dob) = 1 as jan1, coalesce(year(p.dob), p.birth_year)::integer as born,
               c.code as country, case when p.sex in ('M', 'F') then p.sex end as sex,
               nullif(regexp_extract(coalesce(p.zip, sponsor.zip), '\\d{{5}}'), '') as zip, seen.seen_on,
               named.* exclude (record)
        from identity_std_persons p
        join named on named.record = p.record
        left join identity_std_countries c on c.feed = p.feed and c.written = p.country
        left join seen on seen.record = p.record
        left join sponsor on sponsor.record = p.record
        """
    )


def _store_countries(con: duckdb.DuckDBPyConnection) -> None:
    written = con.execute(
        "select distinct feed, country from identity_std_persons where country is not null order by all"
    ).fetchall()
    con.execute(
        """
        create or replace temp table identity_std_countries as
        select unnest(?::varchar[]) as feed, unnest(?::varchar[]) as written, unnest(?::varchar[]) as code
        """,
        [[feed for feed, _ in written], [name for _, name in written], [country(feed, name) for feed, name in written]],
    )


def _role(name: str) -> str:
    return "surname" if name.startswith("s") else "given"


def _number(text: str) -> int:
    """A number for a text, the same in every run, so that people of an earlier run can be compared with new ones."""
    return zlib.crc32(text.encode()) - 2**31


def _class_number(name: str) -> int:
    return ord(name) - ord("A") if len(name) == 1 and name.isascii() and name.isalpha() else _number(name)
