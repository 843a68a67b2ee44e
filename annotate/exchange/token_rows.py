"""Rows of tokens with a tag for each, as data sets of Hugging Face have them, and those of GLiNER.

Tags are text, or numbers whose names the data set, or whoever imports it, tells. Where the row has
its text too, the tokens are found in it. GLiNER's rows have `tokenized_text`, and in `ner` lists of
first token, last token (which belongs to it) and label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

from annotate.articles import ArticleState
from annotate.errors import ImportFormatError
from annotate.exchange.assembling import Assembly
from annotate.exchange.drafts import clean_line
from annotate.exchange.formats.api import Source
from annotate.exchange.json_items import as_struct
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record
from annotate.exchange.spacing import by_rule
from annotate.exchange.tags import Chunk, decode

_TAGS = ("ner_tags", "ner", "tags", "labels")
_GLINER = "tokenized_text"
_COLUMN, _NAMES = "column", "names"


class _Row(msgspec.Struct, frozen=True):
    tokens: list[str]
    text: str | None = None
    id: str | int | None = None


Row = Mapping[str, Any]
_TagNames = Mapping[str, Sequence[str]]
_Triple = tuple[int, int, str]


def has_tokens(row: Row, choices: Mapping[str, str] | None = None) -> bool:
    """Whether it is a row of tokens with tags; `choices` may name the column of these."""
    words = _words(row)
    return (
        isinstance(words, list)
        and all(isinstance(word, str) for word in cast("list[Any]", words))
        and isinstance(row.get(_column(row, choices or {})), list)
    )


def _words(row: Row) -> object:
    return next((row[name] for name in ("tokens", "words", _GLINER) if name in row), None)


def _column(row: Row, choices: Mapping[str, str]) -> str:
    """The column of the tags: the one that was asked for, else the first of the usual names."""
    asked = choices.get(_COLUMN, "")
    return asked or next((name for name in _TAGS if isinstance(row.get(name), list)), "")


def read_tokens(row: Row, names: _TagNames, source: Source, line: int) -> Record:
    """The article of one row; raises `ImportFormatError` for tokens and tags that cannot be."""
    plain = {**row, "tokens": _words(row)}
    parsed = as_struct(plain, _Row, source=source, line=line, expected="a row of tokens")
    column = _column(row, source.choices)
    chunks = (
        _pieces(row[column], len(parsed.tokens), source, line)
        if _GLINER in row
        else decode(_tags(cast("list[Any]", row[column]), parsed, column, names, source, line))
    )
    assembly = Assembly()
    if parsed.text is None:
        places = assembly.sentence(parsed.tokens, by_rule(parsed.tokens), after="")
    else:
        places = _found(parsed.tokens, parsed.text, source, line)
    assembly.add(places, chunks)
    known = {"id", "text", "tokens", "words", _GLINER, column, "meta"}
    meta, left = plain_meta(row, known=known)
    return Record(
        text=assembly.text if parsed.text is None else parsed.text,
        id="" if parsed.id is None else str(parsed.id),
        meta=meta,
        spans=tuple(assembly.spans),
        state=ArticleState.DONE,
        line=line,
        losses=tuple(Loss(LossCode.FIELD, source.name, line, name) for name in left),
    )


def _tags(
    given: list[Any], row: _Row, column: str, names: _TagNames, source: Source, line: int
) -> list[str]:
    """The tags as text, one for each token."""
    if len(given) != len(row.tokens):
        found = f"{len(given)} tags for {len(row.tokens)} tokens"
        raise _error(source, line, found, "a tag for each token")
    asked = source.choices.get(_NAMES, "")
    known = [name.strip() for name in asked.split(",")] if asked else names.get(column, ())
    written: list[str] = []
    for tag in given:
        if not isinstance(tag, int | str):
            raise _error(source, line, f"the tag {tag}", "a tag for each token")
        if isinstance(tag, int) and not 0 <= tag < len(known):
            expected = "a card, or the option “names”, that names the tags"
            raise _error(source, line, f"the tag {tag}", expected)
        written.append(known[tag] if isinstance(tag, int) else tag)
    return written


def _pieces(given: object, count: int, source: Source, line: int) -> list[Chunk]:
    """GLiNER's entities as chunks of tokens."""
    triples = as_struct(
        given, list[_Triple], source=source, line=line, expected="first token, last token, label"
    )
    for first, last, _ in triples:
        if not 0 <= first <= last < count:
            raise _error(source, line, f"tokens {first} to {last} of {count}", "tokens of the text")
    return [Chunk(first, last, label) for first, last, label in triples]


def _found(tokens: Sequence[str], text: str, source: Source, line: int) -> list[tuple[int, int]]:
    """Where the tokens lie in the text, one behind the other."""
    places: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        start = text.find(token, at)
        if start < 0:
            raise _error(
                source, line, f"the token {clean_line(token, limit=40)}", "tokens of the text"
            )
        at = start + len(token)
        places.append((start, at))
    return places


def _error(source: Source, line: int, found: str, expected: str) -> ImportFormatError:
    return ImportFormatError(file=source.name, line=line, found=found, expected=expected)
