"""The very tokens of spaCy, white space among them, for formats that are read by spaCy's tools.

Loads spaCy when it is first asked, so only where a worker or the command line does the work.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annotate.tokenizer.rules import TokenizerRule

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of a text by their offsets in code points; `blanks` says which a blank follows."""

    starts: list[int]
    ends: list[int]
    blanks: list[bool]

    @classmethod
    def of(cls, text: str, language: str, rules: tuple[TokenizerRule, ...] = ()) -> Words:
        """What the tokenizer of `language` (ISO 639-1) makes of `text`; `rules` of a project."""
        from annotate.pipeline import make_doc

        starts: list[int] = []
        ends: list[int] = []
        blanks: list[bool] = []
        for token in make_doc(_tokenizer(language, rules), text):
            starts.append(token.idx)
            ends.append(token.idx + len(token))
            blanks.append(bool(token.whitespace_))
        return cls(starts, ends, blanks)

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token that the stretch touches; `None` when it touches none."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end) - 1
        return (first, last) if first <= last else None

    def is_exact(self, start: int, end: int) -> bool:
        """Whether the stretch begins and ends with tokens."""
        found = self.covering(start, end)
        return found is not None and (self.starts[found[0]], self.ends[found[1]]) == (start, end)


@lru_cache(maxsize=8)
def _tokenizer(language: str, rules: tuple[TokenizerRule, ...]) -> Language:
    from annotate.pipeline import blank

    return blank(language, rules)
