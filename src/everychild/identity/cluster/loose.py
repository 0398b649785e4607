"""Nameless records that follow no child: joined with each other, as far as people do not say otherwise."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import duckdb
import numpy as np

from everychild.identity.cluster.solving import Component
from everychild.identity.cluster.together import components


def together(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Add to ``identity_followers`` the nameless that follow nobody, each under the lowest of its like; return remarks.

    Reads ``identity_numbers`` and ``identity_said``. A number that a named record holds joins nobody here: whose it is
    is in dispute. Where people spoke, links are made one by one, theirs first, then the strongest.
    """
    con.execute(
        """
        create or replace temp table identity_loose as
        select record from identity_nameless anti join identity_followers using (record)
        """
    )
    con.execute(
        """
        create or replace temp table identity_ties as
        with free as (select rank, value, record from identity_numbers semi join identity_loose using (record)
                      anti join (select value from identity_numbers anti join identity_loose using (record)) t
                      using (value)),
        firsts as (select value, min(record) as first from free group by value)
        select first as a, record as b, rank, null as says from free join firsts using (value) where record <> first
        union all
        select a, b, -1000000000 + row_number() over (order by "at", id), says from identity_said
        semi join identity_loose x on x.record = a semi join identity_loose y on y.record = b where says <> 'unsure'
        """
    )
    found = con.execute("select a, b from identity_ties where says is distinct from 'different'").fetchnumpy()
    loose = con.execute("select record from identity_loose").fetchnumpy()["record"].astype(np.int64)
    label = components(
        int(loose.max()) + 1 if len(loose) else 0, found["a"].astype(np.int64), found["b"].astype(np.int64)
    )
    con.register("identity_found", {"record": loose, "child": label[loose]})
    con.execute("create or replace temp table identity_labels as from identity_found")
    con.unregister("identity_found")
    remarks = _heed(con)
    con.execute(
        """
        insert into identity_followers
        select l.record, min_by(t.a, t.rank) filter (says is null), l.child, min(t.rank) filter (says is null)
        from identity_labels l left join identity_labels x on x.child = l.child and x.record < l.record
        left join identity_ties t on t.b = l.record and t.a = x.record
        group by l.record, l.child
        """
    )
    for table in ("identity_loose", "identity_ties", "identity_labels"):
        con.execute(f"drop table {table}")
    return remarks


def _heed(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Label anew, link by link, the records that hang together with any of which people said that they differ."""
    ties = con.execute(
        """
        with spoken as (select distinct child from identity_ties join identity_labels on record = a
                        where says = 'different')
        select child, rank, a, b, says from identity_ties join identity_labels on record = a
        semi join spoken using (child) order by child, rank, a, b
        """
    ).fetchall()
    record_of: list[int] = []
    child_of: list[int] = []
    contradicted = 0
    for _, found in groupby(ties, itemgetter(0)):
        links = list(found)
        records = sorted({record for _, _, a, b, _ in links for record in (a, b)})
        at = {record: n for n, record in enumerate(records)}
        never = [(at[a], at[b]) for _, _, a, b, says in links if says == "different"]
        component = Component(len(records), {}, never, 0.0)
        for _, _, a, b, says in links:
            if says != "different" and not component.must(at[a], at[b]):
                contradicted += says == "same"
        for group in component.groups():
            record_of += [records[n] for n in group]
            child_of += [records[group[0]]] * len(group)
    con.register("identity_found", {"record": np.array(record_of, np.int64), "child": np.array(child_of, np.int64)})
    con.execute(
        """
        update identity_labels set child = f.child from identity_found f where f.record = identity_labels.record
        """
    )
    con.unregister("identity_found")
    if not contradicted:
        return []
    return [f"judgements: {contradicted:,} of 'same' contradict a 'different'; those records stay apart"]
