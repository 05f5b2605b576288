"""The Voilà application."""
