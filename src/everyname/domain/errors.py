"""Two kinds of trouble that a person can mend; everything else is a fault of the program.

``InputError``: the call or the input is wrong (exit code 2). ``CheckFailedError``: the data says no (exit code 1).
Each message is one line that names what, where, and what to do.
"""

from __future__ import annotations


class InputError(ValueError):
    """The call or the input is wrong."""


class CheckFailedError(Exception):
    """A check was made and the data says no."""
