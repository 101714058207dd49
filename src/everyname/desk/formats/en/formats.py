"""Day, month, year: "5 July 2024"."""

DATE_FORMAT = "j F Y"
