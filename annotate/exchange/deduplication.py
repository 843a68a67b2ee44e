"""Articles that come twice: the same text is refused, the same id with another text renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotate.errors import ArticleDuplicateError
from annotate.exchange.drafts import ArticleDraft, Note, NoteCode, Refusal


class Deduplicator:
    """Knows every text and id that is in the project or came earlier in the same import.

    `known` maps fingerprints to a title or id that names the article in a report.
    """

    def __init__(self, *, known: Mapping[str, str], ids: Iterable[str]) -> None:
        """Begin with what the project holds."""
        self._known = dict(known)
        self._ids = set(ids)
        self._next_number: dict[str, int] = {}

    def admit(self, draft: ArticleDraft) -> ArticleDraft | Refusal:
        """`draft`, under a fresh id if its own is taken, or the refusal of a text known already.

        An admitted draft counts as known from then on.
        """
        existing = self._known.get(draft.fingerprint)
        article = draft.article
        if existing is not None:
            source = draft.source
            error = ArticleDuplicateError(source=source, line=draft.line, existing=existing)
            return Refusal(source, draft.line, error)
        if article.id in self._ids:
            given = article.id
            article = replace(article, id=self._fresh_id(given))
            notes = (*draft.notes, Note(NoteCode.FRESH_ID, given))
            draft = replace(draft, article=article, notes=notes)
        self._ids.add(article.id)
        self._known[draft.fingerprint] = article.title or article.id
        return draft

    def _fresh_id(self, taken: str) -> str:
        number = self._next_number.get(taken, 2)
        while f"{taken}-{number}" in self._ids:
            number += 1
        self._next_number[taken] = number + 1
        return f"{taken}-{number}"
