"""What may be asked of cases; each query says who may see what, and writes nothing but that somebody looked."""
