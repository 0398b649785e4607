"""What is owed, done, late or unknown: duties, standings and signals, declared and compiled to one SQL plan."""
