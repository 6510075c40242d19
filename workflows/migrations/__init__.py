"""Database migrations of workflows."""
