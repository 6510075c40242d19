"""One suite a file, found by being here."""
