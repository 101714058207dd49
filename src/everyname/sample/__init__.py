"""An invented slice of a war: a sample of reports with known truth, and the generator of whole tallies.

Invariant: every person, village, unit and outlet here is invented; the same seed gives the same bytes.
"""
