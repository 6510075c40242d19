"""A Django app, because django-viewflow looks for flows in apps alone."""
