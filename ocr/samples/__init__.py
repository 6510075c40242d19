"""Draws sample papers of fictional people for tests, demos and measurements; never used to read a paper."""
