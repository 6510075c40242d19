"""The values of FEEL: what they are, how they compare and how they are written; never how an expression runs."""
