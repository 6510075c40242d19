"""How dates read in each language; never what they mean."""
