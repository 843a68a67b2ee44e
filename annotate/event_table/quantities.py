"""Numbers as newspapers write them, as a value that sorts: "at least 40", "two dozen", "20 to 30".

The figures and the words that bound a number are those of `annotate.suggesters.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from annotate.suggesters.numbers import DIGITS

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: Final = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "no": 0,
    "none": 0,
    "nobody": 0,
    "both": 2,
    "couple": 2,
    "pair": 2,
}
_SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
_PLURALS: Final = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
"""A plural without a number says at least two of them."""
_ARTICLES: Final = frozenset({"a", "an"})
_PARTS: Final = frozenset({"half", "third", "thirds", "quarter", "quarters", "fifth", "fifths"})
_MORE: Final = re.compile(
    r"(?<!no )(?<!not )\b(?:more than|exceed)|\bover\b|\babove\b|\bin excess of|\bupwards of"
)
_LEAST: Final = re.compile(r"\bat least|\bnot? (?:less|fewer) than|\bas (?:many|much) as")
_LESS: Final = re.compile(r"(?<!no )(?<!not )\b(?:less|fewer) than|\bunder\b|\bbelow\b")
_MOST: Final = re.compile(r"\bat most|\bup to|\bnot? (?:more than|exceed)|\bas few as")
_ABOUT: Final = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|close to|estimated|circa|barely)\b"
    r"|~"
)
_TOKEN: Final = re.compile(rf"(?P<figure>{DIGITS})|(?P<word>[^\W\d_]+)|(?P<dash>[-\u2010-\u2015])")
_AND_A_HALF: Final = re.compile(r"[ -]and[ -]a[ -]half\b")
_HALF: Final = "½"
_NO_BOUNDS: Final = (["more"], ["less"], ["fewer"])
_SOME: Final = frozenset({"few", "several", "many"})
"""Ahead of a scale: at least two of it, as a plural says."""
_NO_NUMBER: Final = re.compile(r"\d ?[/\u2044] ?\d|[\u00bc-\u00be\u2150-\u215e]|\bno\. ?\d")
"""A fraction in figures, or what is called by a number."""
_JOINTS: Final = frozenset({"-", "to", "or", "and"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a surface says of a number: bounds, of which one may be open, and how sure it is.

    `is_strict` leaves an open bound itself out: "more than 40" against "at least 40".
    """

    least: Decimal | None = None
    most: Decimal | None = None
    is_about: bool = False
    is_strict: bool = False

    def __str__(self) -> str:
        """As the table shows it: 40, ≥40, >40, ≤40, <40, ~40, 20..30."""
        if self.least is None:
            return f"{'<' if self.is_strict else '≤'}{_plain(self.most)}"
        if self.most is None:
            return f"{'>' if self.is_strict else '≥'}{_plain(self.least)}"
        if self.least == self.most:
            return f"{'~' if self.is_about else ''}{_plain(self.least)}"
        return f"{_plain(self.least)}..{_plain(self.most)}"

    @property
    def order(self) -> tuple[Decimal, Decimal]:
        """By what it sorts: the least number that it can be, then the greatest."""
        least = self.least if self.least is not None else Decimal(0)
        return (least, self.most if self.most is not None else Decimal("Infinity"))


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


class _Run(NamedTuple):
    """Words that make one number: its value, and the tokens `first` to `end`."""

    value: Decimal
    first: int
    end: int
    scale: int = 1
    is_open: bool = False


@lru_cache(maxsize=8192)
def quantity_of(surface: str) -> Quantity | None:
    """The first number of `surface`, wherever in it ("at least 40 men"); `None` without one.

    "several", "a few" and "many" alone say none, and neither does a fraction.
    """
    text = " ".join(surface.lower().split())
    if _NO_NUMBER.search(text):
        return None
    text = _AND_A_HALF.sub(f" {_HALF}", text)
    tokens = [match.group() for match in _TOKEN.finditer(text)]
    runs = _runs(tokens)
    first = next(runs, None)
    if first is None or set(tokens[first.end : first.end + 2]) & _PARTS:
        return None
    second = next(runs, None)
    if second is not None and _is_joined(tokens, first, second):
        # "2 to 3 million"
        least = first.value * (second.scale if first.value * 1000 < second.value else 1)
        if least < second.value:
            return Quantity(least, second.value)
    if first.is_open:
        return Quantity(least=first.value, is_about=True)
    is_about = _ABOUT.search(text) is not None
    for pattern, is_least, is_strict in _BOUNDS:
        if pattern.search(text):
            if is_least:
                return Quantity(least=first.value, is_about=is_about, is_strict=is_strict)
            return Quantity(most=first.value, is_about=is_about, is_strict=is_strict)
    return Quantity(first.value, first.value, is_about)


_BOUNDS: Final = (
    (_MORE, True, True),
    (_LEAST, True, False),
    (_LESS, False, True),
    (_MOST, False, False),
)
"""Words, whether they are a lower bound, and whether it is left out itself."""


def _is_joined(tokens: Sequence[str], first: _Run, second: _Run) -> bool:
    between = tokens[first.end : second.first]
    joint = "-" if between and between[0] not in _JOINTS and not between[0].isalpha() else None
    is_one = len(between) == 1 and (joint or between[0]) in _JOINTS
    return is_one and (between[0] != "and" or "between" in tokens[: first.first])


def _runs(tokens: Sequence[str]) -> Iterator[_Run]:
    place = 0
    while place < len(tokens):
        run = _run_at(tokens, place)
        if run is None:
            place += 1
        else:
            yield run
            place = run.end


def _run_at(tokens: Sequence[str], first: int) -> _Run | None:
    """The number that begins with the word `first`: figures or a word, then scales."""
    word = tokens[first]
    vague = _vague_at(tokens, first)
    if vague is not None:
        return vague
    if word in _ARTICLES or word in _SCALES:
        scaled = tokens[first + 1 : first + 2] if word in _ARTICLES else [word]
        if not scaled or scaled[0] not in _SCALES or len(scaled[0]) <= len("mln"):
            return None
        return _with_scales(tokens, first, first + (word in _ARTICLES), Decimal(1))
    if word[0].isdecimal():
        value = Decimal(re.sub(r"[^\d.]", "", word))
        return _with_scales(tokens, first, first + 1, value)
    if word == "half":
        return _half_at(tokens, first)
    if word not in _WORDS or (word == "no" and tokens[first + 1 : first + 2] in _NO_BOUNDS):
        return None
    value, end = Decimal(_WORDS[word]), first + 1
    if word in _TENS:
        after = tokens[end + 1 : end + 2] if tokens[end : end + 1] == ["-"] else []
        if after and after[0] in _ONES[1:10]:
            value += _WORDS[after[0]]
            end += 2
    return _with_scales(tokens, first, end, value)


def _vague_at(tokens: Sequence[str], first: int) -> _Run | None:
    """Read "dozens", "tens of thousands", or a scale behind "a few": at least two of it."""
    word, end = tokens[first], first + 1
    if word in _SCALES and first and tokens[first - 1] in _SOME:
        return _Run(Decimal(2 * _SCALES[word]), is_open=True, first=first, end=end)
    if word not in _PLURALS:
        return None
    value = Decimal(2 * _PLURALS[word])
    if tokens[end : end + 1] == ["of"] and set(tokens[end + 1 : end + 2]) & _PLURALS.keys():
        return _Run(value * _PLURALS[tokens[end + 1]], is_open=True, first=first, end=end + 2)
    return _Run(value, is_open=True, first=first, end=end)


def _half_at(tokens: Sequence[str], first: int) -> _Run | None:
    """Read "half a dozen", "half-million"; of anything else half is no number."""
    ahead = first + (2 if tokens[first + 1 : first + 2] == ["-"] else 1)
    is_scaled = set(tokens[ahead : ahead + 1]) & {"a", *_SCALES}
    scaled = _run_at(tokens, ahead) if is_scaled else None
    return None if scaled is None else scaled._replace(value=scaled.value / 2, first=first)


def _with_scales(tokens: Sequence[str], first: int, end: int, value: Decimal) -> _Run:
    """Go on with "hundred", "thousand and five", "and a half", "-million" behind a number."""
    total, current, scale = Decimal(0), value, 1
    while end < len(tokens):
        step = 2 if tokens[end] == "-" and tokens[end + 1 : end + 2] else 1
        word = tokens[end + step - 1]
        if word in _SCALES:
            current *= _SCALES[word]
            scale = max(scale, _SCALES[word])
            end += step
            if _SCALES[word] >= 1000:
                total, current = total + current, Decimal(0)
            continue
        if word == _HALF:
            current += Decimal(scale) / 2
            end += 1
            continue
        if (total or current >= 100) and tokens[end] in {"and", *_WORDS}:
            rest = _run_at(tokens, end + 1 if tokens[end] == "and" else end)
            room = current or total
            is_smaller = rest is not None and not rest.is_open and rest.value < min(room, 1000)
            if rest is not None and is_smaller and not tokens[rest.first][0].isdecimal():
                return _Run(total + current + rest.value, first, rest.end, scale)
        break
    return _Run(total + current, first, end, scale)
