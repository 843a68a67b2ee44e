"""Entities as brackets in CoNLL-U: `Entity=(1-person-new(2-place)`, closed by `1)`.

Source: https://ufal.mff.cuni.cz/~popel/corefud-1.0/corefud-1.0-format.pdf and the GUM corpus. The
comment `# global.Entity = eid-etype-…` names the fields: a closing bracket says the `eid` or `GRP`
of its opening one, else its first field, and the label is the `etype`. Without the comment the
first field after an id that is a word is the label. Brackets that tell of identity only have no
label. Mentions of one id are a chain. A mention in several pieces (`1[1/2]`) becomes the stretch
from the first to the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from annotate.exchange.records import RecordChain, RecordSpan

# The second kind begins behind a bracket: else every character of a long value would begin one.
_PART = re.compile(r"\(([^()]*)(\))?|(?<![^()])([^()]*)\)")
_PIECE = re.compile(r"\[(\d+)/(\d+)\]")
_IDS = ("eid", "grp")
_TYPES = ("etype", "type", "entity")
_WORD = re.compile(r"(?!e\d+$)[^\W\d_]\w*")


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
        parts = [unquote(part) for part in inside.split("-")]
        for name in _TYPES:
            if name in self.fields and self.fields.index(name) < len(parts):
                return parts[self.fields.index(name)]
        if self.fields:
            return ""
        named = [part for part in parts[1:] if _WORD.fullmatch(part)]
        return named[0] if named else parts[0] if _WORD.fullmatch(parts[0]) else ""

    def identity(self, inside: str) -> str:
        """The id that brackets of one thing share; empty where they have none."""
        name = self.name(inside)
        has_ids = any(field in self.fields for field in _IDS)
        return name if has_ids or (not self.fields and name != self.label(inside)) else ""

    def name(self, inside: str) -> str:
        """What a closing bracket calls an opening one."""
        parts = _PIECE.sub("", inside).split("-")
        for name in _IDS:
            if name in self.fields and self.fields.index(name) < len(parts):
                return parts[self.fields.index(name)]
        return parts[0]


@dataclass(frozen=True, slots=True)
class _Open:
    """A bracket that is open; `piece` is which of how many it is, (1, 1) for a whole one."""

    name: str
    start: int
    label: str
    identity: str
    piece: tuple[int, int]


@dataclass(slots=True)
class OpenBrackets:
    """Brackets of one document, from word to word."""

    brackets: Brackets
    pieces: int = 0
    """How many mentions came in pieces."""
    _open: list[_Open] = field(default_factory=list[_Open])
    _spans: list[RecordSpan] = field(default_factory=list[RecordSpan])
    _begun: dict[str, _Open] = field(default_factory=dict[str, _Open])
    _groups: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def take(self, value: str, place: tuple[int, int]) -> None:
        """The brackets at the word that lies at `place`."""
        for inside, closes, closed in _PART.findall(value):
            if inside or not closed:
                found = _PIECE.search(inside)
                piece = (int(found[1]), int(found[2])) if found else (1, 1)
                plain = _PIECE.sub("", inside)
                label, identity = self.brackets.label(plain), self.brackets.identity(plain)
                name = self.brackets.name(plain)
                self._open.append(_Open(name, place[0], label, identity, piece))
            if closes or closed or not inside:
                name = self.brackets.name(inside) if closes else _PIECE.sub("", closed)
                self._close(name, place[1])

    def _close(self, name: str, end: int) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if name in ("", self._open[index].name):
                self._take(self._open.pop(index), end)
                return

    def _take(self, found: _Open, end: int) -> None:
        """Make a span of a bracket that is closed, with the last of its pieces."""
        number, count = found.piece
        if number < count:
            self._begun.setdefault(found.name, found)
            return
        begun = self._begun.pop(found.name, None) if count > 1 else None
        first = begun or found
        self.pieces += begun is not None
        span = RecordSpan(first.start, end, first.label, id=f"({len(self._spans)}")
        self._spans.append(span)
        if first.identity and first.label:
            self._groups.setdefault(first.identity, []).append(span.id)

    def chains(self) -> list[RecordChain]:
        """Mentions of one thing."""
        groups = self._groups.items()
        return [RecordChain(tuple(ids), name) for name, ids in groups if len(ids) > 1]

    def spans(self) -> list[RecordSpan]:
        """Every span that was closed, in text order."""
        return sorted(self._spans, key=lambda span: (span.start, -span.end))
