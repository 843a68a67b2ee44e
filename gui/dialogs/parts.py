"""What dialogs are made of: a frame with a heading, plain labels, and a row of buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from gui.fonts import scaled
from gui.theme import SMALL, SPACE, TITLE


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
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(SPACE)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
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
        """Be at least as high as sentences need that wrap at this width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
            screen = self.screen().availableGeometry().height()
            if self.height() < height <= screen:
                self.resize(self.width(), height)

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
