"""Formats of English live here; never words."""
