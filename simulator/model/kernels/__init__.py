"""Compiled parts of the month: arrays in, arrays out; each has a slow twin in tests/reference."""
