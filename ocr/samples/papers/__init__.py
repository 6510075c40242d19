"""One file for each kind of sample paper, found by being here; each has `values(rng)` and `draw(values, rng)`."""
