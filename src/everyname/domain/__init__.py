"""The words of the house: dates, names, claims, roles, statuses and rules. Standard library only."""
