"""Record in, proof out; never a case."""
