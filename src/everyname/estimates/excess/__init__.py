"""Excess deaths of men over what women's deaths lead one to expect."""
