"""Which language a text or a sentence is in: Russian, Ukrainian or English, by letters and function words.

Invariant: deterministic and linear; text without a sign of its own takes the language of its surroundings.
"""

from __future__ import annotations

import re

_UK = re.compile(r"[іїєґІЇЄҐ]")
_RU = re.compile(r"[ыэъёЫЭЪЁ]")
_CYRILLIC = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ]")
_LATIN = re.compile(r"[A-Za-z]")
_UK_WORDS = re.compile(r"\b(?:та|що|який|яка|які|від|під|був|була|були|року|його|її|загинув|на жаль|ми|ще|вже)\b", re.I)
_RU_WORDS = re.compile(r"\b(?:и|что|который|от|был|была|были|года|его|её|ее|погиб|не|мы|ещё|еще|уже|во|со)\b", re.I)


def language(text: str, default: str = "ru") -> str:
    """``ru``, ``uk`` or ``en``; ``default`` when nothing in the text decides."""
    sample = text[:20_000]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic == latin == 0:
        return default
    if latin > 2 * cyrillic:
        return "en"
    uk = 3 * len(_UK.findall(sample)) + 2 * len(_UK_WORDS.findall(sample))
    ru = 3 * len(_RU.findall(sample)) + 2 * len(_RU_WORDS.findall(sample))
    if uk == ru:
        return default if default != "en" else "ru"
    return "uk" if uk > ru else "ru"
