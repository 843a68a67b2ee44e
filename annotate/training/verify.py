"""The guard behind the export: what was written is read back and compared with the source.

Every doc is compared from the bytes of its file, and the first of each file also through spaCy,
which is several times slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotate.errors import ExportError
from annotate.spans import Span
from annotate.training.docbin import Row, read_docbin
from annotate.training.docs import ARTICLE_KEY, CHAINS, ENTITIES, INCORRECT, INCORRECT_EVENTS
from annotate.training.event_spans import EVENT_ARGS

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan
    from spacy.vocab import Vocab

THROUGH_SPACY: Final = 20
"""Docs of each file that are also read as spaCy reads them."""
_UNCHECKED: Final = frozenset({INCORRECT, INCORRECT_EVENTS})


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
    spans = sum(row[0] != EVENT_ARGS for row in rows)  # an argument is a span once more
    return Expected(article_id, _digest(text, rows), spans)


def verify_file(path: Path, expected: Sequence[Expected], vocab: Vocab) -> int:
    """Read `path` back and return how many spans were compared.

    Raises `ExportError` with reason "read_back" and the article, when anything came back changed.
    """
    from spacy.tokens import DocBin

    found = ((_article_id(doc.user_data), _digest(doc.text, doc.rows)) for doc in read_docbin(path))
    _compare(path, found, expected)
    docs = islice(DocBin().from_disk(path).get_docs(vocab), THROUGH_SPACY)
    read = ((_article_id(doc.user_data), _digest(doc.text, _rows(doc))) for doc in docs)
    _compare(path, read, expected[:THROUGH_SPACY])
    return sum(item.spans for item in expected)


def _compare(path: Path, found: Iterable[tuple[str, int]], expected: Sequence[Expected]) -> None:
    for doc, item in zip_longest(found, expected):
        if item is None or doc != (item.article_id, item.digest):
            article_id = item.article_id if item else ""
            raise ExportError(path=path.name, reason="read_back", article_id=article_id)


def _article_id(user_data: dict[Any, Any]) -> str:
    return str(user_data[ARTICLE_KEY]["article_id"])


def _rows(doc: Doc) -> list[Row]:
    rows = [_row(ENTITIES, span) for span in doc.ents]
    for key, group in doc.spans.items():
        rows += [_row(key, span) for span in group]
    return rows


def _row(group: str, span: TokenSpan) -> Row:
    return (group, span.start_char, span.end_char, span.label_, span.id_, span.text)


def _digest(text: str, rows: Iterable[Row]) -> int:
    """A number that differs when the text or any checked span does; holds in this process only."""
    return hash((text, tuple(sorted(row for row in rows if _is_checked(row[0])))))


def _is_checked(group: str) -> bool:
    return group not in _UNCHECKED and not group.startswith(CHAINS)
