"""Commands of accounts for `manage.py`; never pages."""
