"""Cells of the event table: how they are painted and typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotate.compat import override
from annotate.event_table.columns import COLUMNS, Column
from annotate.event_table.rows import JOINT, ROLE_SIGN, EventRow
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from gui import icons
from gui.fonts import scaled
from gui.models.events import EventRole
from gui.painting import ChipLook, Sides, chip_width, paint_chip
from gui.theme import SMALL, Appearance

_NO_COLOUR: Final = "#9aa0a6"
_PAD: Final = 8
_GAP: Final = 6
_SEPARATOR: Final = JOINT.strip()
_ROLE_SIGN: Final = ROLE_SIGN.strip()
_SIGN: Final = 20
"""Room for the sign that the schema has something against the frame."""
Index = QModelIndex | QPersistentModelIndex
Choices = Callable[[str, Column], list[str]]
Change = Callable[[str, Column, str], bool]
"""Called with frame, column and text; whether the text was taken."""


class PartCompleter(QCompleter):
    """Completes the part of a cell behind the last semicolon, and behind its role."""

    @override
    def splitPath(self, path: str) -> list[str]:
        return [path[_part_start(path) :]]

    @override
    def pathFromIndex(self, index: Index) -> str:
        chosen = str(index.data(Qt.ItemDataRole.EditRole) or "")
        box = self.parent()
        typed = box.currentText() if isinstance(box, QComboBox) else ""
        return typed[: _part_start(typed)] + chosen


def _part_start(typed: str) -> int:
    """Where the part begins that is being typed."""
    start = typed.rfind(_SEPARATOR) + 1
    sign = typed.find(_ROLE_SIGN, start)
    start = sign + 1 if sign >= 0 else start
    return start + len(typed[start:]) - len(typed[start:].lstrip())


class CellField(QComboBox):
    """What a cell is typed in: any words, and a list of what would fit."""

    def __init__(self, choices: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(choices)
        completer = PartCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        # Not as the box's own, which would put the chosen words in place of all that was typed.
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none
        self.completes = completer
        line = self.lineEdit()
        if line is not None:
            line.setCompleter(completer)
        self.setMinimumContentsLength(12)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Down opens the list: to change the words unseen would lose what was typed.
        if event.key() == Qt.Key.Key_Down:
            self.showPopup()
            return
        super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Types as chips, words with what they mean in pale letters behind them."""

    def __init__(
        self, appearance: Appearance, parent: QWidget, *, choices: Choices, change: Change
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._choices = choices
        self._change = change
        self.schema: LabelSchema | None = None

    # -- painting ----------------------------------------------------------------------------------

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 11)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: EventRow | None = index.data(EventRole.ROW)
        if row is None:
            return
        rect = QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        colour = self._appearance.colour
        if is_selected:
            painter.fillRect(rect, colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        if is_current:
            painter.setPen(colour("accent"))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        sides = Sides(painter, rect, option.direction)
        if COLUMNS[index.column()] is Column.LABEL:
            self._paint_label(painter, option, sides, row)
            if index.data(EventRole.FAULTS):
                side = 14.0
                box = QRectF(rect.right() - side - 3, rect.center().y() - side / 2, side, side)
                icons.paint(painter, "warning", sides.place(box), colour("warning"))
        else:
            ink = colour("selected_text") if is_selected else colour("text")
            painter.setPen(ink)
            self._paint_words(painter, option, sides, index)
        painter.restore()

    def _paint_label(
        self, painter: QPainter, option: QStyleOptionViewItem, sides: Sides, row: EventRow
    ) -> None:
        rect = QRectF(option.rect)
        label = self.schema.get(Layer.EVENT, row.label) if self.schema else None
        look = ChipLook(row.label, label.colour if label else _NO_COLOUR, Layer.EVENT)
        width = min(chip_width(option.font, look.text), rect.width() - _PAD - _SIGN)
        chip = QRectF(rect.left() + _PAD, rect.top() + 4, width, rect.height() - 8)
        paint_chip(painter, sides.place(chip), look, self._appearance, option.font)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, sides: Sides, index: Index
    ) -> None:
        rect = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(option.font)
        words: str = index.data(Qt.ItemDataRole.DisplayRole)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        sides.write(rect, shown)
        value: str = index.data(EventRole.VALUE)
        room = rect.width() - metrics.horizontalAdvance(words) - _GAP
        if not value or room <= 0:
            return
        painter.setFont(scaled(option.font, SMALL))
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(self._appearance.colour("muted"))
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(value) <= room:
            behind = rect.adjusted(rect.width() - room, 0, 0, 0)
            sides.write(behind, value)

    # -- typing ------------------------------------------------------------------------------------

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = COLUMNS[index.column()]
        field = CellField(self._choices(index.data(EventRole.FRAME_ID), column), parent)
        field.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        field.installEventFilter(self)
        return field

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellField):
            editor.setCurrentIndex(-1)
            editor.setEditText(index.data(Qt.ItemDataRole.EditRole))
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellField):
            column = COLUMNS[index.column()]
            self._change(index.data(EventRole.FRAME_ID), column, editor.currentText())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect
        width = max(rect.width(), editor.sizeHint().width())
        parent = editor.parentWidget()
        most = parent.width() if parent is not None else width
        left = max(0, min(rect.left(), most - width))
        editor.setGeometry(left, rect.top(), min(width, most), rect.height())

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # The list of a combo box takes the focus from its field: that is no end of typing.
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, CellField):
            popup = editor.completes.popup()
            if editor.view().isVisible() or (popup is not None and popup.isVisible()):
                return False
        return super().eventFilter(editor, event)
