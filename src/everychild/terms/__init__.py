"""The words: agencies, event kinds, time, authority, verdicts. Imports nothing of ours."""
