"""The news model as a spaCy component: `nlp.add_pipe("spandesk_news")`.

Only spaCy loads this module, through its entry points; nothing of the application imports it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from annotate.spans import Layer
from annotate.suggesters.news_model import Found, NewsModel, shipped_folder

FACTORY = "spandesk_news"
EVENTS = "events"
"""Key of `doc.spans` under which the event triggers lie."""


class NewsComponent:
    """Sets `doc.ents` and `doc.spans["events"]` from the built-in model.

    A span that begins or ends inside a token takes the whole token. Entities that other components
    have set stay, unless `overwrite` is true.
    """

    def __init__(self, *, min_score: float = 0.5, overwrite: bool = False) -> None:
        """Load the model; spans with a lower score than `min_score` are left out."""
        self._model = NewsModel(shipped_folder())
        self._min_score = min_score
        self._overwrite = overwrite

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` and give it back."""
        found = [f for f in self._model.read(doc.text) if f.score >= self._min_score]
        entities = [_span(doc, f) for f in found if f.layer is Layer.ENTITY]
        kept = [] if self._overwrite else list(doc.ents)
        taken = {token.i for span in kept for token in span}
        new = [span for span in entities if not taken.intersection(range(span.start, span.end))]
        doc.set_ents(filter_spans([*kept, *new]))
        doc.spans[EVENTS] = [_span(doc, f) for f in found if f.layer is Layer.EVENT]
        return doc


def _span(doc: Doc, found: Found) -> Span:
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
