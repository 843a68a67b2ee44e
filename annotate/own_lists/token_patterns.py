"""Token patterns of spaCy (`Matcher`, `EntityRuler`), as far as they need no pipeline.

They are matched here, not by spaCy: in the window there is no spaCy, and its matcher takes minutes
for a few stars in a row, while stepping a set of states is linear. Regular expressions and what a
pipeline would have to find out (POS, LEMMA, …) are refused with a reason.
https://spacy.io/api/matcher#patterns
"""

from __future__ import annotations

import json
import operator
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, cast

from annotate.errors import ListEntryError

LONGEST: Final = 50
"""Tokens that a match can have."""

_MOST_STEPS: Final = 60
_REPEAT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_FRACTION = re.compile(r"\d+/\d+")
_NUMBER_WORDS = frozenset(
    (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "hundred", "thousand", "million", "billion", "trillion",
    )
)  # fmt: skip
_COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le,
    ">": operator.gt, "<": operator.lt,
}  # fmt: skip


def _is_punctuation(text: str) -> bool:
    return all(unicodedata.category(char).startswith("P") for char in text)


def _is_like_number(text: str) -> bool:
    plain = text.lstrip("+-±~").replace(",", "").replace(".", "")
    return plain.isdigit() or bool(_FRACTION.fullmatch(plain)) or plain.lower() in _NUMBER_WORDS


def shape_of(text: str) -> str:
    """The form of a word as spaCy writes it: "Xxxx" for "Kyiv", "dd" for "24"; four of a kind."""
    shape: list[str] = []
    run = 0
    for char in text:
        kind = ("X" if char.isupper() else "x") if char.isalpha() else char
        kind = "d" if char.isdigit() else kind
        run = run + 1 if shape and shape[-1] == kind else 0
        if run < 4:
            shape.append(kind)
    return "LONG" if len(text) >= 100 else "".join(shape)


_FLAGS: Final[Mapping[str, Callable[[str], bool]]] = {
    "IS_ALPHA": str.isalpha, "IS_ASCII": str.isascii, "IS_DIGIT": str.isdigit,
    "IS_LOWER": str.islower, "IS_UPPER": str.isupper, "IS_TITLE": str.istitle,
    "IS_PUNCT": _is_punctuation, "LIKE_NUM": _is_like_number,
}  # fmt: skip
_TEXTS: Final[Mapping[str, Callable[[str], str]]] = {
    "TEXT": str, "ORTH": str, "LOWER": str.lower, "SHAPE": shape_of,
}  # fmt: skip

Test = Callable[[str], bool]


class _Mode(Enum):
    ONE = auto()
    OPTIONAL = auto()
    REPEATED = auto()


@dataclass(frozen=True, slots=True)
class _Atom:
    """One state: what its token must be, and whether it may be left out or come again."""

    tests: tuple[Test, ...]
    mode: _Mode
    is_negated: bool = False

    def takes(self, surface: str) -> bool:
        return all(test(surface) for test in self.tests) is not self.is_negated


@dataclass(frozen=True, slots=True)
class TokenPattern:
    """A pattern ready to match; `first_words` are the only ones it can begin with, if known."""

    atoms: tuple[_Atom, ...]
    first_words: frozenset[str] | None = None

    def longest_end(self, surfaces: Sequence[str], start: int, limit: int) -> int | None:
        """Index behind the last token of the longest match from token `start` on, below `limit`."""
        states = self._closed({0})
        found: int | None = None
        for index in range(start, min(limit, start + LONGEST)):
            surface = surfaces[index]
            following: set[int] = set()
            for state in states:
                if state < len(self.atoms) and self.atoms[state].takes(surface):
                    again = self.atoms[state].mode is _Mode.REPEATED
                    following.add(state if again else state + 1)
            states = self._closed(following)
            if len(self.atoms) in states:
                found = index + 1
            if not states:
                break
        return found

    def _closed(self, states: set[int]) -> set[int]:
        """The states with those that can be reached by leaving optional tokens out."""
        reached: set[int] = set()
        for state in states:
            at = state
            reached.add(at)
            while at < len(self.atoms) and self.atoms[at].mode is not _Mode.ONE:
                at += 1
                reached.add(at)
        return reached


def parse_pattern(text: str) -> TokenPattern:
    """Read a pattern from JSON, a list of tables; raises `ListEntryError` with the reason."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ListEntryError(reason="bad_pattern", text=text[:60], found="no JSON") from error
    if not isinstance(value, list) or not value:
        raise _wrong(text, "a list of tables, one for each token, is wanted")
    atoms: list[_Atom] = []
    for item in cast("list[object]", value):
        if not isinstance(item, dict):
            raise _wrong(text, 'each token is a table such as {"LOWER": "navy"}')
        atoms.extend(_atoms(cast("dict[str, object]", item), text))
        if len(atoms) > _MOST_STEPS:
            raise _wrong(text, f"more than {_MOST_STEPS} tokens")
    if all(atom.mode is not _Mode.ONE for atom in atoms):
        raise _wrong(text, "every token may be left out, so it would match nothing in particular")
    return TokenPattern(tuple(atoms), _first_words(cast("list[dict[str, object]]", value)))


def as_phrase(pattern: Sequence[object]) -> tuple[str, bool] | None:
    """A pattern of plain words only, as a phrase and whether its case counts; None for others.

    Phrases are found in a table, however many there are; patterns are tried one by one.
    """
    words: list[str] = []
    kinds: set[str] = set()
    for item in pattern:
        if not isinstance(item, dict) or len(cast("dict[str, object]", item)) != 1:
            return None
        ((name, word),) = cast("dict[str, object]", item).items()
        kind = "TEXT" if name.upper() == "ORTH" else name.upper()
        if kind not in {"TEXT", "LOWER"} or not isinstance(word, str) or not word.isalnum():
            return None
        kinds.add(kind)
        words.append(word)
    if len(kinds) != 1 or (kinds == {"LOWER"} and any(word != word.lower() for word in words)):
        return None
    return " ".join(words), kinds == {"TEXT"}


def _atoms(item: Mapping[str, object], text: str) -> list[_Atom]:
    tests = tuple(
        _test(name.upper(), value, text) for name, value in item.items() if name.upper() != "OP"
    )
    mark = next((value for name, value in item.items() if name.upper() == "OP"), "")
    if not isinstance(mark, str):
        raise _wrong(text, "OP is one of ! ? + * {n} {n,m}")
    one, optional, repeated = (
        _Atom(tests, mode) for mode in (_Mode.ONE, _Mode.OPTIONAL, _Mode.REPEATED)
    )
    plain = {"": [one], "?": [optional], "*": [repeated], "+": [one, repeated],
             "!": [_Atom(tests, _Mode.ONE, is_negated=True)]}  # fmt: skip
    if mark in plain:
        return plain[mark]
    found = _REPEAT.fullmatch(mark)
    if found is None or not (found[1] or found[3]):
        raise _wrong(text, f"OP {mark} is not one of ! ? + * {{n}} {{n,m}}")
    least = int(found[1] or 0)
    most = int(found[3]) if found[3] else None if found[2] else least
    if least > _MOST_STEPS or (most is not None and not least <= most <= _MOST_STEPS):
        raise _wrong(text, f"OP {mark} asks for too many tokens")
    rest = [repeated] if most is None else [optional] * (most - least)
    return [one] * least + rest


def _test(name: str, value: object, text: str) -> Test:
    if name in _FLAGS:
        if not isinstance(value, bool):
            raise _wrong(text, f"{name} is true or false")
        flag, wanted = _FLAGS[name], value
        return lambda surface: flag(surface) is wanted
    if name == "LENGTH":
        return _length_test(value, text)
    if name not in _TEXTS:
        raise ListEntryError(reason="needs_pipeline", text=text[:60], found=name)
    read = _TEXTS[name]
    if isinstance(value, str):
        return lambda surface: read(surface) == value
    if not isinstance(value, dict) or not value:
        raise _wrong(text, f"{name} is a word, or a table with IN or NOT_IN")
    tests = [
        _membership(read, kind, words, text)
        for kind, words in cast("dict[str, object]", value).items()
    ]
    return lambda surface: all(test(surface) for test in tests)


def _membership(read: Callable[[str], str], kind: str, words: object, text: str) -> Test:
    if kind in {"REGEX", "FUZZY"} or kind.startswith("FUZZY"):
        raise ListEntryError(reason="regex", text=text[:60], found=kind)
    if kind not in {"IN", "NOT_IN"} or not isinstance(words, list):
        raise _wrong(text, f"{kind} is not IN or NOT_IN with a list of words")
    if not all(isinstance(word, str) for word in cast("list[object]", words)):
        raise _wrong(text, f"{kind} takes a list of words")
    chosen, is_wanted = frozenset(cast("list[str]", words)), kind == "IN"
    return lambda surface: (read(surface) in chosen) is is_wanted


def _length_test(value: object, text: str) -> Test:
    if isinstance(value, int) and not isinstance(value, bool):
        return lambda surface: len(surface) == value
    if not isinstance(value, dict) or not value:
        raise _wrong(text, "LENGTH is a whole number or a comparison")
    limits: list[tuple[Callable[[int, int], bool], int]] = []
    for sign, limit in cast("dict[str, object]", value).items():
        if sign not in _COMPARE or not isinstance(limit, int) or isinstance(limit, bool):
            raise _wrong(text, "LENGTH is compared by ==, !=, >=, <=, > or < with a whole number")
        limits.append((_COMPARE[sign], limit))
    return lambda surface: all(compare(len(surface), limit) for compare, limit in limits)


def _first_words(pattern: Sequence[Mapping[str, object]]) -> frozenset[str] | None:
    """In lower case, the words that the first token must be one of."""
    first = {name.upper(): value for name, value in pattern[0].items()}
    if first.get("OP", "") not in {"", "+"}:
        return None
    for name in ("TEXT", "ORTH", "LOWER"):
        value = first.get(name)
        if isinstance(value, str):
            return frozenset({value.lower()})
        if isinstance(value, dict) and isinstance(
            words := cast("dict[str, object]", value).get("IN"), list
        ):
            return frozenset(str(word).lower() for word in cast("list[object]", words))
    return None


def _wrong(text: str, found: str) -> ListEntryError:
    return ListEntryError(reason="bad_pattern", text=text[:60], found=found)
