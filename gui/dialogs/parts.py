"""What dialogs are made of: a frame with a heading, plain labels, and a row of buttons."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from gui.fonts import scaled
from gui.theme import SMALL, SPACE, TITLE

_PADDING = 9
"""Pixels from the edge of a field to its text, as the style sheet has them for line edits."""


def plain(text: str = "", *, name: str = "", wraps: bool = True, factor: float = 1.0) -> QLabel:
    """A label that never takes its text for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setObjectName(name)
    if factor != 1.0:
        label.setFont(scaled(label.font(), factor))
    return label


def note(text: str = "") -> QLabel:
    """A small, muted sentence."""
    return plain(text, name="muted", factor=SMALL + 0.04)


def line() -> QFrame:
    """A thin line across."""
    frame = QFrame()
    frame.setObjectName("line")
    return frame


def selectable(label: QLabel) -> QLabel:
    """Let the text of a label be selected and copied, with the mouse or the keyboard."""
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


class Dialog(QDialog):
    """Heading, body and buttons; `body` takes the contents."""

    def __init__(self, title: str, parent: QWidget | None, *, heading: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._body_scrolls = False
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(SPACE)
        self.buttons.addStretch(1)
        column = self._whole = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE + 4, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        head = plain(heading or title, factor=TITLE, wraps=True)
        head.setFont(scaled(head.font(), 1.0, weight=QFont.Weight.DemiBold))
        self.heading = head
        column.addWidget(head)
        column.addLayout(self.body, 1)
        column.addLayout(self.buttons)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Be at least as high as sentences need that wrap at this width, or scroll."""
        super().showEvent(event)
        self._keep_in_order()
        for box in self.findChildren(QAbstractSpinBox):
            # Qt lays the field of a styled spin box over its padding on the left.
            for inner in box.findChildren(QLineEdit):
                inner.setTextMargins(_PADDING, 0, 0, 0)
        screen, least = self.screen().availableGeometry().size(), self._whole.minimumSize()
        if not self._body_scrolls and least.boundedTo(screen) != least:
            self._let_body_scroll(screen)
        elif self._whole.hasHeightForWidth():
            height = self._whole.totalHeightForWidth(self.width())
            if self.height() < height <= screen.height():
                self.resize(self.width(), height)

    def _keep_in_order(self) -> None:
        """Let Tab go over the buttons as they stand, and name what scrolls by the heading."""
        items = map(self.buttons.itemAt, range(self.buttons.count()))
        widgets = (item.widget() if item is not None else None for item in items)
        buttons = [widget for widget in widgets if widget is not None]
        for one, other in pairwise(buttons):
            QWidget.setTabOrder(one, other)
        for area in self.findChildren(QScrollArea):
            if not area.accessibleName():
                area.setAccessibleName(self.heading.text())

    def _let_body_scroll(self, screen: QSize) -> None:
        """Put the body where it can be scrolled: at large letters a screen may be too small."""
        self._body_scrolls = True
        column = self._whole
        inner = QWidget()
        inner.setAutoFillBackground(False)
        column.removeItem(self.body)
        self.body.setParent(None)
        inner.setLayout(self.body)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.heading.text())
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        column.insertWidget(1, area, 1)
        room = area.verticalScrollBar().sizeHint().width()
        column.activate()  # else what was the least height still holds
        self.resize(QSize(self.width() + room, self.height()).boundedTo(screen))

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout under the others."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_button(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        is_primary: bool = False,
        is_left: bool = False,
    ) -> QPushButton:
        """Add a button; the primary one answers Return."""
        button = QPushButton(text)
        button.setAutoDefault(is_primary)
        button.setDefault(is_primary)
        # Not the slot itself: it would be handed whether the button is checked.
        button.clicked.connect(lambda _checked=False: slot())
        if is_left:
            self.buttons.insertWidget(0, button)
        else:
            self.buttons.addWidget(button)
        return button


def field(title: str, widget: QWidget, hint: str = "") -> QVBoxLayout:
    """A control under its name, with a hint below."""
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    label = plain(title, wraps=False)
    label.setBuddy(widget)
    widget.setAccessibleName(title)
    column.addWidget(label)
    column.addWidget(widget)
    if hint:
        column.addWidget(note(hint))
    return column
