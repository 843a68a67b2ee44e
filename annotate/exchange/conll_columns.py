"""Which columns of a CoNLL file hold what: as chosen, or as its first sentences look.

Ours have a note of white space in the second column and the tags of events in the third. Those of
CoNLL-2012 have the tokens in the fourth, GermEval's two columns of tags behind a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.errors import ImportFormatError
from annotate.exchange import tags
from annotate.exchange.formats.api import Source

PREFIXED = re.compile(r"[BIESLUWM][-_]\S+")
"""A tag inside an entity."""
_SPACE_NOTE = re.compile(r"_|Space(?:After=No|s(?:After|Before)=[^|]+)(?:\|Space[^|]+)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*:(?=.)")
_OWN_COLUMNS = 4
_ONTONOTES_TOKEN, _ONTONOTES_TAG = 3, 10
_SAMPLE = 200
"""How many sentences show what the columns hold."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what, from 0; negative ones count from the end."""

    token: int = 0
    entities: tuple[int, ...] = (-1,)
    events: tuple[int, ...] = ()
    spaces: int | None = None
    language: str = ""
    """What stands before each token: `en:` in WikiANN."""
    has_coreference: bool = False
    """Whether the last column tells of mentions, as in CoNLL-2012; they are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line that is a token: its number and its cells."""

    line: int
    cells: tuple[str, ...]


def columns_of(source: Source, found: Sequence[Sequence[Row]]) -> Columns:
    """Which columns hold what: as chosen, or as the first sentences look."""
    sample = [row for sentence in found[:_SAMPLE] for row in sentence]
    width = Counter(len(row.cells) for row in sample).most_common(1)[0][0]
    rows = [row for row in sample if len(row.cells) == width]
    chosen = _chosen(source, "column", width)
    token = _chosen(source, "token", width)
    if token:
        return Columns(token[0], chosen or (-1,))
    is_numbered = width > 2 and _are_numbered(found[:50])
    if width > _ONTONOTES_TAG and rows[0].cells[2].isdigit() and not is_numbered:
        tagged = chosen or (_ONTONOTES_TAG,)
        return Columns(_ONTONOTES_TOKEN, tagged, has_coreference=not {width - 1, -1} & {*tagged})
    first = 1 if is_numbered else 0
    if width < first + 2:
        raise ImportFormatError(
            file=source.name, line=rows[0].line, found="one column", expected="a token and its tag"
        )
    if chosen:
        return Columns(first, chosen)
    is_ours = width == _OWN_COLUMNS and all(_SPACE_NOTE.fullmatch(row.cells[1]) for row in rows)
    if is_ours and (
        any(row.cells[1] != "_" for row in rows)
        or all(row.cells[2] != "_" and tags.is_tag(row.cells[2]) for row in rows)
    ):
        return Columns(0, (3,), (2,), spaces=1)
    if width == 2 and not _has_tags(rows, 1) and _has_tags(rows, 0):
        return Columns(1, (0,))  # the tag in front of its token
    if is_numbered and width == _OWN_COLUMNS and all(tags.is_tag(row.cells[2]) for row in rows):
        return Columns(first, (2, 3))  # GermEval: outer and inner entities side by side
    return Columns(first, (_tag_column(rows, first + 1),), language=_language(rows, first))


def _tag_column(rows: Sequence[Row], start: int) -> int:
    """The last column; where that holds no tags at all, the first from `start` that does."""
    if all(row.cells[-1] != "O" for row in rows):
        for column in range(start, len(rows[0].cells) - 1):
            if _has_tags(rows, column):
                return column
    return -1


def _language(rows: Sequence[Row], column: int) -> str:
    """What stands before every token, if it is a language (`en:`); empty if nothing does."""
    found = {match[0] if (match := _LANGUAGE.match(row.cells[column])) else "" for row in rows}
    return found.pop() if len(found) == 1 and len(rows) > 1 else ""


def _has_tags(rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds nothing but tags, some of them inside an entity."""
    values = [row.cells[column] for row in rows]
    return all(map(tags.is_tag, values)) and any(map(PREFIXED.fullmatch, values))


def _are_numbered(found: Sequence[Sequence[Row]]) -> bool:
    """Whether the first column counts the tokens of each sentence, as `2` or `1-2`."""
    return sum(map(len, found)) > 1 and all(
        row.cells[0].rpartition("-")[2] == str(number)
        for sentence in found
        for number, row in enumerate(sentence, 1)
    )


def _chosen(source: Source, name: str, width: int) -> tuple[int, ...]:
    """Columns as a person counts them, from 1 (or from the end: -1), as indices."""
    given = source.choices.get(name, "")
    if not given:
        return ()
    try:
        numbers = [int(part) for part in given.split(",")]
    except ValueError:
        numbers = [0]
    if any(not 0 < abs(number) <= width for number in numbers):
        raise ImportFormatError(
            file=source.name,
            found=f"the option {name}={given}",
            expected=f"a column from 1 to {width}, or from -1 to -{width}",
        )
    return tuple(number - 1 if number > 0 else number for number in numbers)
