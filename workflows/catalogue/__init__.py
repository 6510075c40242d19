"""Service items as data: packs are read, checked, published and found here; never a case."""
