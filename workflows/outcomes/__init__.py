"""Decisions, documents and certificates that a case brings forth; never the route to them."""
