"""The optional neural tagger: flags what the rules do not see, and says what to install when it is absent."""

import importlib.util
import sys

import pytest

from everyname.domain.errors import InputError
from everyname.extract import read
from everyname.extract.names import tagger

INSTALLED = all(importlib.util.find_spec(name) for name in ("natasha", "slovnet", "navec"))


@pytest.mark.skipif(not INSTALLED, reason="the extra ner is not installed")
def test_unseen_name_is_flagged_and_natasha_never_imported() -> None:
    reading = read("На СВО погиб рядовой Кошкарин Лев. Сообщил Уэйлон Брэкстон.", ner=True)
    assert any("Уэйлон Брэкстон" in warning for warning in reading.warnings)
    assert "natasha" not in sys.modules


def test_absent_tagger_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    tagger.tagger.cache_clear()
    with pytest.raises(InputError, match=r"everyname\[ner\]"):
        tagger.tagger()
