"""Where the caret goes by token, sentence and paragraph. Pure; offsets are code points.

Movement by character and by line needs the laid-out text and is in `gui.text.movement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.articles import Tokens

_REACH = 6000
_EDGE = 64
_END = re.compile(r"[.!?…؟۔。！？]+['\"”’»)\]]*(?=\s|$)|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Pres|St|Mt|No|vs|etc|al"
    r"|Jr|Sr|Inc|Ltd|Co|Corp|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Art|Fig|pp)"
    r"|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_NEVER_LAST = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|vs)\.$")


def next_token_start(tokens: Tokens, offset: int, length: int) -> int:
    """Start of the next token, the end of the text behind the last one."""
    place = tokens.next_start(offset)
    return length if place is None else place


def previous_token_start(tokens: Tokens, offset: int) -> int:
    """Start of the token before `offset`, the start of the text before the first one."""
    place = tokens.previous_start(offset)
    return 0 if place is None else place


def next_sentence_start(text: str, offset: int) -> int:
    """Start of the sentence behind the one around `offset`; paragraphs end sentences."""
    for start in _sentence_starts(text, offset, _line_end(text, offset)):
        if start > offset:
            return start
    return next_paragraph_start(text, offset)


def previous_sentence_start(text: str, offset: int) -> int:
    """Start of the sentence around `offset`; at a start already, that of the one before."""
    if offset <= 0:
        return 0
    place = offset - 1
    while place > 0 and text[place].isspace():
        place -= 1
    if text[place].isspace():
        return 0
    paragraph = text.rfind("\n", 0, place + 1) + 1
    high = place + 1
    # From a line of any length only as much is looked through as it takes.
    while high > paragraph:
        low = max(paragraph, high - _REACH)
        # A stop at the edge is judged by what stands behind it.
        found = _sentence_starts(text, low, min(high + _EDGE, place + 1))
        starts = [start for start in found if start <= min(high, place)]
        if starts:
            return max(starts)
        high = low
    return paragraph


def next_paragraph_start(text: str, offset: int) -> int:
    """Start of the next line that holds anything; the end of the text behind the last."""
    place = _line_end(text, offset)
    while place < len(text) and text[place] == "\n":
        place += 1
    return place


def previous_paragraph_start(text: str, offset: int) -> int:
    """Start of the line around `offset`; at a start already, that of the line before."""
    place = offset
    while place > 0 and text[place - 1] == "\n":
        place -= 1
    return text.rfind("\n", 0, place) + 1


def sentence_around(text: str, offset: int) -> tuple[int, int]:
    """The sentence that holds `offset`, without the blanks behind it."""
    start = previous_sentence_start(text, min(offset + 1, len(text)))
    end = max(next_sentence_start(text, start), start)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _sentence_starts(text: str, low: int, high: int) -> Iterator[int]:
    """Places where a sentence begins behind the end of another in `low..high`, in order."""
    for match in _END.finditer(text, max(low - 1, 0), high):
        behind = match.end()
        while behind < len(text) and text[behind] in " \t\u00a0":
            behind += 1
        if behind < len(text) and text[behind] != "\n" and _ends_sentence(text, match, behind):
            yield behind


def _ends_sentence(text: str, match: re.Match[str], behind: int) -> bool:
    if match.group() != ".":
        return not text[behind].islower()
    before = text[max(match.start() - 12, 0) : match.end()]
    if _NEVER_LAST.search(before) or text[behind].islower():
        return False
    return not _ABBREVIATION.search(before)
