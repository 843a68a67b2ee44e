"""The suggester "rules": entities found without a model, by patterns and lists of names."""

from __future__ import annotations

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.dates import find_dates
from annotate.suggesters.finding import standing
from annotate.suggesters.numbers import find_numbers
from annotate.suggesters.words import read_words
from annotate.suggestions import Proposal

NAME = "rules"
VERSION = "1"


class RuleSuggester:
    """Suggests entities by rules and gazetteers."""

    name = NAME
    version = VERSION
    layers = frozenset({Layer.ENTITY})

    def suggest(self, article: Article) -> list[Proposal]:
        """Entities of the article that do not overlap, in text order."""
        text = article.text
        words = read_words(text, article.language)
        findings = [*find_dates(text), *find_numbers(text)]
        starts, ends = set(words.starts), set(words.ends)
        return [
            Proposal(
                start=found.start,
                end=found.end,
                label=found.label,
                layer=Layer.ENTITY,
                score=found.score,
                suggester=self.name,
                explanation=found.reason,
            )
            for found in standing(
                found for found in findings if found.start in starts and found.end in ends
            )
        ]
