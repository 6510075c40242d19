"""The verbs: each file is one command; a new one joins by being there."""
