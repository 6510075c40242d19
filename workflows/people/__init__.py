"""Persons, bodies, appointments and notices; never a case's content."""
