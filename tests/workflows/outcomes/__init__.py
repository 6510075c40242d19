"""Documents, seals and certificates."""
