"""The news suggester as a spaCy component: `nlp.add_pipe("spandesk_news")`.

Only spaCy loads this module, through its entry points; nothing of the application imports it.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggesters.role_labels import ENTITY_KINDS
from annotate.suggestions import Suggestion, hide_suggestions, merge_proposals

FACTORY = "spandesk_news"
EVENTS = "events"
"""Key of `doc.spans` under which the event triggers lie."""
SCORES = "scores"
"""Attribute of that group with one score a span, as spaCy's own span categorizer leaves them."""


class NewsComponent:
    """Sets `doc.ents` and `doc.spans["events"]` to what the window would suggest for the text.

    A span that begins or ends inside a token takes the whole token. Entities that other components
    have set stay, unless `overwrite` is true. The model is loaded with the first document.
    """

    def __init__(self, *, min_score: float = 0.5, overwrite: bool = False) -> None:
        """Spans with a lower score than `min_score` are left out."""
        self._min_score = min_score
        self._overwrite = overwrite

    @property
    def labels(self) -> tuple[str, ...]:
        """All that it can say: names of entities, then of events; spaCy's `pipe_labels` asks."""
        return (*ENTITY_KINDS, *EVENT_TYPES)

    @cached_property
    def _suggester(self) -> NewsSuggester:
        return NewsSuggester()

    def __getstate__(self) -> dict[str, Any]:
        # A network that is loaded cannot go to another process, which loads one of its own.
        return {name: value for name, value in vars(self).items() if name != "_suggester"}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` and give it back."""
        proposals = self._suggester.suggest(Article(id="", text=doc.text))
        found = [
            each
            for each in hide_suggestions(merge_proposals(proposals), gold=[], decisions={})
            if each.hidden is None and each.score >= self._min_score
        ]
        entities = [_span(doc, each) for each in found if each.layer is Layer.ENTITY]
        kept = [] if self._overwrite else list(doc.ents)
        taken = {token.i for span in kept for token in span}
        new = [span for span in entities if not taken.intersection(range(span.start, span.end))]
        doc.set_ents(filter_spans([*kept, *new]))
        events = [each for each in found if each.layer is Layer.EVENT]
        doc.spans[EVENTS] = [_span(doc, each) for each in events]
        doc.spans[EVENTS].attrs[SCORES] = [each.score for each in events]
        return doc


def _span(doc: Doc, found: Suggestion) -> Span:
    span = doc.char_span(found.start, found.end, label=found.label, alignment_mode="expand")
    assert span is not None  # noqa: S101 - offsets lie inside the text, so expanding finds a span
    return span


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator] - spaCy leaves it untyped
    FACTORY,
    assigns=["doc.ents", "doc.spans"],
    default_config={"min_score": 0.5, "overwrite": False},
)
def create(nlp: Language, name: str, min_score: float, overwrite: bool) -> NewsComponent:  # noqa: ARG001, FBT001 - spaCy passes all of them by name
    """Make the component for `nlp`."""
    return NewsComponent(min_score=min_score, overwrite=overwrite)
