"""The suggester "news": entities and events from the built-in model, with calibrated scores."""

from __future__ import annotations

from functools import cached_property

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news_model import NAME, Found, NewsModel, shipped_folder
from annotate.suggestions import Proposal

_LANGUAGE = "en"


class NewsSuggester:
    """Suggests what the built-in model finds; the model is loaded when it is first asked."""

    def __init__(self, model: NewsModel | None = None) -> None:
        """Use `model`, or the shipped one when it is first needed."""
        self._given = model

    @cached_property
    def _model(self) -> NewsModel:
        return self._given or NewsModel(shipped_folder())

    @property
    def name(self) -> str:
        """Stable name of the suggester."""
        return NAME

    @property
    def version(self) -> str:
        """Version of the model's files."""
        return self._model.version

    @property
    def layers(self) -> frozenset[Layer]:
        """Both layers."""
        return frozenset(Layer)

    def suggest(self, article: Article) -> list[Proposal]:
        """Proposals for an English article; the model says nothing about other languages."""
        if article.language and article.language != _LANGUAGE:
            return []
        return [_proposal(found) for found in self._model.read(article.text)]


def _proposal(found: Found) -> Proposal:
    return Proposal(
        start=found.start,
        end=found.end,
        label=found.label,
        layer=found.layer,
        score=round(found.score, 4),
        suggester=NAME,
        explanation=f"news model {found.score:.0%}",
    )
