"""The three questions asked of every child: whereabouts, proceedings, protection. Never added up, never mixed."""
