"""What reading gives: articles ready to be added, and refusals with their reasons.

A note or a reason is a short code with a value; `annotate.messages` has the sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from annotate.articles import Article
from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.dates import date_in_dateline, find_date
from annotate.exchange.titles import opening_words
from annotate.shortening import shortened
from annotate.text import fingerprint, is_clean, normalise_text, require_content


class NoteCode(StrEnum):
    """What happened to an article on its way in."""

    BOM = "bom"  # a byte-order mark was dropped
    LINE_ENDS = "line_ends"  # so many line ends became "\n"
    REPLACED = "replaced"  # so many characters that cannot be stored became U+FFFD
    ENCODING = "encoding"  # the encoding was guessed: its name and how sure the guess is
    FRESH_ID = "fresh_id"  # another article has the given id: the id that was given
    DATE = "date"  # a date that was not understood, kept in `meta`
    NOT_CARRIED = "not_carried"  # names of the fields that were left behind


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was changed or guessed while reading; `value` is a count or a name."""

    code: NoteCode
    value: int | str = ""


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article that may be added.

    `source` is what a report calls the place it came from; `line` counts from 1 where a file holds
    many articles.
    """

    article: Article
    fingerprint: str
    source: str
    source_path: Path | None = None
    line: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that does not go in: where it stands and why."""

    source: str
    line: int | None
    error: AnnotateError


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: defaults and limits (bytes).

    `encoding` overrules the guess for plain text, Markdown and HTML; JSON is UTF-8 by its
    definition. `language` (ISO 639-1) stands where the source says none.
    """

    language: str = "en"
    encoding: str | None = None
    max_text_bytes: int = 50_000_000
    max_markup_bytes: int = 20_000_000
    max_file_bytes: int = 1_000_000_000


DEFAULTS = ReadOptions()


class Facts(NamedTuple):  # one for each record: a tuple is made in half the time
    """What a source says about an article, as it says it; empty where it says nothing."""

    id: str = ""
    title: str = ""
    source: str = ""
    date: str = ""
    language: str = ""
    meta: tuple[tuple[str, str], ...] = ()


_MAX_FIELD = 500
_MAX_ID = 200
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?$")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOWHERE = Facts()


@lru_cache(maxsize=256)  # a file of many records asks again for each
def source_name(path: Path | None) -> str:
    """`path` as it can be written anywhere; bytes that are no character are replaced."""
    return "" if path is None else str(path).encode("utf-8", "replace").decode("utf-8")


def clean_line(value: str, *, limit: int = _MAX_FIELD) -> str:
    """`value` as one line that can be stored and shown, cut after `limit` characters."""
    if len(value) <= limit and value.isprintable() and "  " not in value:
        return value.strip()
    line = " ".join(_CONTROLS.sub(" ", normalise_text(value[: 4 * limit]).text).split())
    return shortened(line, limit)


# A file of many records gives the same again for each.
_clean_source = lru_cache(maxsize=256)(clean_line)


def encoding_notes(encoding: str, confidence: float, replaced: int) -> tuple[Note, ...]:
    """Notes about a decoding that had to guess or to replace."""
    notes: list[Note] = []
    if confidence < 1.0:
        notes.append(Note(NoteCode.ENCODING, encoding))
    if replaced:
        notes.append(Note(NoteCode.REPLACED, replaced))
    return tuple(notes)


def draft_article(
    raw: str,
    facts: Facts = _NOWHERE,
    *,
    path: Path | None = None,
    source: str | None = None,
    line: int | None = None,
    notes: tuple[Note, ...] = (),
    options: ReadOptions = DEFAULTS,
) -> ArticleDraft:
    """Normalise `raw` once and for all and lay down what is known about it.

    `source` names the place where there is no `path`. Raise `ArticleEmptyError` or
    `ArticleUnreadableError` for a text that cannot be an article.
    """
    text = raw
    if not is_clean(raw):
        normalised = normalise_text(raw)
        text = normalised.text
        notes += _notes_of(normalised.line_ends, normalised.replaced, had_bom=normalised.had_bom)
    if source is None:
        source = source_name(path)
    _require_size(text, source=source, line=line, limit=options.max_text_bytes)
    require_content(text, source=source)
    digest = fingerprint(text)
    date, meta, date_notes = _dated(facts)
    article = Article(
        id=clean_line(facts.id, limit=_MAX_ID) or digest[:16],
        text=text,
        title=clean_line(facts.title) or opening_words(text),
        source=_clean_source(facts.source),
        date=date if facts.date else date_in_dateline(text),
        language=_language(facts.language, options.language),
        meta=meta,
    )
    return ArticleDraft(article, digest, source, path, line, notes + date_notes)


def _require_size(text: str, *, source: str, line: int | None, limit: int) -> None:
    if len(text) * 4 <= limit:  # no character takes more than four bytes
        return
    size = len(text.encode("utf-8"))
    if size > limit:
        raise ArticleUnreadableError(
            source=source, reason="too_large", line=line, size=size, limit=limit
        )


def _notes_of(line_ends: int, replaced: int, *, had_bom: bool) -> tuple[Note, ...]:
    notes: list[Note] = []
    if had_bom:
        notes.append(Note(NoteCode.BOM))
    if line_ends:
        notes.append(Note(NoteCode.LINE_ENDS, line_ends))
    if replaced:
        notes.append(Note(NoteCode.REPLACED, replaced))
    return tuple(notes)


def _dated(facts: Facts) -> tuple[str, tuple[tuple[str, str], ...], tuple[Note, ...]]:
    """Publication date, meta with what of the date does not fit there, and a note if need be."""
    given, date = _read_date(facts.date) if facts.date else ("", "")
    meta = _storable(facts.meta)
    if date == given:
        return date, meta, ()
    notes = () if date else (Note(NoteCode.DATE, given),)
    return date, (*meta, ("published", given)), notes


def _storable(meta: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Names and values without what no text may hold: one of them would hold up a whole batch."""
    if all(is_clean(name) and is_clean(value) for name, value in meta):
        return meta
    return tuple((normalise_text(name).text, normalise_text(value).text) for name, value in meta)


@lru_cache(maxsize=4096)  # many articles of one day
def _read_date(given: str) -> tuple[str, str]:
    """The date as one line, and what was understood of it."""
    line = clean_line(given)
    return line, find_date(line)


def _language(given: str, default: str) -> str:
    if not given:
        return default
    match = _LANGUAGE.match(given)
    return match[1].lower() if match else default
