"""Gathers the models of all rooms, so that Django finds them."""
