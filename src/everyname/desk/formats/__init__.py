"""Dates as the site writes them, where a language of Django has another habit."""
