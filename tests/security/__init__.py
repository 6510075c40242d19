"""Attacks that were tried on the portal, each with what keeps it out."""
