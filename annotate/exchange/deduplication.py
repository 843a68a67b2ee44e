"""Articles that come twice: the same text is refused, the same id with another text renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotate.errors import ArticleDuplicateError
from annotate.exchange.drafts import ArticleDraft, Note, NoteCode, Refusal
from annotate.store.seen import Seen


class Deduplicator:
    """Knows every text and id that is in the project or came earlier in the same import.

    `known` maps fingerprints to a title or id that names the article in a report.
    """

    def __init__(self, *, known: Mapping[str, str], ids: Iterable[str]) -> None:
        """Begin with what the project holds."""
        self._known = known
        self._ids = frozenset(ids)
        # Of what comes in, which may be more than there is room for.
        self._texts, self._new_ids = Seen(), Seen()
        self._next_number: dict[str, int] = {}

    def admit(self, draft: ArticleDraft) -> ArticleDraft | Refusal:
        """`draft`, under a fresh id if its own is taken, or the refusal of a text known already.

        An admitted draft counts as known from then on.
        """
        mark = draft.fingerprint
        existing = self._known.get(mark)
        if existing is None:
            existing = self._texts.get(mark)
        article = draft.article
        if existing is not None:
            source = draft.source
            error = ArticleDuplicateError(
                source=source, line=draft.line, existing=existing, fingerprint=mark
            )
            return Refusal(source, draft.line, error)
        if self._has(article.id):
            given = article.id
            article = replace(article, id=self._fresh_id(given))
            notes = (*draft.notes, Note(NoteCode.FRESH_ID, given))
            draft = replace(draft, article=article, notes=notes)
        self._new_ids.put(article.id)
        self._texts.put(draft.fingerprint, article.title or article.id)
        return draft

    def _has(self, article_id: str) -> bool:
        return article_id in self._ids or article_id in self._new_ids

    def _fresh_id(self, taken: str) -> str:
        number = self._next_number.get(taken, 2)
        while self._has(f"{taken}-{number}"):
            number += 1
        self._next_number[taken] = number + 1
        return f"{taken}-{number}"
