"""everyname: an independent, verifiable tally of a war's dead from open sources."""

__version__ = "0.1.0"
