"""An article as words: what the rules and the lexicon look at.

Token offsets are code points, half-open; all other positions are indices of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotate.articles import Tokens
from annotate.pipeline import DEFAULT_LANGUAGE, read_text

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-"})
POSSESSIVES = frozenset({"'s", "'S", "'"})


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of one text with their surfaces.

    `surfaces` have straight apostrophes and plain hyphens; `keys` are the same in lower case.
    `sentence` numbers the sentence of each token; `starts` and `ends` are code points.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    surfaces: Sequence[str]
    keys: Sequence[str]
    sentence: Sequence[int]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.surfaces)

    def is_sentence_start(self, index: int) -> bool:
        """Whether the token is the first of its sentence."""
        return index == 0 or self.sentence[index] != self.sentence[index - 1]

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return 0 < index < len(self.surfaces) and self.ends[index - 1] == self.starts[index]

    def key(self, index: int) -> str:
        """The token in lower case, empty outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def surface(self, index: int) -> str:
        """The token, empty outside the text."""
        return self.surfaces[index] if 0 <= index < len(self.surfaces) else ""


def straight(text: str) -> str:
    """The same text with straight apostrophes and plain hyphens, at the same length."""
    return text.translate(_STRAIGHT)


def words_of(text: str, tokens: Tokens) -> Words:
    """Words of a text whose tokens are known, as one sentence: for what looks at no sentences."""
    plain = straight(text)
    surfaces = [plain[start:end] for start, end in tokens]
    return Words(
        text=text,
        starts=tokens.starts,
        ends=tokens.ends,
        surfaces=surfaces,
        keys=[surface.lower() for surface in surfaces],
        sentence=[0] * len(surfaces),
    )


@lru_cache(maxsize=2)  # the suggesters of one article come one after the other
def read_words(text: str, language: str = DEFAULT_LANGUAGE) -> Words:
    """Words of a text."""
    tokens, firsts = read_text(text, language)
    plain = straight(text)
    surfaces = [plain[start:end] for start, end in tokens]
    sentence: list[int] = []
    for number, first in enumerate(firsts):
        last = firsts[number + 1] if number + 1 < len(firsts) else len(surfaces)
        sentence.extend([number] * (last - first))
    return Words(
        text=text,
        starts=tokens.starts,
        ends=tokens.ends,
        surfaces=surfaces,
        keys=[surface.lower() for surface in surfaces],
        sentence=sentence,
    )
