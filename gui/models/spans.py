"""The span list: gold spans and open suggestions of the article, in text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.annotations import SpanIndex
from annotate.compat import override
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.words import percent

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_Key = tuple[int, int, str]
_FEW = 64
"""So many moved rows are changed one by one; more are laid out anew."""


class SpanRole(IntEnum):
    """Roles of the span list beside Qt's own."""

    LINE = Qt.ItemDataRole.UserRole + 1
    ITEM_ID = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class SpanLine:
    """What one line of the list shows; `score` is `None` for gold."""

    id: str
    surface: str
    label: str
    layer: Layer
    score: float | None
    is_skipped: bool = False
    is_aligned: bool = True


def _key(item: Span | Suggestion) -> _Key:
    return (item.start, -item.end, item.id)


class SpanListModel(QAbstractListModel):
    """Gold spans and visible suggestions; changed row by row while an annotator works."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._keys: list[_Key] = []
        self._items: dict[str, Span | Suggestion] = {}
        self._misaligned: frozenset[str] = frozenset()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        item = self._items[self._keys[index.row()][2]]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._line(item).surface
        if role == SpanRole.LINE:
            return self._line(item)
        if role == SpanRole.ITEM_ID:
            return item.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item)
        return None

    def item(self, item_id: str) -> Span | Suggestion | None:
        """The span or suggestion with this id."""
        return self._items.get(item_id)

    def index_of(self, item_id: str) -> QModelIndex:
        """Where an item is; an invalid index when it is not there."""
        item = self._items.get(item_id)
        return QModelIndex() if item is None else self.index(bisect_left(self._keys, _key(item)))

    def set_content(
        self, text: str, spans: Iterable[Span], suggestions: Iterable[Suggestion]
    ) -> None:
        """Show the items of another article, or all of this one anew."""
        self.beginResetModel()
        self._text = text
        self._items = {item.id: item for item in (*spans, *suggestions)}
        self._keys = sorted(map(_key, self._items.values()))
        self.endResetModel()

    def set_misaligned(self, ids: frozenset[str]) -> None:
        """Mark the spans that do not begin and end with tokens."""
        moved = self._misaligned ^ ids
        self._misaligned = ids
        for item_id in moved:
            index = self.index_of(item_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def update(
        self, ids: Iterable[str], spans: SpanIndex[Span], suggestions: SpanIndex[Suggestion]
    ) -> None:
        """Bring the lines with these ids to what the indexes hold now."""
        moved = set(ids)
        if len(moved) > _FEW:
            self.set_content(self._text, spans, suggestions)
            return
        for item_id in moved:
            before = self._items.get(item_id)
            after = spans.get(item_id) or suggestions.get(item_id)
            if before == after:
                continue
            if before is not None and after is not None and _key(before) == _key(after):
                self._items[item_id] = after
                index = self.index_of(item_id)
                self.dataChanged.emit(index, index)
                continue
            if before is not None:
                self._take(before)
            if after is not None:
                self._insert(after)

    def _take(self, item: Span | Suggestion) -> None:
        row = bisect_left(self._keys, _key(item))
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[row]
        del self._items[item.id]
        self.endRemoveRows()

    def _insert(self, item: Span | Suggestion) -> None:
        row = bisect_left(self._keys, _key(item))
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(row, _key(item))
        self._items[item.id] = item
        self.endInsertRows()

    def _line(self, item: Span | Suggestion) -> SpanLine:
        is_suggestion = isinstance(item, Suggestion)
        return SpanLine(
            id=item.id,
            surface=" ".join(self._text[item.start : min(item.end, item.start + 200)].split()),
            label=item.label,
            layer=item.layer,
            score=item.score if is_suggestion else None,
            is_skipped=is_suggestion and item.is_skipped,
            is_aligned=item.id not in self._misaligned,
        )

    def _spoken(self, item: Span | Suggestion) -> str:
        line = self._line(item)
        if line.score is None:
            kind = QCoreApplication.translate("SpanList", "gold")
        else:
            kind = QCoreApplication.translate("SpanList", "suggestion {score}")
            if line.is_skipped:
                kind = QCoreApplication.translate("SpanList", "skipped suggestion {score}")
            kind = kind.format(score=percent(line.score))
        return f"{line.surface}, {line.label}, {line.layer}, {kind}"
