"""Bytes in, located fields out; never a case."""
