"""Database migrations of portal."""
