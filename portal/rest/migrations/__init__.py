"""Database migrations of the REST interface."""
