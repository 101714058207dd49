"""The vault: every byte that came in, once, under its hash."""
