"""Formats of zh-Hans live here; never words."""
