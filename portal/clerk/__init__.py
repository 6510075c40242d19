"""The clerks' pages: the inbox of a desk, one task, and the counter; never a rule of a case."""
