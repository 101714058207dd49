"""Vocabulary files of the readers: data, installed with the package."""
