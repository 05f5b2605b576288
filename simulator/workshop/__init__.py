"""People deciding together: the event log of a workshop, the state folded from it, and what it leaves."""
