"""First suggestions for a long article: the part that is read now, then part by part.

A preview is shown and never stored. What is stored is what the suggester says of the whole article,
so rules that look at all of it, such as one label for one name, have the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from annotate.articles import Article
from annotate.suggestions import Proposal, Suggester

LONG = 12_000
"""From so many characters on an article takes long enough to be previewed."""
_AROUND = 4_000
"""About as many characters are looked at first, from a little ahead of the reader's place on."""
_AHEAD = 500
_MOST_PARTS = 12
"""More parts would have the window lay out the same suggestions again and again."""

Heard = Callable[[Sequence[Proposal], int, int], None]
"""Takes the proposals of a part and its start and end (code points, half-open)."""


@runtime_checkable
class PartlySuggester(Protocol):
    """A suggester that can say something of the first parts while it is at the next."""

    def suggest_partly(self, article: Article, heard: Heard) -> list[Proposal]:
        """The same as `suggest`; meanwhile `heard` is told of parts, in text order."""
        ...


def part_around(text: str, near: int) -> tuple[int, int]:
    """Whole paragraphs about `near`, as (start, end) in code points; at least one, however long."""
    near = min(max(near, 0), len(text))
    start = text.rfind("\n", 0, max(near - _AHEAD, 0)) + 1
    end = text.find("\n", min(start + _AROUND, len(text)))
    return start, len(text) if end < 0 else end


def look_at_part(suggester: Suggester, article: Article, start: int, end: int) -> list[Proposal]:
    """What the suggester says of `start:end` alone, at its place in the article."""
    part = replace(article, text=article.text[start:end])
    return [
        replace(found, start=found.start + start, end=found.end + start)
        for found in suggester.suggest(part)
    ]


def suggest_with_previews(
    suggester: Suggester, article: Article, *, near: int, heard: Heard
) -> Iterable[object]:
    """What the suggester says of the whole article; `heard` is told of parts before.

    The part about `near` comes first. Raises what the suggester or `heard` raises.
    """
    start, end = part_around(article.text, near)
    heard(look_at_part(suggester, article, start, end), start, end)
    if not isinstance(suggester, PartlySuggester):
        return suggester.suggest(article)
    return suggester.suggest_partly(article, gathered(heard, len(article.text)))


def gathered(heard: Heard, length: int) -> Heard:
    """`heard`, told of small parts of a text together, a dozen times in all at most."""
    waiting: list[Proposal] = []
    begins = 0
    least = length // _MOST_PARTS

    def take(proposals: Sequence[Proposal], _start: int, end: int) -> None:
        nonlocal begins
        waiting.extend(proposals)
        if end - begins >= least:
            heard(tuple(waiting), begins, end)
            waiting.clear()
            begins = end

    return take
