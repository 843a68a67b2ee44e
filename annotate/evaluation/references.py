"""Where gold comes from: gold records of a file, and the done articles of a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from annotate.articles import ArticleState
from annotate.evaluation.marks import Mark, Reference, mark_of
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.exchange.gold_jsonl import GoldRecord
    from annotate.project import Project


def reference_of_record(record: GoldRecord) -> Reference:
    """The gold of one record, in offsets of its text as given.

    A mention without a label in the shared scheme is unclear. Where `meta` has `sents` (offsets of
    the sentences) and `selected_sents` (their numbers), only those sentences are exhaustive.
    """
    marks: set[Mark] = set()
    unclear: list[tuple[Layer, int, int]] = []
    labelled = [(span.layer, span) for span in record.spans]
    labelled += [(Layer.EVENT, event.trigger) for event in record.events]
    for layer, span in labelled:
        if span.scheme_label is None:
            unclear.append((layer, span.start, span.end))
        else:
            marks.add(Mark(layer, span.start, span.end, span.scheme_label))
    return Reference(
        article_id=str(record.id),
        marks=frozenset(marks),
        title=_title(record),
        unclear=tuple(unclear),
        exhaustive=_exhaustive(record.meta),
    )


def project_references(
    project: Project, ids: Sequence[str] | None = None
) -> Iterator[tuple[str, Reference]]:
    """Id and gold of each done article, or of the given ones."""
    for article_id in project.article_ids(states=(ArticleState.DONE,)) if ids is None else ids:
        annotations = project.annotations(article_id)
        yield (
            article_id,
            Reference(
                article_id=article_id,
                marks=frozenset(mark_of(span) for span in annotations.spans),
                title=project.article(article_id).title,
            ),
        )


def _title(record: GoldRecord) -> str:
    title = record.meta.get("title")
    if isinstance(title, str) and title:
        return title
    return record.text.strip().partition("\n")[0][:80]


def _exhaustive(meta: dict[str, Any]) -> tuple[tuple[int, int], ...] | None:
    """The sentences that were annotated in full; nothing when the record does not say."""
    sentences, selected = meta.get("sents"), meta.get("selected_sents")
    if not isinstance(sentences, list) or not isinstance(selected, list):
        return None
    chosen: list[tuple[int, int]] = []
    for number in selected:
        if not isinstance(number, int) or not 0 <= number < len(sentences):
            return None
        match sentences[number]:
            case [int(start), int(end)]:
                chosen.append((start, end))
            case _:
                return None
    return tuple(chosen)
