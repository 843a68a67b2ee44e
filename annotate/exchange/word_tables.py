"""Tables of one word a row: columns for sentence, word, part of speech and tag, as Kaggle has them.

A sentence begins where its column says another one, or says one at all and is empty in the rows
after it. A table with a column of documents has an article for each; another one is cut into
articles of `SENTENCES` sentences, because sentences in such tables have little to do with each
other. Of tables with a sentence a row and its tags as a list, each row is a sentence too.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.errors import ImportFormatError
from annotate.exchange import spacing, tags
from annotate.exchange.assembling import Assembly
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.records import Record

SENTENCES = 100
"""So many sentences make an article where nothing says what an article is."""
_WORDS = ("word", "words", "token", "tokens", "form")
_TAGS = (
    *("tag", "tags", "ner", "ner_tag", "ner_tags", "label", "labels", "entity", "iob", "bio"),
    *("iob_tag", "bio_tag", "entity_tag", "ne", "named_entity"),
)
_SENTENCES = (
    *("sentence #", "sentence_idx", "sentence_id", "sentence id", "sentence", "sent_id"),
    *("sentence_number", "sent", "sentence_no"),
)
_DOCUMENTS = ("document", "document_id", "doc_id", "doc", "article", "article_id", "file", "docid")
_MOST = 20_000
"""Characters of a list of tags that are looked at."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Names of the columns; empty where a table has none. `words` may be a sentence in a row."""

    words: str
    tags: str
    sentences: str = ""
    documents: str = ""

    @classmethod
    def of(cls, names: Collection[str]) -> WordColumns | None:
        """The columns of a table with these names (small letters); `None` for another table."""
        tagged, document = _first(_TAGS, names), _first(_DOCUMENTS, names)
        words, sentence = _first(_WORDS, names), _first(_SENTENCES, names)
        if "text" in names or "content" in names:  # of articles, with a count of their words
            return None
        if words and tagged:
            return cls(words, tagged, sentence, document)
        if "sentence" in names and tagged and "pos" in names:
            return cls("sentence", tagged, "", document)
        return None


@dataclass(slots=True)
class _Sentence:
    line: int
    words: list[str] = field(default_factory=list[str])
    tags: list[str] = field(default_factory=list[str])


def read_words(
    rows: Iterable[tuple[int, Row | Refusal]], columns: WordColumns, *, source: str
) -> Iterator[Record | Refusal]:
    """The articles of a table; a sentence with a row that cannot be is refused by its line."""
    assembly, line, count, document = Assembly(), 0, 0, ""
    for name, sentence in _sentences(rows, columns, source):
        if isinstance(sentence, Refusal):
            yield sentence
            continue
        is_other = name != document if columns.documents else count >= SENTENCES
        if count and is_other:
            yield _record(assembly, line, document)
            assembly, count = Assembly(), 0
        if not count:
            line, document = sentence.line, name
        places = assembly.sentence(sentence.words, spacing.by_rule(sentence.words), after=None)
        assembly.add(places, tags.decode(sentence.tags))
        count += 1
    if count:
        yield _record(assembly, line, document)


def _record(assembly: Assembly, line: int, document: str) -> Record:
    return Record(text=assembly.text, id=document, spans=tuple(assembly.spans), line=line)


def _sentences(
    rows: Iterable[tuple[int, Row | Refusal]], columns: WordColumns, source: str
) -> Iterator[tuple[str, _Sentence | Refusal]]:
    """Document and sentence of neighbouring rows."""
    current: _Sentence | Refusal | None = None
    here = ("", "")
    for line, row in rows:
        if isinstance(row, Refusal):
            # Its sentence would say what nobody said.
            yield from _told(here[0], current if isinstance(current, Refusal) else None)
            current = row
            continue
        given = row.get(columns.sentences, "") if columns.sentences else ""
        document = row.get(columns.documents, "") or here[0] if columns.documents else ""
        listed = _listed(row, columns, source, line)
        place = (document, given or here[1])
        if place != here or listed is not None or current is None:
            yield from _told(here[0], current)
            current, here = _Sentence(line), place
        if listed is not None:
            current = listed
        elif isinstance(current, _Sentence) and row.get(columns.words, "").strip():
            current.words.append("".join(row[columns.words].split()))
            current.tags.append(row.get(columns.tags, "").strip() or "O")
    yield from _told(here[0], current)


def _told(
    document: str, found: _Sentence | Refusal | None
) -> Iterator[tuple[str, _Sentence | Refusal]]:
    if isinstance(found, Refusal) or (found is not None and found.words):
        yield document, found


def _listed(row: Row, columns: WordColumns, source: str, line: int) -> _Sentence | Refusal | None:
    """A sentence whose tags stand in one cell as a list; `None` for a row of one word."""
    cell = row.get(columns.tags, "").strip()
    if not (cell.startswith("[") and cell.endswith("]") and len(cell) <= _MOST):
        return None
    try:
        given = ast.literal_eval(cell)
        words = row.get(columns.words, "")
        parts = ast.literal_eval(words) if words.startswith("[") else words.split()
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        given, parts = [], [""]
    if _are_texts(given) and _are_texts(parts) and len(given) == len(parts):
        return _Sentence(line, list(parts), list(given))
    error = ImportFormatError(
        file=source,
        line=line,
        found=clean_line(cell, limit=80),
        expected="a list with a tag for each word",
    )
    return Refusal(source, line, error)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _first(wanted: Sequence[str], names: Collection[str]) -> str:
    return next((name for name in wanted if name in names), "")
