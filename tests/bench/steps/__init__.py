"""The measured case in each engine: one file an engine, a process of its own for each, driven in turns."""
