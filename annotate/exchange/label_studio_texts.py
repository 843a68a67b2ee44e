"""Texts of Label Studio: dialogues, pages that are shown as HTML, and which field is annotated.

A dialogue (the tag `Paragraphs`) is a list of turns with an author and a text; a region says the
turn where it begins and where it ends, and offsets within these. The turns become lines of the form
`Author: text`. In a page (`HyperText`) regions count what is shown, in `globalOffsets`; the text of
the article is what is shown. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, cast

from annotate.compat import override

_TEXTS = ("text", "content", "message", "body", "utterance", "value")
_AUTHORS = ("author", "speaker", "name", "role", "from", "user", "sender")
_SILENT = frozenset({"script", "style", "template", "noscript", "title"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The turns as one text; `starts` are where what each says begins."""

    text: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def stretch(self, start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int] | None:
        """Code points of a region from (turn, offset) to (turn, offset); `None` outside."""
        places = [
            self.starts[turn] + offset
            for turn, offset in (start, end)
            if 0 <= turn < len(self.starts) and 0 <= offset <= self.lengths[turn]
        ]
        return (places[0], places[1]) if len(places) == 2 else None


def dialogue_of(value: object) -> Dialogue | None:
    """The turns of a dialogue; `None` for anything else."""
    turns = cast("list[Any]", value) if isinstance(value, list) else []
    if not turns or not all(isinstance(turn, dict) for turn in turns):
        return None
    said = cast("list[dict[str, Any]]", turns)
    text_key = _key(said, _TEXTS)
    if not text_key:
        return None
    author_key = _key([turn for turn in said if len(turn) > 1], _AUTHORS, besides=text_key)
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for turn in said:
        author, text = str(turn.get(author_key) or "").strip(), str(turn[text_key])
        author = author.removesuffix(":")
        front = f"{author}: " if author else ""
        starts.append(length + len(front))
        parts.append(f"{front}{text}")
        length += len(front) + len(text) + 1
    lengths = tuple(len(str(turn[text_key])) for turn in said)
    return Dialogue("\n".join(parts), tuple(starts), lengths)


def _key(turns: Sequence[Mapping[str, Any]], usual: Sequence[str], *, besides: str = "") -> str:
    """The field that every turn has with a string: one of the usual names."""
    return next(
        (
            name
            for name in usual
            if name != besides and turns and all(isinstance(x.get(name), str) for x in turns)
        ),
        "",
    )


def shown_text(html: str) -> str:
    """What Label Studio counts of a page: all that stands between its marks, as it stands there."""
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


class _Shown(HTMLParser):
    """Collects the text between the marks, white space and all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag == "br":
            self.parts.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def field_with(texts: Mapping[str, str], regions: Iterable[tuple[object, object, object]]) -> str:
    """The text that has most of what regions say at their offsets; else `text`, or the longest."""
    places = [
        (start, end, said)
        for start, end, said in regions
        if isinstance(start, int) and isinstance(end, int) and isinstance(said, str) and said
    ]

    def order(name: str) -> tuple[int, bool, int]:
        text = texts[name]
        fitting = sum(same_words(text[start:end], said) for start, end, said in places)
        return fitting, name == "text", len(text)

    return max(texts, key=order, default="")


def same_words(there: str, said: str) -> bool:
    """Whether two texts are the same but for white space, which the browser changes."""
    if there == said:
        return True
    return there.split() == said.replace("\\n", "\n").split()
