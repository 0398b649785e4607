"""The stages of clustering, in order."""

from __future__ import annotations

import duckdb

from everychild.identity.cluster.claims import claim
from everychild.identity.cluster.constraints import constrain
from everychild.identity.cluster.core import group
from everychild.identity.cluster.doubt import doubt
from everychild.identity.cluster.following import follow


def cluster(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_clusters`` of all ``records``: see ``cluster_people`` and ``follow``."""
    return [*cluster_people(con), *follow(con)]


def cluster_people(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Make ``identity_clusters`` (record, child) of the records that name a person; return remarks.

    Reads ``identity_people``, ``identity_scored``, ``identity_alone`` and the people's ``identity_said``. Makes also
    ``identity_uncertain`` and ``identity_review`` (see ``doubt``) and ``identity_used`` (a, b, weight, because): the
    pairs that speak for the links. Records that no scored pair connects do not touch each other's outcome.
    """
    remarks = constrain(con)
    remarks += group(con)
    remarks += claim(con)
    doubt(con)
    con.execute(
        """
        create or replace temp table identity_clusters as
        select record, min(record) over (partition by grp) as child from identity_groups
        """
    )
    con.execute(
        """
        create or replace temp table identity_used as
        select s.l as a, s.r as b, s.weight, 'compared' as because from identity_scored s
        join identity_groups x on x.record = l join identity_groups y on y.record = r and y.grp = x.grp
        where s.weight > 0
        """
    )
    for table in ("identity_musts", "identity_nevers", "identity_groups", "identity_units", "identity_choices"):
        con.execute(f"drop table {table}")
    return remarks
