"""Entities as brackets in CoNLL-U: `Entity=(1-person-new(2-place)`, closed by `1)`.

Source: https://ufal.mff.cuni.cz/~popel/corefud-1.0/corefud-1.0-format.pdf and the GUM corpus. The
comment `# global.Entity = eid-etype-…` names the fields: a closing bracket says the `eid` or `GRP`
of its opening one, else its first field, and the label is the `etype`. Without the comment the
first field after an id that is a word is the label. Brackets that tell of identity only have no
label. A mention in several pieces (`1[1/2]`) becomes a span for each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from annotate.exchange.records import RecordSpan

# The second kind begins behind a bracket: else every character of a long value would begin one.
_PART = re.compile(r"\(([^()]*)(\))?|(?<![^()])([^()]*)\)")
_PIECE = re.compile(r"\[\d+/\d+\]")
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

    def name(self, inside: str) -> str:
        """What a closing bracket calls an opening one."""
        parts = _PIECE.sub("", inside).split("-")
        for name in _IDS:
            if name in self.fields and self.fields.index(name) < len(parts):
                return parts[self.fields.index(name)]
        return parts[0]


@dataclass(slots=True)
class OpenBrackets:
    """Brackets of one document, from word to word."""

    brackets: Brackets
    _open: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])
    _spans: list[RecordSpan] = field(default_factory=list[RecordSpan])

    def take(self, value: str, place: tuple[int, int]) -> None:
        """The brackets at the word that lies at `place`."""
        for inside, closes, closed in _PART.findall(value):
            if inside or not closed:
                name, label = self.brackets.name(inside), self.brackets.label(inside)
                self._open.append((name, place[0], label))
            if closes or closed or not inside:
                name = self.brackets.name(inside) if closes else _PIECE.sub("", closed)
                self._close(name, place[1])

    def _close(self, name: str, end: int) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if name in ("", self._open[index][0]):
                _, start, label = self._open.pop(index)
                self._spans.append(RecordSpan(start, end, label))
                return

    def spans(self) -> list[RecordSpan]:
        """Every span that was closed, in text order."""
        return sorted(self._spans, key=lambda span: (span.start, -span.end))
