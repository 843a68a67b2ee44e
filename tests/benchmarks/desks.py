"""Projects to measure on: articles of a corpus with their spans as gold, and tokens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotate.articles import Article, ArticleState, Tokens
from annotate.edits import EditGroup, PutSpan, PutState
from annotate.pipeline import TOKENIZER_NAME
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Origin, Span
from annotate.store import articles as article_store
from annotate.store import edits as edit_store
from annotate.store import suggestions as suggestion_store
from annotate.store.sqlite import connect, transaction
from annotate.suggesters import available
from tests.benchmarks.corpora import ENTITIES, EVENTS, Record

AT = "2026-01-01T00:00:00Z"
_COLOURS = ("#4a86d8", "#d9703f", "#3f9d5b", "#b79a3a", "#9a7bd0", "#c04f6f", "#2f8f83")


def schema() -> LabelSchema:
    """The shipped schema with the labels of the corpora, so that the window is the real one."""
    names = [(name, Layer.ENTITY) for name in ENTITIES] + [(name, Layer.EVENT) for name in EVENTS]
    return find_schema("news").with_labels(
        Label(name, layer, colour=_COLOURS[place % len(_COLOURS)])
        for place, (name, layer) in enumerate(names)
    )


def article_of(record: Record) -> Article:
    """The text of a record as an article."""
    title = f"Article {record['id']}"
    return Article(record["id"], record["text"], title=title, source="benchmark")


def edit_of(record: Record, *, is_done: bool = False) -> EditGroup:
    """Everything that is gold about a record, as one step."""
    steps: list[PutSpan | PutState] = [
        PutSpan(
            None,
            Span(
                id=f"{record['id']}-{place}",
                start=start,
                end=end,
                label=label,
                layer=Layer.EVENT if label in EVENTS else Layer.ENTITY,
                annotator="bench",
                origin=Origin.IMPORT,
                created_at=AT,
            ),
        )
        for place, (start, end, label) in enumerate(record["spans"])
    ]
    if is_done:
        steps.append(PutState(ArticleState.NEW, ArticleState.DONE))
    return EditGroup(tuple(steps), "import")


def make_project(
    path: Path, records: Iterable[Record], *, is_done: bool = False, is_suggested: bool = True
) -> Project:
    """A project of the records: text, gold, tokens, and no suggester left to run if so wished."""
    Project.create(path, schema(), annotator="bench").close()
    suggesters = [(info.name, info.version) for info in available()]
    connection = connect(path)
    # By way of the store and in one transaction: only what is measured afterwards must be usual.
    with transaction(connection):
        for record in records:
            article = article_of(record)
            article_store.insert(connection, [article], at=AT)
            edit = edit_of(record, is_done=is_done)
            edit_store.write_edit(connection, article.id, edit, text=article.text)
            rough = Tokens.rough(article.text)
            # The name says that the worker has made them: nothing is left for it to do.
            tokens = Tokens(rough.starts, rough.ends, TOKENIZER_NAME)
            article_store.write_tokens(connection, article.id, tokens)
            for name, version in suggesters if is_suggested else ():
                suggestion_store.write_run(
                    connection,
                    article.id,
                    suggester=name,
                    version=version,
                    proposals=(),
                    at=AT,
                    seconds=0.0,
                    dropped=0,
                )
    connection.close()
    return Project.open(path, annotator="bench")
