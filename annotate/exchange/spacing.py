r"""White space between tokens: as a file says it, or by a stated rule where it says nothing.

The notation is that of Universal Dependencies (https://universaldependencies.org/misc.html):
`SpaceAfter=No`, `SpacesAfter=\s\n`, `SpacesBefore=…`, with `\s \t \r \n \p \\` for space, tab,
carriage return, line feed, vertical bar and backslash.

The rule: one space between two tokens, except none before closing punctuation, none after an
opening bracket or currency sign, none before an English clitic (`n't`, `'s`), and straight quotes
by turns open and closed. Most words Chinese or Japanese: no spaces but between foreign words.
A sentence ends with a line feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ESCAPES = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
_WRITTEN = {value: f"\\{name}" for name, value in _ESCAPES.items()} | {"\u00a0": "\u00a0"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

_CLITICS = [
    "'s",
    "'S",
    "’s",
    "n't",
    "N'T",
    "n’t",
    "'re",
    "’re",
    "'ve",
    "’ve",
    "'ll",
    "’ll",
    "'m",
    "’m",
    "'d",
    "’d",
]
NO_SPACE_BEFORE = frozenset(
    [*".,;:!?)]}%’”»…'", "''", "...", "-RRB-", "-RSB-", "-RCB-", *_CLITICS],
)
NO_SPACE_AFTER = frozenset([*"([{$£€“‘«#", "``", "-LRB-", "-LSB-", "-LCB-"])
_STRAIGHT = '"'
# Ideographs, kana, and the punctuation and full-width forms that stand among them.
_UNSPACED = re.compile(
    "[\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]"
)


def unescape(value: str) -> str:
    r"""The white space that a `SpacesAfter` value says; an unknown escape is kept as it is."""
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[0]), value)


def escape(spaces: str) -> str:
    """A `SpacesAfter` value for `spaces`."""
    return "".join(_WRITTEN.get(char, char) for char in spaces)


def after_note(spaces: str) -> str:
    """What the MISC column says about the white space after a token; empty for one space."""
    if spaces == " ":
        return ""
    return "SpaceAfter=No" if not spaces else f"SpacesAfter={escape(spaces)}"


def space_after(misc: Sequence[str]) -> str | None:
    """White space after a token as its MISC parts say; `None` where they say nothing."""
    for part in misc:
        name, _, value = part.partition("=")
        if name == "SpacesAfter":
            return unescape(value)
        if name == "SpaceAfter" and value.lower() == "no":
            return ""
    return None


def space_before(misc: Sequence[str]) -> str:
    """White space before a token as its MISC parts say; empty where they say nothing."""
    for part in misc:
        name, _, value = part.partition("=")
        if name == "SpacesBefore":
            return unescape(value)
    return ""


def by_text(words: Sequence[str], text: str) -> list[str] | None:
    """White space after each word of a sentence as its text has it.

    `None` where the text is not these words with white space between; the last one is empty.
    """
    spaces: list[str] = []
    at = len(text) - len(text.lstrip())
    for word in words:
        if not word or not text.startswith(word, at):
            return None
        at += len(word)
        rest = text[at:]
        spaces.append(rest[: len(rest) - len(rest.lstrip())])
        at += len(spaces[-1])
    if at < len(text) or not spaces:
        return None
    spaces[-1] = ""
    return spaces


def _without_spaces(words: Sequence[str]) -> list[str]:
    """Spaces only between words that are no single characters and none of them unspaced."""
    is_foreign = [len(word) > 1 and not _UNSPACED.search(word) for word in words]
    return [
        " " if is_foreign[index] and is_foreign[index + 1 : index + 2] == [True] else ""
        for index in range(len(words))
    ]


def by_rule(words: Sequence[str], *, spacing: str = "rule") -> list[str]:
    """White space after each word of a sentence; `spacing` "spaces" puts one everywhere.

    The last one is empty: what follows a sentence is for the caller to say.
    """
    spaces = [" "] * len(words)
    is_open = False
    for index, word in enumerate(words):
        if spacing == "spaces":
            continue
        if word == _STRAIGHT:
            if is_open and index:
                spaces[index - 1] = ""
            elif not is_open:
                spaces[index] = ""
            is_open = not is_open
        elif word in NO_SPACE_BEFORE and index:
            spaces[index - 1] = ""
        if word in NO_SPACE_AFTER:
            spaces[index] = ""
    unspaced = sum(bool(_UNSPACED.match(word)) for word in words)
    if unspaced > len(words) // 2 and spacing != "spaces":
        spaces = _without_spaces(words)
    if spaces:
        spaces[-1] = ""
    return spaces
