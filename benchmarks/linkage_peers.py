"""Other ways to link the same records: the A-number alone, Splink as its documentation does it, Splink tuned by hand.

Each takes a connection with the ledger's history in it and leaves ``linked`` (record, child): the records of a feed
that names a person, each with any value that is the same for the records taken to be one child.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from everychild.identity.standardise import standardise

NAMING = "select feed from persons where surname is not null or given is not null or full_name is not null"
SEED = 1
VETO = "gamma_given = 0 or (gamma_a_number = 0 and match_weight < 26)"
"""Pairs dropped before clustering: other given names, or other A-numbers without very much that speaks for one child.

The bound, the threshold, and that no feed is told to hold each child once, are the best of 22 tried with the truth of
seed 101: Splink is given an advantage here that nothing unattended has.
"""
THRESHOLD = 8
NO_FEED = ["none"]


def a_number_join(con: duckdb.DuckDBPyConnection) -> None:
    """Records with one A-number, nine digits and no placeholder, are one child."""
    con.execute(
        f"create temp table linked as select record, coalesce(a_number, 'none ' || record) as child"
        f" from persons where feed in ({NAMING})"
    )


def splink_as_documented(con: duckdb.DuckDBPyConnection) -> None:
    """Upper case, accents off, whole names cut in two; ready-made comparisons; connected components at 0.95."""
    con.execute(
        f"""
        create table cleaned as
        with named as (
            select record as unique_id, feed, a_number, dob, sex, upper(country) as country, zip,
                   string_split(trim(upper(strip_accents(full_name))), ' ') as whole,
                   upper(strip_accents(given)) as given, upper(strip_accents(surname)) as surname
            from persons where feed in ({NAMING}))
        select * exclude (whole, given, surname, feed), feed as source_dataset,
               coalesce(given, whole[1]) as first_name,
               coalesce(surname, array_to_string(whole[greatest(2, len(whole) - 1):], ' ')) as surname
        from named
        """
    )
    settings = SettingsCreator(
        link_type="link_and_dedupe",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=False),
            cl.DamerauLevenshteinAtThresholds("a_number", [1, 2]),
            cl.ExactMatch("country").configure(term_frequency_adjustments=True),
            cl.ExactMatch("zip").configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("a_number"),
            block_on("first_name", "surname"),
            block_on("dob", "surname"),
            block_on("dob", "first_name"),
            block_on("zip", "surname"),
        ],
    )
    linker = _linker(con, "cleaned", settings)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("a_number"), block_on("first_name", "surname", "dob")], recall=0.8
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    training.estimate_parameters_using_expectation_maximisation(block_on("a_number"))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.95)
    con.execute(
        f"create temp table linked as select unique_id as record, cluster_id as child from {clusters.physical_name}"
    )


def splink_tuned(con: duckdb.DuckDBPyConnection) -> None:
    """Our standardised names, levels made for these feeds, many cheap blocks, a veto, single best links."""
    standardise(con)
    _make_tuned_columns(con)
    linker = _linker(con, "tuned", _tuned_settings())
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("a_number"), block_on("given", "surname", "exact_dob")], recall=0.9
    )
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=SEED)
    training.estimate_parameters_using_expectation_maximisation(block_on("a_number"), max_pairs=2e6)
    training.estimate_parameters_using_expectation_maximisation(block_on("exact_dob", "sk1"), max_pairs=2e6)
    pairs = linker.inference.predict(threshold_match_weight=0)
    con.execute(f"delete from {pairs.physical_name} where {VETO}")
    clusters = linker.clustering.cluster_using_single_best_links(pairs, NO_FEED, threshold_match_weight=THRESHOLD)
    con.execute(
        f"create temp table linked as select unique_id as record, cluster_id as child from {clusters.physical_name}"
    )


def _linker(con: duckdb.DuckDBPyConnection, table: str, settings: SettingsCreator) -> Linker:
    """A linker over one table per feed, for single best links need to know whence a record comes."""
    api = DuckDBAPI(connection=con)
    con.execute(f"update {table} set a_number = null where a_number = ''")
    inputs = []
    for (feed,) in con.execute(f"select distinct source_dataset from {table} order by 1").fetchall():
        con.execute(f"create table {table}_{feed} as from {table} where source_dataset = '{feed}'")
        con.execute(f"alter table {table}_{feed} drop source_dataset")
        inputs.append(api.register(f"{table}_{feed}", dataset_display_name=feed))
    return Linker(inputs, settings, log_level=None)


def _make_tuned_columns(con: duckdb.DuckDBPyConnection) -> None:
    texts = ", ".join(f"{part}{n}_.text as {part}{n}" for part in "sg" for n in (1, 2))
    joins = " ".join(
        f"left join identity_tokens {part}{n}_ on {part}{n}_.token = p.{part}{n}" for part in "sg" for n in (1, 2)
    )
    con.execute(
        f"""
        create table tuned as
        select record as unique_id, feed as source_dataset, lpad(p.a_number::varchar, 9, '0') as a_number,
               p.a_number // 100 as a_beginning, p.a_number // 1000 as a_six, p.a_number % 1000000 as a_end,
               portal_id, subject_id, dob, born, case when not jan1 then dob end as exact_dob, country, sex, zip,
               seen_on, sk1, sk2, gk1, gk2, {texts}, concat_ws(' ', s1, s2) as surname, g1 as given
        from identity_people p {joins}
        """
    )


def _any_same(one: Sequence[str]) -> str:
    return " or ".join(f"{a}_l = {b}_r" for a in one for b in one)


def _levels(name: str, *levels: Any) -> cl.CustomComparison:
    return cl.CustomComparison(output_column_name=name, comparison_levels=[*levels, cll.ElseLevel()])


def _tuned_settings() -> SettingsCreator:
    one_edit = "damerau_levenshtein(a_number_l, a_number_r) = 1"
    given = _levels(
        "given",
        cll.NullLevel("g1"),
        cll.ExactMatchLevel("given", term_frequency_adjustments=True),
        cll.CustomLevel("gk1_l = gk1_r", "sounds alike or a form of one name"),
        cll.CustomLevel(_any_same(("gk1", "gk2")), "another given name agrees"),
        cll.JaroWinklerLevel("g1", 0.9),
        cll.CustomLevel("starts_with(g1_l, g1_r) or starts_with(g1_r, g1_l)", "an initial"),
        cll.CustomLevel("gk1_l = sk1_r or sk1_l = gk1_r", "fields exchanged"),
    )
    surname = _levels(
        "surname",
        cll.NullLevel("s1"),
        cll.ExactMatchLevel("surname", term_frequency_adjustments=True),
        cll.CustomLevel("sk1_l = sk1_r and sk2_l = sk2_r", "both sound alike"),
        cll.CustomLevel("sk1_l = sk2_r and sk2_l = sk1_r", "both, swapped"),
        cll.CustomLevel(f"(sk2_l is null or sk2_r is null) and ({_any_same(('sk1', 'sk2'))})", "one is missing"),
        cll.CustomLevel(_any_same(("sk1", "sk2")), "one of two"),
        cll.JaroWinklerLevel("surname", 0.9),
    )
    born = _levels(
        "born",
        cll.NullLevel("born"),
        cll.ExactMatchLevel("exact_dob", term_frequency_adjustments=True),
        cll.CustomLevel(
            "year(exact_dob_l) = year(exact_dob_r) and month(exact_dob_l) = day(exact_dob_r)"
            " and day(exact_dob_l) = month(exact_dob_r)",
            "day and month swapped",
        ),
        cll.CustomLevel(
            "abs(born_l - born_r) = 1 and month(exact_dob_l) = month(exact_dob_r)"
            " and day(exact_dob_l) = day(exact_dob_r)",
            "a year off",
        ),
        cll.CustomLevel("(exact_dob_l is null or exact_dob_r is null) and born_l = born_r", "the year alone"),
        cll.CustomLevel(
            "(year(exact_dob_l) = year(exact_dob_r))::int + (month(exact_dob_l) = month(exact_dob_r))::int"
            " + (day(exact_dob_l) = day(exact_dob_r))::int = 2",
            "two parts of three",
        ),
    )
    family = "(gk1_l = gk1_r and {})"
    return SettingsCreator(
        link_type="link_and_dedupe",
        comparisons=[
            given,
            surname,
            born,
            _levels(
                "a_number",
                cll.NullLevel("a_number"),
                cll.ExactMatchLevel("a_number"),
                cll.CustomLevel("abs(a_number_l::int - a_number_r::int) <= 4", "consecutive"),
                cll.CustomLevel(one_edit, "one edit"),
                cll.CustomLevel("a_six_l = a_six_r", "the first six digits"),
            ),
            _levels(
                "number",
                cll.CustomLevel("portal_id_l = portal_id_r or subject_id_l = subject_id_r", "an agency's own number"),
            ),
            cl.ExactMatch("sex"),
            cl.ExactMatch("country").configure(term_frequency_adjustments=True),
            _levels(
                "zip",
                cll.NullLevel("zip"),
                cll.CustomLevel(family.format("zip_l = zip_r"), "one ZIP code and given name"),
            ),
            _levels(
                "seen_on",
                cll.NullLevel("seen_on"),
                cll.CustomLevel(family.format("seen_on_l = seen_on_r"), "one day and given name"),
                cll.CustomLevel(family.format("abs(seen_on_l - seen_on_r) <= 10"), "ten days and given name"),
            ),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("a_number"),
            block_on("portal_id"),
            block_on("subject_id"),
            block_on("sk1", "sk2", "gk1"),
            CustomRule("l.sk1 = r.sk2 and l.gk1 = r.gk1 and l.born = r.born"),
            CustomRule("l.sk1 = r.sk1 and l.gk1 = r.gk2 and l.born = r.born"),
            block_on("exact_dob", "sk1"),
            block_on("exact_dob", "gk1"),
            block_on("exact_dob", "sk2"),
            block_on("sk1", "gk1", "born", "country"),
            block_on("a_beginning", "gk1"),
            block_on("a_six", "gk1", "born"),
            block_on("a_end", "gk1"),
            block_on("zip", "gk1", "sk1"),
            CustomRule("l.gk1 = r.gk1 and l.sk1 = r.sk1 and l.seen_on = r.seen_on"),
            CustomRule("l.gk1 = r.gk1 and l.sk2 = r.sk2 and l.born = r.born"),
        ],
    )
