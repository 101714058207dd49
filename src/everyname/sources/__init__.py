"""One module a format: a path in, reports and quarantined rows out. Bad input loses nothing and is never guessed at."""
