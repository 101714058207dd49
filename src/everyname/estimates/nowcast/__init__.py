"""How many of the dead of a week are still to be named, from how late earlier weeks were."""
