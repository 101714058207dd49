"""Effects of events on the tables, one module a part of the way. Only ``apply`` calls them."""
