"""Which parameter sets the published facts leave possible: history matching, then the closest of them (MODEL 3.8)."""
