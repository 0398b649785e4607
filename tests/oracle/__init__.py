"""A deliberately naive second reading of the definitions: plain Python, one child at a time, no code of the plan.

Start at ``account.account``. ``told`` reads deliveries, ``facts`` reads rows, ``links`` finds the children,
``custody`` the entries and hand-overs, ``duties`` and ``verdicts`` the verdicts, ``standings`` the three questions,
``figures`` the counts.
"""
