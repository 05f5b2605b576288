"""How the tables of the log came to be, step by step; each step stays as it was published."""
