"""The engine, with no database: drawings, events and what is open."""
