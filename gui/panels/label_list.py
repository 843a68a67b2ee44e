"""A list of labels: key cap, chip, count; in as many columns as fit, as high as it needs."""

from __future__ import annotations

import math

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotate.compat import override
from gui import icons
from gui.fonts import scaled
from gui.models.labels import LabelLine, LabelRole
from gui.painting import (
    ChipLook,
    Sides,
    chip_width,
    key_cap_width,
    paint_chip,
    paint_key_cap,
    paint_row,
)
from gui.theme import SMALL, Appearance

_COLUMN, _COLUMN_OF_LINES = 150, 8
"""Least width of a column of labels: device-independent pixels, and heights of a line."""
_MARK = 14
"""Side of a mark at the right edge of a line."""


class LabelDelegate(QStyledItemDelegate):
    """Key cap, chip, count."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.cell = QSize(_COLUMN, 26)
        self.rows = 1
        self.cap_widths = [20.0]

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.cell

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        # All at once: each question to the model goes through Qt and back.
        line: LabelLine = index.data(LabelRole.LINE)
        label, keys = line.label, line.keys
        rect = QRectF(option.rect)
        painter.save()
        sides = Sides(painter, rect, option.direction)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        paint_row(painter, rect, self._appearance, is_selected=has_keyboard, is_hovered=is_hovered)
        pale = self._appearance.colour("muted")
        if line.is_active:
            self._paint_active(painter, rect, sides)
            pale = self._appearance.colour("selected_text")
        height = option.fontMetrics.height() + 3
        left = rect.left() + 9
        column = min(index.row() // self.rows, len(self.cap_widths) - 1)
        room_for_keys = self.cap_widths[column]
        if keys:
            width = key_cap_width(option.font, keys)
            right = left + room_for_keys
            cap = QRectF(right - width, rect.center().y() - height / 2, width, height)
            paint_key_cap(painter, sides.place(cap), keys, self._appearance, option.font)
        left += room_for_keys + 6
        painter.setFont(scaled(option.font, SMALL))
        figure = str(line.count) if line.count else ""
        figure_width = painter.fontMetrics().horizontalAdvance(figure)
        if line.is_hidden:
            box = QRectF(rect.right() - 8 - _MARK, rect.center().y() - _MARK / 2, _MARK, _MARK)
            icons.paint(painter, "hidden", sides.place(box), pale)
            figure, figure_width = "", _MARK
        if figure:
            painter.setPen(pale)
            sides.write(rect.adjusted(0, 0, -8, 0), figure, is_at_end=True)
        room = rect.right() - 8 - left - (figure_width + 5 if figure_width else 0)
        width = min(chip_width(option.font, label.name), room)
        chip = QRectF(left, rect.center().y() - height / 2 - 0.5, width, height + 1)
        look = ChipLook(label.name, label.colour, label.layer, is_suggestion=line.is_hidden)
        paint_chip(painter, sides.place(chip), look, self._appearance, option.font)
        painter.restore()

    def _paint_active(self, painter: QPainter, rect: QRectF, sides: Sides) -> None:
        """The frame and the bar of the label that new spans get."""
        accent = self._appearance.colour("accent")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1.0))
        painter.setBrush(self._appearance.colour("selected"))
        painter.drawRoundedRect(sides.place(rect.adjusted(4.5, 1.5, -2.5, -1.5)), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        bar = QRectF(rect.left() + 3, rect.top() + 3, 3, rect.height() - 6)
        painter.drawRoundedRect(sides.place(bar), 1.5, 1.5)
        painter.restore()


class LabelList(QListView):
    """Labels in as many columns as fit, as high as they need."""

    chosen = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._delegate = LabelDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.chosen)
        appearance.changed.connect(self.viewport().update)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_mouse else self.currentIndex()
        if index.isValid():
            self.menu_asked.emit(index, event.globalPos())

    @property
    def column(self) -> int:
        """Least width of a column, in device-independent pixels; large letters need more."""
        return max(_COLUMN, _COLUMN_OF_LINES * self.fontMetrics().height())

    def fit(self) -> None:
        """Take the columns that fit and the height that they need."""
        model = self.model()
        count = model.rowCount() if model else 0
        metrics = self.fontMetrics()
        columns = max(self.viewport().width() // self.column, 1)
        rows = math.ceil(count / columns)
        caps = [
            key_cap_width(self.font(), model.index(row, 0).data(LabelRole.KEYS) or "")
            for row in range(count)
        ]
        self._delegate.rows = max(rows, 1)
        self._delegate.cap_widths = [
            max(caps[first : first + rows]) for first in range(0, count, max(rows, 1))
        ] or [20.0]
        cell = QSize(self.viewport().width() // columns - 1, metrics.height() + 10)
        self._delegate.cell = cell
        self.setGridSize(cell)
        self.setFixedHeight(rows * cell.height() + 3)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
