"""The guard behind the export: what was written is read back and compared with the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import ExportError
from annotate.spans import Span
from annotate.training.docs import ARTICLE_KEY, ENTITIES, INCORRECT, INCORRECT_EVENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan
    from spacy.vocab import Vocab

Row = tuple[str, int, int, str, str, str]

_UNCHECKED = frozenset({INCORRECT, INCORRECT_EVENTS})


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file must say about one article: a digest of its text and of every span."""

    article_id: str
    digest: int
    spans: int


def expected_of(article_id: str, text: str, placed: Iterable[tuple[str, Span]]) -> Expected:
    """What must come back, from the stored text and the gold spans alone."""
    rows = [
        (group, span.start, span.end, span.label, span.id, text[span.start : span.end])
        for group, span in placed
    ]
    return Expected(article_id, _digest(text, rows), len(rows))


def verify_file(path: Path, expected: Sequence[Expected], vocab: Vocab) -> int:
    """Read `path` as spaCy does and return how many spans were compared.

    Raises `ExportError` with reason "read_back" and the article, when anything came back changed.
    """
    from spacy.tokens import DocBin

    count = 0
    docs = DocBin().from_disk(path).get_docs(vocab)
    for doc, item in zip_longest(docs, expected):
        if doc is None or item is None or _found_in(doc) != (item.article_id, item.digest):
            article_id = item.article_id if item else ""
            raise ExportError(path=path.name, reason="read_back", article_id=article_id)
        count += item.spans
    return count


def _found_in(doc: Doc) -> tuple[str, int]:
    rows = [(ENTITIES, *_row(span)) for span in doc.ents]
    for key, group in doc.spans.items():
        if key not in _UNCHECKED:
            rows += [(key, *_row(span)) for span in group]
    return doc.user_data[ARTICLE_KEY]["article_id"], _digest(doc.text, rows)


def _row(span: TokenSpan) -> tuple[int, int, str, str, str]:
    return (span.start_char, span.end_char, span.label_, span.id_, span.text)


def _digest(text: str, rows: Iterable[Row]) -> int:
    return hash((text, tuple(sorted(rows))))
