"""Append-only history that a stranger can verify: canonical JSON, a Merkle tree, signed checkpoints, proofs."""
