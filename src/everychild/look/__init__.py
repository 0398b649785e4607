"""How everything that people see looks and speaks: words in two languages, pages, charts, and their one style sheet."""
