"""One module per format: a file in, Reports out. Every row is a report, quarantined, or skipped."""
