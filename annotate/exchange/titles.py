"""Titles for texts that come without one: the headline on top, or the opening words."""

from __future__ import annotations

import re

_MAX_HEADLINE = 160
_MAX_WORDS = 26
_OPENING = 60
# A paragraph this long is no hard-wrapped line, so the short line above it stands alone.
_PARAGRAPH = 110
# What scrapers leave in front of a headline.
_PREFIX = re.compile(
    r"(?:you(?:['’]| a)re reading|now reading|headline|title)\s*:\s*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.。؟:;,](?:[\"'”’»)\]]*)$|(?<!\b[A-Z])[.!?][\"”’»]$")
_NO_HEADLINE = re.compile(
    r"by\s+[A-Z]|https?://|www\.|photo\s*:|image\s*:|published\s|updated\s|advertisement\b",
    re.IGNORECASE,
)


def headline(text: str) -> str:
    """The first line of `text` without a scraper's prefix, if it looks like a headline.

    It is short, does not end as a sentence does, and stands alone above what follows.
    """
    lines = iter(_first_lines(text))
    first = next(lines, "")
    bare = _PREFIX.sub("", first, count=1) if _PREFIX.match(first) else first
    if not bare or len(bare) > _MAX_HEADLINE or len(bare.split()) > _MAX_WORDS:
        return ""
    if not any(char.isalpha() for char in bare) or _NO_HEADLINE.match(bare):
        return ""
    if bare is not first:  # somebody has marked it as the headline
        return bare
    if _SENTENCE_END.search(bare):
        return ""
    below = next(lines, "")
    return bare if not below or len(below) >= _PARAGRAPH else ""


def opening_words(text: str) -> str:
    """The headline of `text`, else its first words, cut at a space after about 60 characters."""
    found = headline(text)
    if found:
        return found
    first = next((line for line in _first_lines(text) if line), "")
    if len(first) <= _OPENING:
        return first
    cut = first.rfind(" ", _OPENING // 2, _OPENING)
    return first[: cut if cut > 0 else _OPENING].rstrip(" ,;:–—-") + "…"


def _first_lines(text: str) -> list[str]:
    """The first line that is not blank, and the line right under it, tidied."""
    head = text[: 4 * _MAX_HEADLINE].lstrip()
    return [" ".join(line.split()) for line in head.split("\n", 2)[:2]]
