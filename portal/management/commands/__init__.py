"""One command of the portal a module."""
