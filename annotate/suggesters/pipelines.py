"""The suggester "spacy:NAME": what an installed spaCy pipeline, or one in a directory, finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotate.articles import Article
from annotate.pipeline import LoadedPipeline, load_pipeline, pieces_of
from annotate.spans import Layer
from annotate.suggesters.pipeline_labels import event_labels, layers_of
from annotate.suggestions import Proposal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PREFIX = "spacy:"
_EVENTS_KEY = "events"
_DEFAULT_SCORE = 0.7
_PIECE_CHARACTERS = 100_000
# Names that pipelines trained on other schemes give to the same thing.
_SAME_LABEL = {"PER": "PERSON"}


class PipelineSuggester:
    """Suggests the entities and span groups that a spaCy pipeline predicts."""

    def __init__(self, name_or_path: str) -> None:
        """Load the pipeline; raises `PipelineMissingError` or `PipelineLoadError`."""
        self._pipeline: LoadedPipeline = load_pipeline(name_or_path)
        self.name = PREFIX + name_or_path
        self.version = self._pipeline.info.version or "0"
        self.warnings = self._pipeline.warnings
        self.layers = layers_of(self._pipeline.info.labels)
        self._precision = _precision_by_label(self._pipeline.meta)
        self._events = _own_events(self._pipeline.meta) or event_labels()

    def suggest(self, article: Article) -> list[Proposal]:
        """Entities and span groups of the article, read in pieces of bounded size."""
        return [
            proposal
            for base, piece in pieces_of(article.text, _PIECE_CHARACTERS)
            for proposal in self._of_doc(base, self._pipeline.nlp(piece))
        ]

    def _of_doc(self, base: int, doc: Doc) -> Iterator[Proposal]:
        for span in doc.ents:
            yield from self._proposal(base, span, None, "entities")
        for key, group in doc.spans.items():
            scores = _scores(group.attrs.get("scores"))
            for index, span in enumerate(group):
                score = scores[index] if index < len(scores) else None
                yield from self._proposal(base, span, score, key)

    def _proposal(self, base: int, span: Span, score: float | None, key: str) -> Iterator[Proposal]:
        label = _SAME_LABEL.get(span.label_, span.label_)
        text = span.text
        start = span.start_char + len(text) - len(text.lstrip())
        end = span.start_char + len(text.rstrip())
        if not label or start >= end:
            return
        measured = self._precision.get(span.label_)
        reason = "" if score is not None or measured is None else f", precision {measured:.2f}"
        best = score if score is not None else measured if measured is not None else _DEFAULT_SCORE
        is_event = key == _EVENTS_KEY or (key != "entities" and label in self._events)
        yield Proposal(
            start=base + start,
            end=base + end,
            label=label,
            layer=Layer.EVENT if is_event else Layer.ENTITY,
            score=min(max(best, 0.0), 1.0),
            suggester=self.name,
            explanation=f"pipeline {self._pipeline.info.title or self.name}: {key}{reason}",
        )


def _scores(given: Any) -> list[float]:  # noqa: ANN401 - whatever a component has left there
    """Scores of a group's spans; `spancat_singlelabel` leaves a column of them, not a row."""
    if given is None:
        return []
    flat = given.ravel().tolist() if hasattr(given, "ravel") else given
    return [float(score) for score in flat]


def _own_events(meta: Mapping[str, Any]) -> frozenset[str]:
    """The event labels that a pipeline trained by Spandesk says it has."""
    about = meta.get("spandesk")
    labels = about.get("event_labels") if isinstance(about, dict) else None
    return frozenset(map(str, labels)) if isinstance(labels, list) else frozenset()


def _precision_by_label(meta: Mapping[str, Any]) -> dict[str, float]:
    """Precision of each entity label as the pipeline's maker measured it."""
    performance = meta.get("performance")
    by_type = performance.get("ents_per_type") if isinstance(performance, dict) else None
    if not isinstance(by_type, dict):
        return {}
    return {
        str(label): float(figures["p"])
        for label, figures in by_type.items()
        if isinstance(figures, dict) and isinstance(figures.get("p"), (int, float))
    }
