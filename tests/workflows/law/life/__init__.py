"""What the tables of legal moves promise, each kind of matter by being there."""
