"""One module per format: a file in, Reports out. Nothing that came in is lost: a row is a report, quarantined, or skipped."""
