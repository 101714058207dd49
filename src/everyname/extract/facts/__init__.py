"""Which typed span belongs to which person, and what it says of him."""
