"""What the offsets of a brat file count: found out by the surfaces that it quotes.

brat counts code points of the file as it is. Tools on Windows often read a line end as one
character, and those in Java or JavaScript count UTF-16 units; some drop the byte-order mark.
"""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Fragments = tuple[tuple[int, int], ...]
_SPACES = re.compile(r"\s+")
_NOWHERE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in pieces (offsets as the file counts) and the surface that it quotes."""

    fragments: Fragments
    surface: str | None


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count; `place` gives the code point of an offset, `None` where there is none."""

    name: str
    place: Callable[[int], int | None]

    def fragments(self, quoted: Quoted) -> Fragments | None:
        """Code points of the pieces; `None` where one lies outside, is empty or reversed."""
        found: list[tuple[int, int]] = []
        for start, end in quoted.fragments:
            first, last = self.place(start), self.place(end)
            if first is None or last is None or first >= last:
                return None
            found.append((first, last))
        return tuple(found)


def find_counting(text: str, quotes: Sequence[Quoted]) -> Counting:
    """The way to count by which most surfaces are right; code points if none is better."""
    plain = _plain(len(text))
    best, most = plain, _matches(text, quotes, plain)
    total = sum(quoted.surface is not None for quoted in quotes)
    if most == total:
        return best
    for candidate in _others(text):
        right = _matches(text, quotes, candidate)
        if right > most:
            best, most = candidate, right
    return best


def says(text: str, fragments: Fragments, surface: str) -> bool:
    """Whether the pieces read `surface`, white space apart, or the whole stretch does."""
    wanted = _squeezed(surface)
    pieces = [text[start:end] for start, end in fragments]
    whole = text[fragments[0][0] : fragments[-1][1]]
    return wanted in (_squeezed(" ".join(pieces)), _squeezed("".join(pieces)), _squeezed(whole))


def _squeezed(surface: str) -> str:
    return _SPACES.sub(" ", surface).strip()


def _matches(text: str, quotes: Sequence[Quoted], counting: Counting) -> int:
    right = 0
    for quoted in quotes:
        fragments = counting.fragments(quoted)
        if fragments is not None and quoted.surface is not None:
            right += says(text, fragments, quoted.surface)
    return right


def _plain(length: int) -> Counting:
    def place(offset: int) -> int | None:
        return offset if 0 <= offset <= length else None

    return Counting("", place)


def _others(text: str) -> Iterator[Counting]:
    has_returns = "\r\n" in text
    has_mark = text.startswith("\ufeff")
    is_astral = any(char > "\uffff" for char in text)
    for once, marked, pairs in itertools.product((False, True), repeat=3):
        wanted = once or marked or pairs
        if wanted and (has_returns or not once) and (has_mark or not marked):
            if pairs and not is_astral:
                continue
            names = ["line ends as one"] * once + ["no byte-order mark"] * marked
            yield _table(
                text, ", ".join(names + ["UTF-16"] * pairs), once=once, marked=marked, pairs=pairs
            )


def _table(text: str, name: str, *, once: bool, marked: bool, pairs: bool) -> Counting:
    """A way to count by a table of the code point at which each of its units begins."""
    places = array("I")
    for index, char in enumerate(text):
        if (once and char == "\r" and text.startswith("\n", index + 1)) or (
            marked and not index and char == "\ufeff"
        ):
            continue
        places.append(index)
        if pairs and char > "\uffff":
            places.append(_NOWHERE)
    places.append(len(text))

    def place(offset: int) -> int | None:
        if not 0 <= offset < len(places) or places[offset] == _NOWHERE:
            return None
        return places[offset]

    return Counting(name, place)
