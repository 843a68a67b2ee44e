"""Texts with their spans written into them: "on [[2 April|DATE]] in [[Kyiv|GPE]]"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotate.articles import Article

_MARK = re.compile(r"\[\[(.+?)\|([A-Z_]+)\]\]", re.DOTALL)

Marked = list[tuple[int, int, str]]


def article(text: str, *, language: str = "en") -> Article:
    """An article that is nothing but its text."""
    return Article(id="1", text=text, language=language)


def unmark(marked: str) -> tuple[str, Marked]:
    """The text without marks, and the spans (start, end, label) that were marked."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + marked[position:], spans


def mark(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with its spans written in, for a readable difference."""
    result, position = "", 0
    for start, end, label in sorted(spans):
        result += f"{text[position:start]}[[{text[start:end]}|{label}]]"
        position = end
    return result + text[position:]
