"""The list of articles: one is opened, several are selected, a menu says what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from annotate.compat import override
from gui.models.articles import ArticleRole
from gui.panels.row_list import RowList

_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ArticleList(RowList):
    """Rows of articles; a click opens one, with Ctrl or Shift it selects more.

    Selecting takes the keyboard, opening leaves it with the article. Delete asks for the selected
    ones to be removed, the context menu for what can be done.
    """

    removal_asked = Signal(object)
    """Ids of the selected articles, in the order of the list."""
    menu_asked = Signal(object, QPoint)
    """The same, and the place on the screen."""

    def __init__(
        self,
        model: QAbstractListModel,
        delegate: QStyledItemDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, delegate, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._is_adding = False
        self.clicked.connect(self._on_clicked)

    @property
    def selected_ids(self) -> Sequence[str]:
        """Ids of the selected articles, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        model = self.model()
        return [model.index(row, 0).data(ArticleRole.ARTICLE_ID) for row in rows]

    def select_only(self, index: QModelIndex) -> None:
        """Make one row the current and the only selected one.

        `setCurrentIndex` selects one more while Ctrl is held down, as in Ctrl+Enter.
        """
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_adding = bool(event.modifiers() & _ADDING)
        super().mousePressEvent(event)
        if self._is_adding:
            # Who selects with the mouse means these rows: Delete would else take a span.
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            if self.selected_ids:
                self.removal_asked.emit(self.selected_ids)
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # Beside the current row, wherever the pointer is.
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        elif not self.indexAt(event.pos()).isValid():
            return
        if self.selected_ids:
            self.menu_asked.emit(self.selected_ids, place)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._is_adding:
            self.opened.emit(index)
