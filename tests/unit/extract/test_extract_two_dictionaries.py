"""Russian and Ukrainian dictionaries in one process do not disturb each other."""

from __future__ import annotations

import subprocess
import sys

READ = """
from everyname.extract.names.parts import is_place_word
from everyname.extract.tolls.phrases import is_nominal
assert is_place_word("самара")
assert is_nominal("місто", "uk")
assert not is_place_word("стол")
"""


def test_a_russian_word_is_known_after_a_ukrainian_one_was_asked() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, timeout=100)
    assert not done.stderr
