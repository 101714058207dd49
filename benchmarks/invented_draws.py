"""What invented lists are drawn from: words by frequency, and how a text and a date go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from random import Random

Row = dict[str, str]
Maker = Callable[[], tuple[Row, Callable[[], Row]]]  # a person and what one report says of him
_HEARD = {
    "ru": ("о а", "е и", "в ф", "д т", "б п", "г к", "тс ц", "нн н", "з с"),
    "en": ("ph f", "ie y", "ck k", "ee ea", "s z", "i y", "ll l", "tt t", "ou u"),
    "ar": ("ة ه", "ى ي", "أ ا", "ظ ض", "ذ د", "ث ت", "ق ك", "ؤ و"),
}
_SCANNED = [
    ("н", "и"),
    ("ш", "щ"),
    ("с", "о"),
    ("ь", "ы"),
    ("rn", "m"),
    ("l", "1"),
    ("e", "c"),
    ("u", "v"),
    ("ب", "ت"),
    ("ر", "ز"),
    ("0", "8"),
    ("1", "7"),
]
_ALPHABETS = {
    "ru": "абвгдежзийклмнопрстуфхцчшыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}


class Weighted:
    """Draws by frequency."""

    def __init__(self, values: list[str], weights: list[float]) -> None:
        self.values, self.total = values, list(accumulate(weights))

    def draw(self, random: Random) -> str:
        """One value."""
        return random.choices(self.values, cum_weights=self.total)[0]


def words(random: Random, count: int, starts: str, middles: str, ends: str) -> list[str]:
    """``count`` different words made of these parts."""
    made: dict[str, None] = {}
    while len(made) < count:
        middle = "".join(random.choice(middles.split()) for _ in range(random.randint(1, 2)))
        made[random.choice(starts.split()) + middle + random.choice(ends.split())] = None
    return list(made)


def zipf(values: list[str], power: float = 0.9) -> Weighted:
    """Draws the first the most often."""
    return Weighted(values, [1.0 / (i + 1) ** power for i in range(len(values))])


class Errors:
    """One error model: how a text and a date go wrong."""

    def __init__(self, random: Random, language: str, kind: str) -> None:
        self.random, self.alphabet, self.kind = random, _ALPHABETS[language], kind
        self.swaps = [tuple(pair.split()) for pair in _HEARD[language]] if kind == "hearing" else _SCANNED

    def text(self, text: str, rate: float) -> str:
        """The text, changed once with this probability."""
        if not text or self.random.random() > rate:
            return text
        if self.kind != "typing":
            fitting = [(a, b) for a, b in self.swaps if a in text]
            if fitting:
                return text.replace(*self.random.choice(fitting), 1)
        place, letter = self.random.randrange(len(text)), self.random.choice(self.alphabet)
        edits = [
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + letter + text[place + 1 :],
        ]
        if place + 1 < len(text):
            edits.append(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
        return self.random.choice(edits)

    def day(self, day: date, rate: float) -> date:
        """The day, wrong with this probability."""
        if self.random.random() > rate:
            return day
        if day.day <= 12 and self.random.random() < 0.3:
            return day.replace(month=day.day, day=day.month)
        return day + timedelta(days=self.random.choice([-10, -1, 1, 2, 10, 365, -365, 30]))
