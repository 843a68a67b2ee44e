"""A list of equal rows that stays quick with any number of them.

`QListView` lays out every row after each change and asks the model for each: 20 ms a keystroke at
20,000 rows. A table without lines and headers asks for what is in sight only.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotate.compat import override


def set_up_rows(table: QTableView) -> None:
    """Make a table one of equal rows: no grid, no row heads, one selected row, no edit by itself.

    A click does not take the keyboard away from the article.
    """
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    down = table.verticalHeader()
    down.hide()
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    down.setMinimumSectionSize(1)


def fit_rows(table: QTableView) -> None:
    """Make rows as high as the delegate wants them in the font of the moment."""
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    height = table.itemDelegate().sizeHint(option, QModelIndex()).height()
    table.verticalHeader().setDefaultSectionSize(height)


def is_restyled(event: QEvent) -> bool:
    """Whether a change event may have changed the height of rows."""
    return event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def select_something(table: QTableView) -> None:
    """Whoever comes with the keyboard begins in the first row."""
    model = table.model()
    if not table.currentIndex().isValid() and model.rowCount():
        table.setCurrentIndex(model.index(0, 0))


class RowList(QTableView):
    """One column of rows as high as the delegate wants; Return opens the current one."""

    opened = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractListModel,
        delegate: QStyledItemDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setModel(model)
        self.setItemDelegate(delegate)
        set_up_rows(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.horizontalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        fit_rows(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        select_something(self)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyled(event):
            fit_rows(self)
