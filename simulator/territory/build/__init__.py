"""Rerunnable scripts that make the territory's tables from open registry packages."""
