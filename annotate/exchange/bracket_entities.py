"""Entities as brackets in CoNLL-U: `Entity=(1-person-new(2-place)`, closed by `1)`.

Source: https://ufal.mff.cuni.cz/~popel/corefud-1.0/corefud-1.0-format.pdf, the GUM corpus, and the
proposal of Universal Anaphora (https://github.com/UniversalAnaphora/UniversalAnaphora). The comment
`# global.Entity = eid-etype-…` names the fields. A closing bracket says the `eid` or `GRP` of its
opening one, or its first fields, as older files do (`place-2)`). The label is the `etype`. Without
the comment it is the first field that is a word, before its id or after it. Brackets that tell of
identity only are called `mention`. Mentions of one id are a chain. A mention in several pieces
(`1[1/2]`) becomes the stretch from the first to the last. What has no place is counted: further
fields, and brackets that nothing opens or closes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import unquote

from annotate.exchange.chain_groups import UNTYPED
from annotate.exchange.records import RecordChain, RecordSpan

# The second kind begins behind a bracket: else every character of a long value would begin one.
_PART = re.compile(r"\(([^()]*)(\))?|(?<![^()])([^()]*)\)")
_PIECE = re.compile(r"\[(\d+)/(\d+)\]")
_HYPHEN = "&#45;"
_IDS = ("eid", "grp")
_TYPES = ("etype", "type", "entity")
_WORD = re.compile(r"(?!e\d+$)[^\W\d_]\w*")
_NUMBER = re.compile(r"e?\d+")


@dataclass(slots=True)
class Brackets:
    """What is known of the brackets of a file."""

    fields: tuple[str, ...] = ()

    def declare(self, value: str) -> None:
        """Take the names of the fields from `# global.Entity`."""
        self.fields = tuple(name.strip().lower() for name in value.split("-"))

    def begin(self) -> OpenBrackets:
        """For a new document."""
        return OpenBrackets(self)

    def label(self, inside: str) -> str:
        """The label that a bracket has."""
        parts = [_plain(part) for part in inside.split("-")]
        if self.fields:
            return self._field(parts, _TYPES) or UNTYPED
        named = [part for part in parts if _WORD.fullmatch(part)]
        return named[0] if named else UNTYPED

    def identity(self, inside: str) -> str:
        """The id that brackets of one thing share; empty where they have none."""
        parts = inside.split("-")
        if self.fields:
            return self._field(parts, _IDS)
        if len(parts) > 1 and _WORD.fullmatch(parts[0]):
            return parts[1] if _NUMBER.fullmatch(parts[1]) else ""
        return "" if _WORD.fullmatch(parts[0]) else parts[0]

    def name(self, inside: str) -> str:
        """What a closing bracket calls an opening one."""
        parts = inside.split("-")
        return self._field(parts, _IDS) or parts[0]

    def further(self, inside: str) -> list[str]:
        """Names of the fields with a value that have no place."""
        named = zip(self.fields, inside.split("-"), strict=False)
        return [name for name, value in named if value and name not in (*_IDS, *_TYPES)]

    def _field(self, parts: list[str], names: tuple[str, ...]) -> str:
        for name in names:
            if name in self.fields and self.fields.index(name) < len(parts):
                return parts[self.fields.index(name)]
        return ""


def _plain(value: str) -> str:
    """A field without its escapes."""
    return unquote(value.replace(_HYPHEN, "-"))


@dataclass(frozen=True, slots=True)
class _Open:
    """A bracket that is open; `piece` is which of how many it is, (1, 1) for a whole one."""

    name: str
    inside: str
    start: int
    label: str
    identity: str
    piece: tuple[int, int]

    def is_closed_by(self, closing: str) -> bool:
        """Whether `closing` means this one: by its name, or by its first fields."""
        return closing in (self.name, self.inside) or self.inside.startswith(f"{closing}-")


@dataclass(slots=True)
class OpenBrackets:
    """Brackets of one document, from word to word."""

    brackets: Brackets
    pieces: int = 0
    """How many mentions came in pieces."""
    further: Counter[str] = field(default_factory=Counter[str])
    """How many brackets say more than fits, by the names of the fields."""
    alone: list[str] = field(default_factory=list[str])
    """Brackets with nothing in them, or that nothing opens."""
    _open: list[_Open] = field(default_factory=list[_Open])
    _spans: list[RecordSpan] = field(default_factory=list[RecordSpan])
    _begun: dict[str, _Open] = field(default_factory=dict[str, _Open])
    _groups: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def take(self, value: str, place: tuple[int, int]) -> None:
        """The brackets at the word that lies at `place`."""
        for inside, closes, closed in _PART.findall(value):
            if inside:
                found = _PIECE.search(inside)
                piece = (int(found[1]), int(found[2])) if found else (1, 1)
                plain = _PIECE.sub("", inside)
                label, identity = self.brackets.label(plain), self.brackets.identity(plain)
                name = self.brackets.name(plain)
                self._open.append(_Open(name, plain, place[0], label, identity, piece))
                self.further.update(self.brackets.further(plain))
            if not (inside or closed):
                self.alone.append(f"({closes}")
            elif closes or closed:
                self._close(_PIECE.sub("", inside or closed), place[1])

    def _close(self, closing: str, end: int) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].is_closed_by(closing):
                self._take(self._open.pop(index), end)
                return
        self.alone.append(f"{closing})")

    def _take(self, found: _Open, end: int) -> None:
        """Make a span of a bracket that is closed, with the last of its pieces."""
        number, count = found.piece
        if number < count:
            self._begun.setdefault(found.name, found)
            return
        begun = self._begun.pop(found.name, None) if count > 1 else None
        first = begun or found
        self.pieces += begun is not None
        # A mention of nothing but empty nodes covers no word of the text.
        span = RecordSpan(
            first.start, max(first.start, end), first.label, id=f"({len(self._spans)}"
        )
        self._spans.append(span)
        if first.identity:
            self._groups.setdefault(first.identity, []).append(span.id)

    def left_open(self) -> list[str]:
        """Opening brackets that nothing has closed, and pieces without their last one."""
        return [f"({item.inside}" for item in (*self._open, *self._begun.values())]

    def chains(self) -> list[RecordChain]:
        """Mentions of one thing."""
        groups = self._groups.items()
        return [RecordChain(tuple(ids), name) for name, ids in groups if len(ids) > 1]

    def spans(self) -> list[RecordSpan]:
        """Every span that was closed, in text order."""
        return sorted(self._spans, key=lambda span: (span.start, -span.end))
