"""What capital letters say in one article: which words may be names and which are only first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from annotate.suggesters.name_parts import NameParts
from annotate.suggesters.words import Words

_TITLE_CASE_WORDS = 5
_TITLE_CASE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Capitals:
    """Answers by token index; built by `read_capitals`."""

    words: Words
    never_names: frozenset[str]
    function_words: frozenset[str]
    heads: frozenset[str]
    lower: Counter[str]
    capital_inside: Counter[str]
    shouted: frozenset[int]

    def is_capital(self, index: int) -> bool:
        """Whether the token is a word that begins with a capital letter."""
        surface = self.words.surface(index)
        return surface[:1].isupper() and surface[-1:].isalpha()

    def is_name_word(self, index: int) -> bool:
        """Whether the token may be a word of a person's name by its shape."""
        surface = self.words.surface(index)
        if len(surface) < 2 or not surface[0].isupper() or surface in self.never_names:
            return False
        if not all(char.isalpha() or char == "'" for char in surface):
            return False
        if surface in self.heads or surface in self.function_words:
            return False
        return (
            not (surface.isupper() and len(surface) > 1)
            or self.words.sentence[index] in self.shouted
        )

    def is_initial(self, index: int) -> bool:
        """Whether the token is an initial such as "F." or "J"."""
        surface = self.words.surface(index)
        return (len(surface) == 2 and surface[1] == "." and surface[0].isupper()) or (
            len(surface) == 4 and surface[1] == surface[3] == "." and surface[::2].isupper()
        )

    def is_common(self, index: int) -> bool:
        """Whether the word stands in lower case elsewhere in the article, and is no name inside."""
        key = self.words.key(index)
        return self.lower[key] > 0 and self.lower[key] >= self.capital_inside[key]

    def heads_other(self, index: int) -> bool:
        """Whether the token makes what stands before it an organisation, a place or a law."""
        return self.words.surface(index) in self.heads and index < len(self.words)

    def is_shouted(self, index: int) -> bool:
        """Whether the sentence is a headline in capitals or in title case."""
        return self.words.sentence[index] in self.shouted


def read_capitals(words: Words, parts: NameParts) -> Capitals:
    """Count how each word is written, and find headlines whose capitals say nothing."""
    lower: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    shouted: set[int] = set()
    letters: list[int] = []
    for index, surface in enumerate(words.surfaces):
        if words.is_sentence_start(index) and letters:
            _judge(words, letters, shouted)
            letters = []
        if surface[:1].isalpha():
            letters.append(index)
    if letters:
        _judge(words, letters, shouted)
    for index, surface in enumerate(words.surfaces):
        if surface[:1].islower():
            lower[words.keys[index]] += 1
        elif (
            surface[:1].isupper()
            and not words.is_sentence_start(index)
            and words.sentence[index] not in shouted
        ):
            inside[words.keys[index]] += 1
    heads = (
        parts.organisation_heads | parts.facility_heads | parts.location_heads | parts.law_heads
        | parts.places_heads | parts.event_heads | parts.work_heads
    )  # fmt: skip
    return Capitals(
        words, parts.never_names, parts.function_words, heads, lower, inside, frozenset(shouted)
    )


def _judge(words: Words, letters: list[int], shouted: set[int]) -> None:
    """Note the sentence when nearly all its longer words are capital and no full stop ends it."""
    long = [index for index in letters if len(words.surfaces[index]) > 3]
    if len(long) < _TITLE_CASE_WORDS or words.surface(letters[-1] + 1) == ".":
        return
    capital = sum(words.surfaces[index][0].isupper() for index in long)
    if capital / len(long) >= _TITLE_CASE_SHARE:
        shouted.add(words.sentence[letters[0]])
