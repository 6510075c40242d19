"""Connectors: each file one outside system, found by being there; all pass one conformance suite."""
