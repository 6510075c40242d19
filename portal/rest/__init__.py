"""The REST interface for departments' systems; never a rule of its own."""
