"""A day has no leading zero: «5 липня 2024 р.»."""

DATE_FORMAT = "j E Y р."
