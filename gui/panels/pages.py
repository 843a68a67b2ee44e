"""Pages of the centre when there is no article: welcome, and the empty and waiting states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from gui import icons
from gui.fonts import scaled
from gui.painting import Picture
from gui.theme import DISPLAY, SMALL, SPACE, TITLE, Appearance

_WIDTH = 720
"""Width of the column of the welcome page, in device-independent pixels."""


def _plain(text: str, *, name: str = "", factor: float = 1.0, wraps: bool = True) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setObjectName(name)
    label.setFont(scaled(label.font(), factor))
    return label


class Card(QPushButton):
    """A large button: icon, title and a sentence."""

    def __init__(self, appearance: Appearance, icon: str, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        parts = (
            Picture(appearance, icon, 28),
            _plain(title, factor=1.1),
            _plain(text, name="muted", factor=SMALL + 0.04),
        )
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        column.addStretch(1)

    @override
    def sizeHint(self) -> QSize:
        return self._column.totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._column.totalMinimumSize()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class _Recent(QWidget):
    """One project that was open before."""

    clicked = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(SPACE)
        button = QPushButton(path.stem.replace("&", "&&"))
        button.setObjectName("link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(self.tr("Open {name}").format(name=path.stem))
        button.clicked.connect(self.clicked)
        folder = str(path.parent).replace(str(Path.home()), "~", 1)
        where = _plain(folder, name="muted", factor=SMALL, wraps=False)
        row.addWidget(button)
        row.addWidget(where, 1)


class WelcomePage(QWidget):
    """First start: the sample, a new project from files, open, and what was open before."""

    sample_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    recent_requested = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addStretch(3)
        column.addLayout(self._build_head(appearance))
        column.addSpacing(3 * SPACE)
        column.addLayout(self._build_cards(appearance))
        column.addSpacing(2 * SPACE)
        self._recent_title = _plain(self.tr("Recent projects"), factor=1.0)
        column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addStretch(2)
        drop = QHBoxLayout()
        drop.addWidget(Picture(appearance, "drop", 18, "muted"))
        drop.addWidget(
            _plain(
                self.tr("Or drop articles here: text, Markdown, HTML pages, JSONL, whole folders."),
                name="muted",
                factor=SMALL + 0.04,
            ),
            1,
        )
        column.addLayout(drop)
        column.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inner.setLayout(column)
        row = QHBoxLayout()
        row.setContentsMargins(4 * SPACE, SPACE, 4 * SPACE, SPACE)
        row.addStretch(1)
        row.addWidget(inner, 20)
        row.addStretch(1)
        page = QWidget()
        page.setLayout(row)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.set_recent(())

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Offer projects that were open before, the latest first."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._recent_title.setVisible(bool(paths))
        for path in paths[:6]:
            entry = _Recent(path)
            entry.clicked.connect(lambda path=path: self.recent_requested.emit(str(path)))
            self._recent.addWidget(entry)

    def _build_head(self, appearance: Appearance) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(Picture(appearance, "spandesk", 72))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(_plain(self.tr("Spandesk"), factor=DISPLAY))
        words.addWidget(
            _plain(
                self.tr("Correct suggested entities and events; take spaCy training data out."),
                name="muted",
                factor=1.05,
            )
        )
        words.addStretch(1)
        head.addLayout(words, 1)
        return head

    def _build_cards(self, appearance: Appearance) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        entries = (
            (
                "sample",
                self.tr("Try the sample project"),
                self.tr("A few news articles with suggestions, ready to correct."),
                self.sample_requested,
            ),
            (
                "new",
                self.tr("New project from files…"),
                self.tr("Bring your own articles in and choose the labels."),
                self.new_requested,
            ),
            (
                "open",
                self.tr("Open a project…"),
                self.tr("Go on where you stopped: one .spandesk file."),
                self.open_requested,
            ),
        )
        self.cards = []
        for icon, title, text, signal in entries:
            card = Card(appearance, icon, title, text)
            card.clicked.connect(signal)
            row.addWidget(card, 1)
            self.cards.append(card)
        return row


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of an empty, error or waiting state, with one button that helps."""

    icon: str
    title: str
    text: str
    button: str = ""
    action: str = ""
    """Id of the action behind the button."""


class NoticePage(QWidget):
    """One calm page for a state without an article."""

    action_requested = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._notice: Notice | None = None
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _plain("", factor=TITLE)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = _plain("", name="muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(460)
        self._button = QPushButton()
        self._button.setObjectName("primary")
        self._button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, SPACE, 4 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addWidget(self._title)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._text, 10)
        centred.addStretch(1)
        column.addLayout(centred)
        column.addSpacing(SPACE)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        appearance.changed.connect(self._tint)

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show other words."""
        self._notice = notice
        self._title.setText(notice.title)
        self._text.setText(notice.text)
        self._button.setText(notice.button)
        self._button.setVisible(bool(notice.button))
        self._tint()

    def _tint(self) -> None:
        if self._notice is None:
            return
        ratio = self.devicePixelRatioF()
        colour = self._appearance.colour("muted")
        pixmap = icons.pixmap_of(self._notice.icon, QSize(48, 48) * ratio, colour)
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)

    def _on_clicked(self) -> None:
        if self._notice is not None and self._notice.action:
            self.action_requested.emit(self._notice.action)
