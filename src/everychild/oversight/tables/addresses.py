"""What was written as the sponsor's address at each child's latest release."""

from __future__ import annotations

import duckdb

from everychild.accounting import moments
from everychild.accounting.language import last
from everychild.accounting.picks import column, part
from everychild.oversight.figure import latest_release
from everychild.oversight.tables.table import Table, counted
from everychild.terms.events import release_address

LINES = ("deliverable", "blank", "undeliverable", "unit_missing", "not_checked")


def addresses(con: duckdb.DuckDBPyConnection) -> Table:
    """By what the row of the release says; a street or postal code left empty comes before what the check found."""
    release, address = column(latest_release), column(last(release_address))
    found = con.execute(f"""
        with latest as (
            select {moments.record(f"arg_max({address}, {release})")} as stated,
                {moments.record(f"max({release})")} as record,
                arg_max(coalesce({part(address, "detail")}, ''), {release}) as detail
            from entries semi join cohort_entries using (child, entry) where {release} is not null group by child
        )
        select case when stated is distinct from record or detail not in ('ok', 'defective') then 'not_checked'
            when detail = 'ok' then 'deliverable'
            when sponsor_street = '' or sponsor_zip = '' then 'blank'
            when sponsor_delivery_check = 'unit_missing' then 'unit_missing' else 'undeliverable' end as line, count(*)
        from latest left join release_places using (record) group by 1""").fetchall()
    return counted("addresses", LINES, found)
