"""Numbers as people write them: digits with any separator, words, ranges, bounds, percentages and fractions.

Invariant: a quantity has the whole persons it says and the span it was read from; nothing is rounded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from everyname.domain.tolls import Qualifier
from everyname.extract.tolls.lexicon import any_of, flat, vocabulary

_DIGITS = r"(?<![\w.,/№#])(?<![^\W\d_][-–‑])(?:\d{1,3}(?:[   ,.'’]\d{3})+(?![\d]|[.,]\d)|\d+(?:[.,]\d+)?)(?!\d)"
_FILE = "tolls_numbers"


@dataclass(frozen=True, slots=True)
class Quantity:
    """``low`` to ``high`` persons at ``start:end`` (the number) with its bounding words from ``outer``.

    ``share`` is set instead of the values for "half" and "15 %", until the whole is known.
    """

    low: int
    high: int
    start: int
    end: int
    outer: int
    qualifier: Qualifier = Qualifier.EXACT
    share: Fraction | None = None
    signed: bool = False  # written "+660"
    digits: bool = True

    def of(self, whole: Quantity) -> Quantity:
        """The persons that this share is of ``whole``; a share of a person becomes the two whole numbers around it."""
        assert self.share is not None
        low, high = math.floor(self.share * whole.low), math.ceil(self.share * whole.high)
        exact = low == high and self.qualifier is Qualifier.EXACT
        qualifier = self.qualifier if exact or self.qualifier is not Qualifier.EXACT else Qualifier.ABOUT
        return replace(self, low=low, high=high, qualifier=qualifier, share=None)


@dataclass(frozen=True, slots=True)
class _Atom:
    value: Fraction
    start: int
    end: int
    kind: str  # digits, value, half, multiplier, bare


@lru_cache(maxsize=8)
def _words(lang: str) -> tuple[re.Pattern[str], dict[str, tuple[Fraction, str]]]:
    """The pattern of every number word and, by its form, value and kind."""
    content = vocabulary(lang, _FILE)
    table: dict[str, tuple[Fraction, str]] = {}
    for section, kind in (("values", "value"), ("halves", "half"), ("multipliers", "multiplier")):
        for value, forms in content[section].items():
            table.update({flat(form): (Fraction(str(value)), kind) for form in forms})
    for form in content["bare"]:
        table[flat(form)] = (table[flat(form)][0], "bare")
    return re.compile(any_of(table) + r"\.?|" + _DIGITS), table


def _atoms(text: str, lang: str) -> list[_Atom]:
    found_words, table = _words(lang)
    atoms = []
    digits = re.compile(_DIGITS)
    scale = re.compile(any_of(form for form, (value, kind) in table.items() if kind == "multiplier"))
    position = 0
    while match := found_words.search(text, position):
        position = match.end()
        known = table.get(re.sub(r"\s+", " ", match.group().rstrip(".")))
        if known:
            end = match.end()
            if match.group().endswith(".") and known[1] == "value":
                end -= 1
            atoms.append(_Atom(known[0], match.start(), end, known[1]))
        elif digits.fullmatch(text, match.start(), match.end()):
            follows = text[match.end() :].lstrip()
            value = _digit_value(match.group(), scaled=bool(scale.match(follows)))
            atoms.append(_Atom(value, match.start(), match.end(), "digits"))
            if glued := re.match(r"[kк](?!\w)", text[match.end() :]):
                atoms.append(_Atom(Fraction(1000), match.end(), match.end() + glued.end(), "multiplier"))
                position = match.end() + glued.end()
    return atoms


def _digit_value(text: str, scaled: bool) -> Fraction:
    """The value of digits: groups of three are thousands, unless one group stands before a multiplier ("1,5 тыс.")."""
    groups = re.split(r"[^\d]", text)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and not (scaled and len(groups) == 2 and "," in text):
        return Fraction("".join(groups))
    return Fraction(".".join(groups[:2]))


def _chains(text: str, atoms: list[_Atom], lang: str) -> list[tuple[_Atom, ...]]:
    """Neighbouring atoms that make one number: «двести сорок», "10 thousand", "one hundred and five"."""
    joiner = re.compile(r"\s*(?:" + any_of(vocabulary(lang, _FILE)["joiners"]) + r")?\s*")
    chains: list[tuple[_Atom, ...]] = []
    for atom in atoms:
        if chains and joiner.fullmatch(text, chains[-1][-1].end, atom.start) and _goes_on(chains[-1], atom, text):
            chains[-1] = (*chains[-1], atom)
        else:
            chains.append((atom,))
    return [c for c in chains if not (len(c) == 1 and c[0].kind in ("half", "multiplier"))]


def _goes_on(chain: tuple[_Atom, ...], atom: _Atom, text: str) -> bool:
    last = chain[-1]
    gap = text[last.end : atom.start].strip()
    if atom.kind == "digits":
        return False
    if atom.kind in ("multiplier", "bare"):
        return not gap and (
            last.kind not in ("multiplier", "bare") or last.value < atom.value or last.value >= 1000 > atom.value
        )
    if last.kind == "digits" or atom.kind == "half":
        return False
    return atom.value < last.value and (last.value % 100 == 0 or (last.value >= 20 and atom.value < 10))


def _chain_value(chain: tuple[_Atom, ...]) -> Fraction:
    total = current = Fraction(0)
    for atom in chain:
        if atom.kind not in ("multiplier", "bare"):
            current += atom.value
        elif atom.value >= 1000:
            total, current = total + (current or 1) * atom.value, Fraction(0)
        else:
            current = (current or 1) * atom.value
    return total + current


def find_quantities(flat_text: str, lang: str) -> list[Quantity]:
    """Every number of a flat text with its bounds, ranges joined, in the order of the text."""
    numbers = []
    for chain in _chains(flat_text, _atoms(flat_text, lang), lang):
        value = _chain_value(chain)
        start, end = chain[0].start, chain[-1].end
        digits = chain[0].kind == "digits"
        signed = flat_text[max(0, start - 1) : start] == "+"
        half = chain[0].kind == "half"
        qualifier = Qualifier.ABOUT if half and chain[0].value == 2 else Qualifier.EXACT
        numbers.append(
            (value, Quantity(math.floor(value), math.ceil(value), start, end, start, qualifier, None, signed, digits))
        )
    joined = _ranges(flat_text, numbers, lang)
    return sorted([_bounded(flat_text, q, lang) for q in _shares(flat_text, joined, lang)], key=lambda q: q.start)


def _ranges(text: str, numbers: list[tuple[Fraction, Quantity]], lang: str) -> list[tuple[Fraction, Quantity]]:
    """Join "between A and B", "A-B", «от A до B»; a multiplier after B counts for a smaller A too."""
    ranges = vocabulary(lang, _FILE)["ranges"]
    opener = re.compile(any_of(ranges["open"]) + r"\s*$")
    join = re.compile(r"\s*(" + any_of(ranges["join"]) + r")\s*")
    change = re.compile(any_of(vocabulary(lang, "tolls_cues")["changes"]) + r"\s+(?:\w+\s+){0,2}$")
    out: list[tuple[Fraction, Quantity]] = []
    for value, quantity in numbers:
        previous = out[-1] if out else None
        link = join.fullmatch(text, previous[1].end, quantity.start) if previous else None
        if previous and link and previous[1].low == previous[1].high:
            dashed = link.group(1) in ("-", "–", "—") and previous[1].end == link.start()
            opened = opener.search(text, 0, previous[1].start)
            low = _scaled(previous[0], value, text[quantity.start : quantity.end])
            plain = link.group(1) in ranges["plain"] and previous[1].digits and quantity.digits and value <= 10 * low
            changed = opened and change.search(text, 0, opened.start())
            if (dashed or opened or plain) and low < value and not changed:
                outer = opened.start() if opened else previous[1].start
                joined = replace(quantity, low=math.floor(low), start=previous[1].start, outer=outer)
                out[-1] = (value, replace(joined, qualifier=_range_kind(text, quantity, lang)))
                continue
        out.append((value, quantity))
    return out


def _scaled(low: Fraction, high: Fraction, written: str) -> Fraction:
    """``low`` in the unit of ``high``: «40-55 тысяч» is 40,000-55,000."""
    unit = 1000 if high >= 1000 and re.search(r"[^\W\d]", written) else 1
    return low * unit if unit > 1 and low < high / unit else low


def _range_kind(text: str, quantity: Quantity, lang: str) -> Qualifier:
    near = text[max(0, quantity.start - 80) : quantity.end + 80]
    interval = re.search(any_of(vocabulary(lang, _FILE)["interval"]), near)
    return Qualifier.INTERVAL if interval else Qualifier.RANGE


def _shares(text: str, numbers: list[tuple[Fraction, Quantity]], lang: str) -> list[Quantity]:
    """Percentages and fractions; a number that is a percentage stays no count."""
    cues = vocabulary(lang, "tolls_cues")
    percent = re.compile(r"\s*" + any_of(cues["percent"]))
    out = []
    for value, quantity in numbers:
        if match := percent.match(text, quantity.end):
            out.append(replace(quantity, share=value / 100, end=match.end()))
        else:
            out.append(quantity)
    for written, forms in cues["shares"].items():
        for match in re.finditer(any_of(forms), text):
            if any(q.start <= match.start() and q.end > match.end() for q in out):
                continue
            out = [q for q in out if q.end <= match.start() or q.start >= match.end()]
            out.append(Quantity(0, 0, match.start(), match.end(), match.start(), share=Fraction(written), digits=False))
    return out


def _bounded(text: str, quantity: Quantity, lang: str) -> Quantity:
    """The quantity with the words that bound it, before or after."""
    content = vocabulary(lang, _FILE)
    for code, phrases in content["before"].items():
        if match := re.search(any_of(phrases) + r"\s*$", text[: quantity.outer]):
            kind = (
                quantity.qualifier if quantity.qualifier in (Qualifier.RANGE, Qualifier.INTERVAL) else Qualifier(code)
            )
            return replace(quantity, outer=match.start(), qualifier=kind)
    for code, phrases in content["after"].items():
        if match := re.match(r"\s*" + any_of(phrases), text[quantity.end :]):
            return replace(quantity, end=quantity.end + match.end(), qualifier=Qualifier(code))
    return quantity
