"""One file, one article: plain text, Markdown and HTML pages, each with its own facts."""

from __future__ import annotations

from pathlib import Path

from annotate.exchange.dates import date_in_name
from annotate.exchange.drafts import (
    ArticleDraft,
    Facts,
    Note,
    NoteCode,
    ReadOptions,
    draft_article,
    encoding_notes,
    source_name,
)
from annotate.exchange.encoding import Decoded, decode
from annotate.exchange.files import FileKind, FoundFile, require_room
from annotate.exchange.markdown import read_markdown
from annotate.exchange.pages import read_page
from annotate.exchange.titles import headline
from annotate.text import normalise_text

_FRONT_MATTER_NAMES = {
    "id": "id",
    "title": "title",
    "source": "source",
    "site": "source",
    "publisher": "source",
    "date": "date",
    "published": "date",
    "language": "language",
    "lang": "language",
}
_HEAD = 4000


def read_whole(item: FoundFile, kind: FileKind, options: ReadOptions) -> ArticleDraft:
    """The article of a file of plain text, Markdown or HTML; raise what stands against it."""
    is_text = kind is FileKind.TEXT
    require_room(item, options.max_text_bytes if is_text else options.max_markup_bytes)
    path = item.path
    data = path.read_bytes()
    source = source_name(path)
    decoded = decode(data, source=source, is_html=kind is FileKind.HTML, encoding=options.encoding)
    if kind is FileKind.HTML:
        return _draft_page(decoded, path, options)
    if kind is FileKind.MARKDOWN:
        return _draft_markdown(decoded, path, options)
    return _draft_text(decoded, path, options)


def _draft_text(decoded: Decoded, path: Path, options: ReadOptions) -> ArticleDraft:
    facts = Facts(
        title=headline(normalise_text(decoded.text[:_HEAD]).text) or path.stem,
        source=source_name(Path(path.name)),
        date=date_in_name(path.stem),
    )
    return draft_article(
        decoded.text, facts, path=path, notes=_decoding_notes(decoded), options=options
    )


def _draft_page(decoded: Decoded, path: Path, options: ReadOptions) -> ArticleDraft:
    page = read_page(decoded.text, source=source_name(path))
    facts = page.facts
    facts = Facts(
        title=facts.title or headline(page.text) or path.stem,
        source=facts.source or source_name(Path(path.name)),
        date=facts.date or date_in_name(path.stem),
        language=facts.language,
        meta=facts.meta,
    )
    return draft_article(
        page.text, facts, path=path, notes=_decoding_notes(decoded), options=options
    )


def _draft_markdown(decoded: Decoded, path: Path, options: ReadOptions) -> ArticleDraft:
    normalised = normalise_text(decoded.text)
    found = read_markdown(normalised.text)
    own: dict[str, str] = {}
    meta: list[tuple[str, str]] = []
    for name, value in found.front_matter.items():
        target = _FRONT_MATTER_NAMES.get(name)
        if target is None:
            meta.append((name, value))
        else:
            own.setdefault(target, value)
    own.setdefault("title", found.heading or headline(found.text) or path.stem)
    own.setdefault("source", source_name(Path(path.name)))
    own.setdefault("date", date_in_name(path.stem))
    notes = _decoding_notes(decoded)
    if normalised.replaced:
        notes += (Note(NoteCode.REPLACED, normalised.replaced),)
    if found.left_behind:
        notes += (Note(NoteCode.NOT_CARRIED, ", ".join(found.left_behind)),)
    facts = Facts(meta=tuple(meta), **own)
    return draft_article(found.text, facts, path=path, notes=notes, options=options)


def _decoding_notes(decoded: Decoded) -> tuple[Note, ...]:
    notes = encoding_notes(decoded.encoding, decoded.confidence, decoded.replaced)
    return (Note(NoteCode.BOM), *notes) if decoded.had_bom else notes
