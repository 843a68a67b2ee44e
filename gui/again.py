"""The same again: one label for every place with the same words, and the last deed repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotate import verbs
from annotate.project import Why
from annotate.propagation import Place, Standing, find_words, same_words, standing_of
from annotate.spans import Layer
from annotate.suggestions import Suggestion

if TYPE_CHECKING:
    from gui.session import Session


class DeedKind(StrEnum):
    """What can be done again."""

    LABEL = "label"
    REJECT = "reject"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Deed:
    """The last correction, to be done again where the same words stand."""

    kind: DeedKind
    words: str
    layer: Layer
    label: str


class Again:
    """What the session can do more than once."""

    def __init__(self, session: Session) -> None:
        """Nothing has been done yet."""
        self._session = session
        self._deed: Deed | None = None
        self._article_id = ""
        self._end = 0

    def remember(self, kind: DeedKind, start: int, end: int, layer: Layer, label: str) -> None:
        """Keep a correction of `start:end` (code points, half-open) as the last one."""
        desk = self._session.desk
        if desk is not None:
            self._deed = Deed(kind, desk.article.text[start:end], layer, label)
            self._article_id, self._end = desk.article.id, end

    def same_words(self) -> list[Place]:
        """Other places of the article that read like the span or suggestion in focus."""
        desk, item = self._session.desk, self._session.focused
        if desk is None or item is None:
            return []
        return same_words(desk, item.start, item.end, label=item.label, layer=item.layer)

    def propagate(self, places: Sequence[Place]) -> int:
        """Give the label in focus to these places, and to the focus; how many spans are new."""
        desk, item = self._session.desk, self._session.focused
        if desk is None or item is None:
            return 0
        stretches = [(place.start, place.end) for place in places]
        if isinstance(item, Suggestion):
            stretches.insert(0, (item.start, item.end))
        before = len(desk.spans)
        edit = verbs.propagate(
            desk, stretches, label=item.label, layer=item.layer, hand=self._session.hand()
        )
        if self._session.push(edit, "propagate", why=Why.BULK):
            self._session.focus_next()
        return len(desk.spans) - before

    def repeat(self) -> None:
        """Do to the next place with the same words what was done last; in another article anew."""
        deed, desk = self._deed, self._session.desk
        translate = QCoreApplication.translate
        if desk is None:
            return
        if deed is None:
            self._session.told.emit(translate("Again", "There is nothing yet to repeat."))
            return
        after = self._end if self._article_id == desk.article.id else 0
        before = desk.revision
        for start, end in find_words(desk.article.text, desk.tokens, deed.words, after=after):
            if self._repeat_at(deed, start, end):
                # What was out of sight is only shown now: the key is for it once more.
                if desk.revision != before:
                    self._article_id, self._end = desk.article.id, end
                return
        sentence = translate("Again", "There is no further place with “{words}” for that here.")
        self._session.told.emit(sentence.format(words=" ".join(deed.words.split())))

    def _repeat_at(self, deed: Deed, start: int, end: int) -> bool:
        """Do the deed to a place, if it can be done there; whether it was."""
        desk = self._session.desk
        if desk is None:
            return False
        if deed.kind is DeedKind.LABEL:
            standing = standing_of(desk, start, end, deed.label, deed.layer)
            if standing in (Standing.LABELLED, Standing.CUTS):
                return False
            self._session.create_span(start, end, layer=deed.layer, label=deed.label)
            return True
        if deed.kind is DeedKind.DELETE:
            key = (deed.layer, start, end, deed.label)
            span = next((x for x in desk.spans.overlapping(start, end) if x.key == key), None)
            if span is None:
                return False
            self._session.focus(span.id)
            self._session.delete()
            return True
        suggestion = desk.suggestion_on(deed.layer, start, end)
        if suggestion is None or suggestion.hidden is not None:
            return False
        self._session.focus(suggestion.id)
        self._session.reject()
        return True
