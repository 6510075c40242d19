"""Edge cases of the law, each a test whose name says it, at the level of commands."""
