"""The report: one self-contained HTML page that a director, a reporter and an auditor can read, without script."""
