"""Matplotlib figures from tables; no widgets."""
