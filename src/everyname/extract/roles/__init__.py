"""Who the named persons are: evidence, roles, occasions and the kind of the text."""
