"""How long words are kept: what is due to be erased, what is held, and what stands in its place afterwards."""
