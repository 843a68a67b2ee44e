"""The suggester "lists": what the annotator's own lists of a project find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotate.articles import Article, Tokens
from annotate.own_lists.matching import ListHit, ListMatcher
from annotate.own_lists.values import LISTS, ListEntry
from annotate.shortening import shortened
from annotate.spans import Layer
from annotate.suggesters.lexicon import LexiconSuggester
from annotate.suggesters.lexicon_file import parse_lexicon
from annotate.suggestions import Proposal

_CODE_VERSION = "1"


class OwnListSuggester:
    """Entries and lexicons that the annotator has made; nothing without any."""

    def __init__(
        self,
        lists: Sequence[tuple[str, Sequence[ListEntry]]] = (),
        lexicons: Sequence[tuple[str, str]] = (),
        *,
        revision: int = 0,
    ) -> None:
        """Index (title, entries) and (title, TOML) pairs; raises `LexiconError`."""
        self.name = LISTS
        self.version = version_of(revision)
        self.layers = frozenset(Layer)
        self._matcher = ListMatcher(lists)
        self._lexicons = [
            (title, LexiconSuggester(parse_lexicon(toml, source=title), name=LISTS))
            for title, toml in lexicons
        ]

    def suggest(self, article: Article) -> list[Proposal]:
        """Proposals in text order, one for each entry found."""
        from annotate.pipeline import tokens_of

        if not self._matcher.count and not self._lexicons:
            return []
        return self.suggest_in(article, tokens_of(article.text, article.language))

    def suggest_in(self, article: Article, tokens: Tokens) -> list[Proposal]:
        """The same for tokens that are known already: needs no spaCy."""
        found = [proposal_of(hit) for hit in self._matcher.find(article.text, tokens)]
        for title, lexicon in self._lexicons:
            found += [
                Proposal(
                    item.start, item.end, item.label, item.layer, item.score, LISTS,
                    f"my lexicon “{title}”: {item.explanation.partition(': ')[2]}",
                )
                for item in lexicon.suggest_in(article, tokens)
            ]  # fmt: skip
        return sorted(found, key=lambda item: (item.start, -item.end))


def version_of(revision: int) -> str:
    """Version of the suggester when the lists have been changed so often."""
    return f"{_CODE_VERSION}.{revision}"


def proposal_of(hit: ListHit) -> Proposal:
    """What a hit proposes, and why."""
    entry = hit.entry
    return Proposal(
        start=hit.start,
        end=hit.end,
        label=entry.label,
        layer=entry.layer,
        score=entry.score,
        suggester=LISTS,
        explanation=f"my list “{hit.title}”: {shortened(entry.text, 60)} → {entry.label}",
    )


_kept: dict[str, OwnListSuggester] = {}


def of_project(path: str) -> OwnListSuggester:
    """The suggester for the lists of the project at `path`; read anew when they have changed.

    Raises a `StoreError` for a project that cannot be read; without a path there are no lists.
    """
    if not path:
        return OwnListSuggester()
    from annotate.project import Project

    with Project.open(Path(path), read_only=True) as project:
        revision = project.lists.revision
        kept = _kept.get(path)
        if kept is not None and kept.version == version_of(revision):
            return kept
        enabled = [each for each in project.lists.all() if each.is_enabled]
        made = OwnListSuggester(
            [(item.title, project.lists.entries(item.id)) for item in enabled
             if not item.is_lexicon],
            [(item.title, item.lexicon) for item in enabled if item.is_lexicon],
            revision=revision,
        )  # fmt: skip
    _kept.clear()
    _kept[path] = made
    return made
