"""The label panel: entity and event labels with key, colour and count; a click gives the label."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.desk import Desk
from annotate.schema import Label, LabelSchema
from annotate.spans import Layer
from gui import icons
from gui.models.labels import LabelModel, LabelRole
from gui.painting import (
    ChipLook,
    chip_width,
    key_cap_width,
    paint_chip,
    paint_key_cap,
    paint_row,
)
from gui.theme import SMALL, SPACE, Appearance, scaled

_COLUMN = 150
"""Least width of a column of labels, in device-independent pixels."""


def layer_title(layer: Layer) -> str:
    """A layer as the window writes it, in the plural."""
    from PySide6.QtCore import QCoreApplication

    return {
        Layer.ENTITY: QCoreApplication.translate("Layer", "Entities"),
        Layer.EVENT: QCoreApplication.translate("Layer", "Events"),
    }[layer]


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
        label: Label = index.data(LabelRole.LABEL)
        rect = QRectF(option.rect)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        paint_row(painter, rect, self._appearance, is_selected=has_keyboard, is_hovered=is_hovered)
        keys: str = index.data(LabelRole.KEYS)
        height = option.fontMetrics.height() + 3
        left = rect.left() + 9
        column = min(index.row() // self.rows, len(self.cap_widths) - 1)
        room_for_keys = self.cap_widths[column]
        if keys:
            width = key_cap_width(option.font, keys)
            right = left + room_for_keys
            cap = QRectF(right - width, rect.center().y() - height / 2, width, height)
            paint_key_cap(painter, cap, keys, self._appearance, option.font)
        left += room_for_keys + 6
        count: int = index.data(LabelRole.COUNT)
        painter.save()
        painter.setFont(scaled(option.font, SMALL))
        figure = str(count) if count else ""
        figure_width = painter.fontMetrics().horizontalAdvance(figure)
        if index.data(LabelRole.IS_HIDDEN):
            side = 14
            box = QRectF(rect.right() - 8 - side, rect.center().y() - side / 2, side, side)
            icons.paint(painter, "hidden", box, self._appearance.colour("muted"))
            figure, figure_width = "", side
        if figure:
            painter.setPen(self._appearance.colour("muted"))
            painter.drawText(
                rect.adjusted(0, 0, -8, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                figure,
            )
        painter.restore()
        room = rect.right() - 8 - left - (figure_width + 5 if figure_width else 0)
        width = min(chip_width(option.font, label.name), room)
        chip = QRectF(left, rect.center().y() - height / 2 - 0.5, width, height + 1)
        is_hidden = bool(index.data(LabelRole.IS_HIDDEN))
        look = ChipLook(label.name, label.colour, label.layer, is_suggestion=is_hidden)
        paint_chip(painter, chip, look, self._appearance, option.font)


class _LabelList(QListView):
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

    def fit(self) -> None:
        """Take the columns that fit and the height that they need."""
        model = self.model()
        count = model.rowCount() if model else 0
        metrics = self.fontMetrics()
        columns = max(self.viewport().width() // _COLUMN, 1)
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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class _Section(QWidget):
    """One layer: a heading that folds, and its labels."""

    def __init__(self, layer: Layer, appearance: Appearance) -> None:
        super().__init__()
        self.layer = layer
        self.model = LabelModel(self)
        self.list = _LabelList(appearance)
        self.list.setModel(self.model)
        self.list.setAccessibleName(layer_title(layer))
        self._heading = QToolButton()
        self._heading.setObjectName("heading")
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setIconSize(QSize(14, 14))
        self._heading.setCheckable(True)
        self._heading.setChecked(True)
        self._heading.setAutoRaise(True)
        self._heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heading.toggled.connect(self._on_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self.list)
        self._on_toggled(is_open=True)

    def set_total(self, total: int) -> None:
        """Show how many spans of the layer there are."""
        self._heading.setText(f"{layer_title(self.layer)}  {total}")

    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self._heading.setIcon(icons.icon("chevron-down" if is_open else "chevron-right"))
        self.list.setVisible(is_open)


class LabelsPanel(QWidget):
    """The palette of labels; says which one was chosen."""

    label_chosen = Signal(object, str)
    hiding_asked = Signal(object, str, bool)
    """Layer, label, whether its suggestions are to be hidden."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = {layer: _Section(layer, appearance) for layer in Layer}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 0, 2, SPACE)
        column.setSpacing(SPACE // 2)
        for section in self.sections.values():
            column.addWidget(section)
            section.list.chosen.connect(self._on_chosen)
            section.list.menu_asked.connect(self._on_menu)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def set_schema(self, schema: LabelSchema | None, keys_of: Callable[[Label], str]) -> None:
        """Show the labels of a project; `keys_of` says with which keys a label is given."""
        for layer, section in self.sections.items():
            labels = schema.in_layer(layer) if schema else ()
            section.model.set_labels(labels, [keys_of(label) for label in labels])
            section.setVisible(bool(labels))
            section.set_total(0)
            section.list.fit()

    def set_desk(self, desk: Desk | None) -> None:
        """Count the gold spans of the article by label."""
        counts: dict[Layer, Counter[str]] = {layer: Counter() for layer in Layer}
        if desk is not None:
            for span in desk.spans:
                counts[span.layer][span.label] += 1
        for layer, section in self.sections.items():
            section.model.set_counts(counts[layer])
            section.set_total(counts[layer].total())

    def set_hidden(self, labels: frozenset[tuple[Layer, str]]) -> None:
        """Mark the labels whose suggestions are not shown."""
        for layer, section in self.sections.items():
            section.model.set_hidden(frozenset(name for of, name in labels if of is layer))

    def focus_list(self) -> None:
        """Give the keyboard to the first list."""
        self.sections[Layer.ENTITY].list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_menu(self, index: QModelIndex, place: QPoint) -> None:
        label = index.data(LabelRole.LABEL)
        if not isinstance(label, Label):
            return
        is_hidden = bool(index.data(LabelRole.IS_HIDDEN))
        text = (
            self.tr("Show suggestions of {label}")
            if is_hidden
            else self.tr("Hide suggestions of {label}")
        )
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(text.format(label=label.name).replace("&", "&&"))
        action.triggered.connect(
            lambda _=False: self.hiding_asked.emit(label.layer, label.name, not is_hidden)
        )
        menu.popup(place)

    def _on_chosen(self, index: QModelIndex) -> None:
        label = index.data(LabelRole.LABEL)
        if isinstance(label, Label):
            self.label_chosen.emit(label.layer, label.name)
