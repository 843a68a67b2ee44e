"""Articles from JSON records: `text`, and optionally id, title, source, date, language, meta.

What a record holds beside these goes into the article's meta if it is a plain value; lists and
objects are named in a note as not carried. A record is refused only for its text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NoReturn, cast

import msgspec

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import (
    ArticleDraft,
    Facts,
    Note,
    NoteCode,
    ReadOptions,
    clean_line,
    draft_article,
    encoding_notes,
    source_name,
)
from annotate.exchange.encoding import decode
from annotate.exchange.fact_names import FACT_NAMES, fact_of
from annotate.text import is_clean, normalise_text

_DECODER = msgspec.json.Decoder()
_MAX_VALUE = 20_000
_MAX_NAME = 100
_OWN_FIELDS = frozenset({"id", "title", "source", "date", "language"})


def parse_json(data: bytes) -> object:
    """The value of `data`; raise `ValueError` when it is no JSON.

    Lone surrogates and numbers without limits are let through: only the fast parser refuses them.
    """
    try:
        return _DECODER.decode(data)
    except UnicodeDecodeError:
        raise
    except (msgspec.DecodeError, RecursionError):
        try:
            return cast("object", json.loads(data, parse_constant=_refuse_constant))
        except RecursionError as error:
            raise ValueError("too deep") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def draft_record(
    data: bytes, *, path: Path | None, line: int | None, options: ReadOptions
) -> ArticleDraft:
    """The article of one JSON object in UTF-8 (or another encoding, with a note)."""
    source = source_name(path)
    notes: tuple[Note, ...] = ()
    try:
        value = parse_json(data)
    except UnicodeDecodeError:
        decoded = decode(data, source=source)
        notes = encoding_notes(decoded.encoding, decoded.confidence, decoded.replaced)
        value = _parse_or_refuse(decoded.text.encode(), source, line)
    except ValueError as error:
        raise _refusal(source, line, "not_json") from error
    if not isinstance(value, dict):
        raise _refusal(source, line, "not_object")
    record = cast("dict[str, object]", value)
    if "text" not in record:
        raise ArticleUnreadableError(
            source=source,
            reason="no_text",
            line=line,
            found=clean_line(", ".join(list(record)[:10])),
        )
    text = record["text"]
    if not isinstance(text, str):
        raise _refusal(source, line, "text_not_string")
    facts, left_behind = _facts(record, file_name=_file_name(path))
    if left_behind:
        names = clean_line(", ".join(left_behind))
        notes = (*notes, Note(NoteCode.NOT_CARRIED, names))
    return draft_article(text, facts, path=path, line=line, notes=notes, options=options)


def _parse_or_refuse(data: bytes, source: str, line: int | None) -> object:
    try:
        return parse_json(data)
    except ValueError as error:
        raise _refusal(source, line, "not_json") from error


def _refusal(source: str, line: int | None, reason: str) -> ArticleUnreadableError:
    return ArticleUnreadableError(source=source, reason=reason, line=line)


@lru_cache(maxsize=256)
def _file_name(path: Path | None) -> str:
    return "" if path is None else source_name(Path(path.name))


def _facts(record: dict[str, object], *, file_name: str) -> tuple[Facts, list[str]]:
    """What the record says beside its text, and the names of what is left behind.

    A record that names no source comes from its file.
    """
    own: dict[str, str] = {}
    meta: list[tuple[str, str]] = []
    left_behind: list[str] = []
    others: list[tuple[str, str]] = []
    for name, value in record.items():
        if name == "text" or value is None:
            continue
        if type(value) is str and name in _OWN_FIELDS:  # nearly always
            own[name] = value
        elif type(value) is str and len(value) <= _MAX_VALUE and name.lower() in FACT_NAMES:
            others.append((name, value))
        elif name == "meta" and isinstance(value, dict):
            for key, inner in cast("dict[str, object]", value).items():
                _add_meta(meta, left_behind, f"meta.{key}", key, _as_text(inner))
        elif isinstance(value, (str, int, float)):
            text = _as_text(value)
            if name in _OWN_FIELDS:
                own[name] = text
            else:
                _add_meta(meta, left_behind, name, name, text)
        else:
            left_behind.append(name)
    meta += _without_facts(others, own)
    if not own.get("source"):
        own["source"] = file_name
    return Facts(meta=tuple(meta), **own), left_behind


def _without_facts(
    fields: Collection[tuple[str, str]], own: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The fields that give none of the facts that `own` lacks, as meta; the others go there."""
    if not fields:
        return
    known = {name for name, value in own.items() if value}
    for name, value in fields:
        if fact := fact_of(name, value, known):
            own[fact] = value
            known.add(fact)
        elif value:
            yield _meta_name(name), value if is_clean(value) else normalise_text(value).text


def _add_meta(
    meta: list[tuple[str, str]], left_behind: list[str], full: str, name: str, value: str
) -> None:
    if len(value) > _MAX_VALUE:
        left_behind.append(full)
    elif value:
        meta.append((_meta_name(name), value if is_clean(value) else normalise_text(value).text))


@lru_cache(maxsize=256)
def _meta_name(name: str) -> str:
    return clean_line(name, limit=_MAX_NAME)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
