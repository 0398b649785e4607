"""The tests: whole journeys, the naive oracle, and the random histories that set one against the other."""
