"""The tables, projections of the ledger, and the only function that writes them: ``register.record.record``."""
