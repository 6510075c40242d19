"""Jobs and connectors: what happens outside the transaction of a command; never a legal move."""
