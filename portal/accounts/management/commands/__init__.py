"""One command of accounts a module."""
