"""Every span that a change of the schema touches: where, which words, from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.compat import override
from annotate.schema.rewriting import Touch, TouchKind

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
MOST_ROWS = 50_000
"""More are not listed: nobody reads them."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Touches", text)


class Column(IntEnum):
    """What stands where."""

    WORDS = 0
    CHANGE = 1
    ARTICLE = 2


class TouchesModel(QAbstractTableModel):
    """One row for each span; `titles` are those of the articles by id."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.touches: Sequence[Touch] = ()
        self._titles: Mapping[str, str] = {}

    def set_touches(self, touches: Sequence[Touch], titles: Mapping[str, str]) -> None:
        """Show these."""
        self.beginResetModel()
        self.touches, self._titles = touches[:MOST_ROWS], titles
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.touches)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        touch = self.touches[index.row()]
        match Column(index.column()):
            case Column.WORDS:
                return _words(touch)
            case Column.CHANGE:
                return _change(touch)
            case Column.ARTICLE:
                return self._titles.get(touch.article_id, touch.article_id)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (_tr("Words"), _tr("What becomes of it"), _tr("Article"))[section]


def _words(touch: Touch) -> str:
    words = " ".join(touch.words.split())
    if touch.child:
        return f"{words} → {' '.join(touch.child.split())}"
    if touch.trigger:
        return _tr("{words} (of “{trigger}”)").format(
            words=words, trigger=" ".join(touch.trigger.split())
        )
    return words


def _change(touch: Touch) -> str:
    match touch.kind:
        case TouchKind.KEPT:
            return _tr("{before} stays").format(before=touch.before)
        case TouchKind.JOINED:
            return _tr("{before} → {after}, which stands there already").format(
                before=touch.before, after=touch.after
            )
        case _:
            return f"{touch.before} → {touch.after}"
