"""Database migrations of ledger."""
