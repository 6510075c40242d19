"""Installs, starts, watches and stops OneDoor on one machine; never needs more than Python's standard library."""
