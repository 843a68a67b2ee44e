"""The open frame in the focus dock: who, what, where; what is missing; what is suggested."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.frames.sheet import FrameSheet
from annotate.schema.label_schema import LabelSchema
from annotate.shortening import shortened
from annotate.spans import Layer
from gui import icons
from gui.fonts import scaled
from gui.models.frame_lines import FrameLine, FrameLineModel, LineKind, LineRole
from gui.painting import (
    Chip,
    ChipLook,
    Sides,
    chip_width,
    key_cap_width,
    paint_chip,
    paint_key_cap,
    paint_row,
)
from gui.panels.row_list import RowList
from gui.theme import SMALL, SPACE, TITLE, Appearance
from gui.words import counted

_NO_COLOUR = "#9aa0a6"
_SIGN = 14
"""Side of a sign at the end of a line, in device-independent pixels."""
_NAMES = 0.36
"""The part of a line that the name of the role may have."""


def _label(name: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    if name:
        label.setObjectName(name)
    return label


class FrameDelegate(QStyledItemDelegate):
    """Key cap, role in its colour, words, label; signs to take out, accept and reject."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.schema: LabelSchema | None = None
        self.cap_width = 20.0

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, option.fontMetrics.height() + 6)

    def signs(self, line: FrameLine, rect: QRectF) -> list[tuple[str, QRectF]]:
        """The signs at the end of a line, as icon and place: what a click there does."""
        has_value = line.kind is LineKind.ATTRIBUTE and not (line.is_suggested or line.is_usual)
        if line.filler is None and not (has_value and line.words):
            return []
        names = ("reject", "accept") if line.is_suggested else ("close",)
        top = rect.center().y() - _SIGN / 2
        lefts = (rect.right() - 10 - _SIGN - number * (_SIGN + 6) for number in range(len(names)))
        return [
            (name, QRectF(left, top, _SIGN, _SIGN)) for name, left in zip(names, lefts, strict=True)
        ]

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: FrameLine = index.data(LineRole.LINE)
        rect = QRectF(option.rect)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_marked = line.is_in_hand or line.is_selected or has_keyboard
        ink = paint_row(
            painter, rect, self._appearance, is_selected=is_marked, is_hovered=is_hovered
        )
        painter.save()
        sides = Sides(painter, rect, option.direction)
        left = rect.left() + 9
        if line.is_first:
            self._paint_name(painter, option, sides, line, rect, left, ink)
        left += self.cap_width + 6 + rect.width() * _NAMES
        right = rect.right() - 10
        if is_hovered or line.is_selected:
            right = self._paint_signs(painter, sides, line, rect, ink)
        self._paint_content(
            painter, option, sides, line, QRectF(left, rect.top(), right - left, rect.height()), ink
        )
        painter.restore()

    def _paint_name(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        sides: Sides,
        line: FrameLine,
        rect: QRectF,
        left: float,
        ink: QColor,
    ) -> None:
        height = option.fontMetrics.height() + 3
        if line.key:
            width = key_cap_width(option.font, line.key)
            cap = QRectF(
                left + self.cap_width - width, rect.center().y() - height / 2, width, height
            )
            paint_key_cap(painter, sides.place(cap), line.key, self._appearance, option.font)
        left += self.cap_width + 6
        if line.kind is LineKind.ROLE:
            dot = QRectF(left, rect.center().y() - 4, 8, 8)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line.colour or _NO_COLOUR))
            painter.drawRoundedRect(sides.place(dot), 2, 2)
        left += 13
        room = rect.left() + 9 + self.cap_width + 6 + rect.width() * _NAMES - left - 6
        painter.setFont(option.font)
        painter.setPen(ink)
        name = option.fontMetrics.elidedText(line.title, Qt.TextElideMode.ElideRight, int(room))
        sides.write(QRectF(left, rect.top(), room, rect.height()), name)

    def _paint_signs(
        self, painter: QPainter, sides: Sides, line: FrameLine, rect: QRectF, ink: QColor
    ) -> float:
        """The signs; where the room for the content ends."""
        right = rect.right() - 10
        for name, box in self.signs(line, rect):
            icons.paint(painter, name, sides.place(box), ink)
            right = box.left() - 6
        return right

    def _paint_content(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        sides: Sides,
        line: FrameLine,
        box: QRectF,
        ink: QColor,
    ) -> None:
        right = box.right()
        if line.note:
            right = self._paint_note(painter, option, sides, line, box)
        label = self._chip(line)
        if label is not None and not line.note:
            width = min(chip_width(option.font, label.text), box.width() * 0.4)
            chip = QRectF(right - width, box.top() + 3, width, box.height() - 6)
            paint_chip(painter, sides.place(chip), label, self._appearance, option.font)
            right = chip.left() - 6
        font = option.font
        font.setItalic(line.is_suggested)
        painter.setFont(font)
        is_pale = line.is_suggested or line.is_usual or not line.words
        painter.setPen(
            self._appearance.colour("muted") if is_pale and not line.is_selected else ink
        )
        room = max(right - box.left(), 0.0)
        words = painter.fontMetrics().elidedText(
            line.words or "–", Qt.TextElideMode.ElideMiddle, int(room)
        )
        sides.write(QRectF(box.left(), box.top(), room, box.height()), words)

    def _paint_note(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        sides: Sides,
        line: FrameLine,
        box: QRectF,
    ) -> float:
        """A word on what is amiss, with a sign; where the room for the words ends."""
        tint = self._appearance.colour("danger" if line.filler is None else "warning")
        painter.setFont(scaled(option.font, SMALL))
        width = min(painter.fontMetrics().horizontalAdvance(line.note) + 2.0, box.width() * 0.55)
        note = QRectF(box.right() - width, box.top(), width, box.height())
        painter.setPen(tint)
        text = painter.fontMetrics().elidedText(
            line.note, Qt.TextElideMode.ElideRight, int(width) + 1
        )
        sides.write(note, text, is_at_end=True)
        sign = QRectF(note.left() - _SIGN - 3, box.center().y() - _SIGN / 2, _SIGN, _SIGN)
        icons.paint(painter, "warning", sides.place(sign), tint)
        return sign.left() - 6

    def _chip(self, line: FrameLine) -> ChipLook | None:
        if line.filler is None or not line.label:
            return None
        layer = line.filler.layer
        label = self.schema.get(layer, line.label) if self.schema is not None else None
        colour = label.colour if label is not None else _NO_COLOUR
        return ChipLook(line.label, colour, layer, is_suggestion=line.is_suggested)


class FramePanel(QWidget):
    """The open frame; says which role, filler or attribute a hand was laid on."""

    role_chosen = Signal(str)
    attribute_chosen = Signal(str)
    filler_chosen = Signal(object)
    """`SheetFiller`."""
    taken_out = Signal(object)
    """`SheetFiller` to empty or to reject, or the name of an attribute."""
    accepted = Signal(object)
    """`SheetFiller` that was suggested."""
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FrameLineModel(self)
        self._delegate = FrameDelegate(appearance, self)
        self._words = _label()
        self._words.setFont(scaled(self.font(), TITLE))
        self._words.setAccessibleName(self.tr("Trigger of the open event"))
        self._chip = Chip(appearance)
        self._count, self._faults = _label("muted"), _label("danger")
        small = scaled(self.font(), SMALL)
        for label in (self._count, self._faults):
            label.setFont(small)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("link")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.setToolTip(self.tr("Close the event (Esc)"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE + 4, 0, SPACE, 0)
        head.setSpacing(SPACE)
        head.addWidget(self._words)
        head.addWidget(self._chip)
        head.addWidget(self._count)
        head.addWidget(self._faults)
        head.addStretch(1)
        head.addWidget(close)
        self.list = RowList(self.model, self._delegate)
        self.list.setAccessibleName(self.tr("Roles and attributes of the open event"))
        self._pressed_at = QPoint()
        self.list.viewport().installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self.list.opened.connect(self._on_opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        appearance.changed.connect(self.list.viewport().update)

    def show_sheet(
        self, sheet: FrameSheet, schema: LabelSchema, lines: tuple[FrameLine, ...]
    ) -> None:
        """Show a frame, with lines made of it."""
        self._words.setText(f"«{shortened(sheet.words, 28)}»")
        label = schema.get(Layer.EVENT, sheet.trigger.label)
        colour = label.colour if label is not None else _NO_COLOUR
        self._chip.set_look(ChipLook(sheet.trigger.label, colour, sheet.trigger.layer))
        count = self.tr("{place} of {count}").format(place=sheet.place, count=sheet.count)
        self._count.setText(count if sheet.count > 1 else "")
        faults = counted(sheet.faults, self.tr("1 fault"), self.tr("{count} faults"))
        self._faults.setText(faults if sheet.faults else "")
        self._delegate.schema = schema
        self._delegate.cap_width = max(
            (key_cap_width(self.list.font(), line.key) for line in lines if line.key), default=0.0
        )
        self.model.set_lines(lines)
        self.list.viewport().update()
        for row, line in enumerate(lines):
            if line.is_in_hand or line.is_selected:
                self.list.scrollTo(self.model.index(row))

    @property
    def heading(self) -> str:
        """What stands over the lines."""
        parts = (self._words.text(), self._count.text(), self._faults.text())
        return " ".join(part for part in parts if part)

    def sign_at(self, index: QModelIndex, place: QPoint) -> str:
        """The icon of the sign at a pixel of the list; empty when there is none."""
        line: FrameLine = index.data(LineRole.LINE)
        rect = QRectF(self.list.visualRect(index))
        x = float(place.x())
        if self.isRightToLeft():
            x = rect.left() + rect.right() - x
        for name, box in self._delegate.signs(line, rect):
            if box.left() - 3 <= x <= box.right() + 3:
                return name
        return ""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note where a line was pressed: the signal of the list does not say."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._pressed_at = event.position().toPoint()
        return super().eventFilter(watched, event)

    def _on_clicked(self, index: QModelIndex) -> None:
        line: FrameLine = index.data(LineRole.LINE)
        sign = self.sign_at(index, self._pressed_at)
        if sign == "accept":
            self.accepted.emit(line.filler)
        elif sign:
            self.taken_out.emit(line.filler or line.name)
        elif line.kind is LineKind.ROLE and line.filler is not None and not line.is_selected:
            self.filler_chosen.emit(line.filler)
        else:
            self._on_opened(index)

    def _on_opened(self, index: QModelIndex) -> None:
        line: FrameLine = index.data(LineRole.LINE)
        if line.kind is LineKind.ROLE:
            self.role_chosen.emit(line.name)
        else:
            self.attribute_chosen.emit(line.name)
