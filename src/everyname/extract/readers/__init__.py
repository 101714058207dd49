"""Optional readers beside the rules: what they say is a proposal like any other."""
