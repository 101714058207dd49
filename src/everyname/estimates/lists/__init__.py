"""How many died, from how several lists overlap (multiple systems estimation, capture-recapture)."""
