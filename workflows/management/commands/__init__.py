"""Commands of manage.py that act on cases, packs and the city."""
