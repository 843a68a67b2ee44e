r"""WebAnno TSV 3: escapes, header, and the text with its rows, before they are understood.

Source: https://inception-project.github.io/releases/36.0/docs/user-guide.html#sect_webannotsv.
Offsets in the file count UTF-16 units. The text is that of the `#Text=` lines; between sentences
stands a line feed, then spaces up to the offset of the next token, as INCEpTION itself reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotate.errors import ImportFormatError

VALUE_ESCAPES = {"\\": "\\\\", "[": "\\[", "]": "\\]", "|": "\\|", "_": "\\_", "->": "\\->"} | {
    ";": "\\;",
    "\t": "\\t",
    "\n": "\\n",
    "*": "\\*",
}
_VALUE = re.compile(r"->|[\\\[\]|_;\t\n*]")
_ESCAPED_VALUE = re.compile(r"\\(->|.)", re.DOTALL)
_READABLE = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b", "\\": "\\"}
_TEXT = re.compile("[\x00-\x08\t\n\x0c\r\x0e-\x1f\\\\]")
_WRITTEN = {value: f"\\{name}" for name, value in _READABLE.items()}
_ESCAPED_TEXT = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3(\.\d+)?\s*")
_ROLE = re.compile(r"ROLE_(?:[^:]*:)?(.+?)_([^_].*)")
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_UNIT = re.compile(r"\d+-\d+(?:\.\d+)?")


def escape_value(value: str) -> str:
    """A feature value as a column holds it."""
    return _VALUE.sub(lambda match: VALUE_ESCAPES[match[0]], value)


def unescape_value(value: str) -> str:
    """A feature value as it is meant."""
    return _ESCAPED_VALUE.sub(lambda match: {"t": "\t", "n": "\n"}.get(match[1], match[1]), value)


def escape_text(text: str) -> str:
    """A line of text as a `#Text=` line holds it."""
    return _TEXT.sub(lambda match: _WRITTEN.get(match[0], f"\\{match[0]}"), text)


def unescape_text(text: str) -> str:
    r"""A line of text as it is meant; `\u0041` is of versions before 3.2."""
    if "\\" not in text:
        return text
    return _ESCAPED_TEXT.sub(
        lambda match: (
            chr(int(match[1][1:], 16)) if len(match[1]) > 1 else _READABLE.get(match[1], match[1])
        ),
        text,
    )


def split(value: str, separator: str) -> list[str]:
    """`value` cut at each `separator` (one character) that is not escaped."""
    if "\\" not in value:
        return value.split(separator)
    parts, start, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == separator:
            parts.append(value[start:at])
            start = at + 1
        at += 1
    return [*parts, value[start:]]


class Kind(StrEnum):
    """What a column holds."""

    FEATURE = "feature"
    PLACEHOLDER = "placeholder"
    ROLE = "role"
    TARGET = "target"
    RELATION = "relation"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the layer's type, the feature, and for references the type that is meant."""

    type: str
    kind: Kind
    feature: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A token or part of one; `start` and `end` are in the units of the file."""

    line: int
    id: str
    start: int
    end: int
    token: str
    values: tuple[str, ...]

    @property
    def is_part(self) -> bool:
        """Whether it is only a part of a token."""
        return "." in self.id


@dataclass(slots=True)
class Sentence:
    """Lines of text and rows."""

    line: int
    texts: list[str] = field(default_factory=list[str])
    rows: list[Row] = field(default_factory=list[Row])


@dataclass(slots=True)
class TsvFile:
    """A file as it stands, and the lines that could not be taken."""

    columns: list[Column] = field(default_factory=list[Column])
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    bad: list[ImportFormatError] = field(default_factory=list[ImportFormatError])


def read_rows(lines: Iterable[str], *, source: str) -> TsvFile:
    """The header and the rows; raises `ImportFormatError` for what is not WebAnno TSV 3."""
    file = TsvFile()
    sentence: Sentence | None = None
    for number, line in enumerate(lines, 1):
        if number == 1:
            if not _FORMAT.fullmatch(line):
                raise _wrong(source, 1, line[:80], "“#FORMAT=WebAnno TSV 3.3”")
        elif line.startswith("#T_") and sentence is None:
            file.columns += _columns(line)
        elif line.startswith("#Text="):
            if sentence is None or sentence.rows:
                sentence = Sentence(number)
                file.sentences.append(sentence)
            sentence.texts.append(unescape_text(line.removeprefix("#Text=")))
        elif line and (not line.startswith("#") or line.startswith("#T_")):
            # Columns that come so late are no row: those before them lack the values.
            try:
                if sentence is None:
                    raise _wrong(source, number, line[:80], "a sentence, “#Text=…”, before tokens")
                sentence.rows.append(_row(line, number, len(file.columns), source))
            except ImportFormatError as error:
                file.bad.append(error)
    return file


def _columns(line: str) -> list[Column]:
    """The columns that a line of the header declares."""
    kind, _, rest = line.partition("=")
    type_name, *fields = [part for part in rest.split("|") if part] or [""]
    if kind == "#T_CH":
        return [Column(type_name, Kind.CHAIN, name) for name in fields]
    columns: list[Column] = []
    for name in fields:
        role = _ROLE.fullmatch(name)
        if role is not None:
            columns.append(Column(type_name, Kind.ROLE, role[1]))
        elif name.startswith("BT_"):
            columns.append(Column(type_name, Kind.RELATION, target=name.removeprefix("BT_")))
        elif columns and columns[-1].kind is Kind.ROLE and kind == "#T_SP":
            columns.append(Column(type_name, Kind.TARGET, columns[-1].feature, name))
        else:
            columns.append(Column(type_name, Kind.FEATURE, name))
    return columns or [Column(type_name, Kind.PLACEHOLDER)]


def _row(line: str, number: int, count: int, source: str) -> Row:
    cells = line.split("\t")
    offsets = _OFFSETS.fullmatch(cells[1]) if len(cells) > 1 else None
    if offsets is None or not _UNIT.fullmatch(cells[0]):
        raise _wrong(source, number, line[:80], "a token, as in “1-1	0-4	Kyiv”")
    if len(cells) < 3 + count:
        raise _wrong(source, number, f"{len(cells)} columns", f"{3 + count} columns")
    start, end = map(int, offsets.groups())
    if start > end:
        raise _wrong(source, number, cells[1], "offsets in order")
    return Row(number, cells[0], start, end, cells[2], tuple(cells[3 : 3 + count]))


def build_text(sentences: Sequence[Sentence], measure: Callable[[str], int]) -> str:
    """The whole text; `measure` gives the length of a text in the units of the file."""
    parts: list[str] = []
    length = 0
    for sentence in sentences:
        own = "".join(f"{text}\n" for text in sentence.texts)
        begin = sentence.rows[0].start if sentence.rows else length
        if length > begin and parts:
            # No gap: the line feed that was put behind the last sentence is none.
            parts[-1] = parts[-1].removesuffix("\n")
            length -= 1
        if length < begin:
            parts.append(" " * (begin - length))
            length = begin
        parts.append(own)
        length += measure(own)
    if parts:
        parts[-1] = parts[-1].removesuffix("\n")
    return "".join(parts)


def utf16_length(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def _wrong(source: str, line: int, found: str, expected: str) -> ImportFormatError:
    return ImportFormatError(file=source, line=line, found=found, expected=expected)
