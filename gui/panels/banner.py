"""The banner over the article: an error or a word in time, which never stops or hides the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotate.compat import override
from gui import icons
from gui.text.accessible import announce
from gui.theme import SPACE, Appearance

_SHOWN_MS = 12_000
_WIDTH = 760
"""Greatest width, in device-independent pixels."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What holds as long as the open article is what it is."""

    text: str
    button: str
    help_with: Callable[[], object]


class Banner(QFrame):
    """One sentence with at most one button, until it is closed or replaced.

    What stands is said wherever nothing else is, until it is no longer true.
    """

    covered = Signal(int)
    """How many pixels of the parent's foot lie under it now; 0 when it is gone."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_SHOWN_MS)
        self._fading.timeout.connect(self._end)
        self._appearance = appearance
        self._help: Callable[[], object] | None = None
        self._until: SignalInstance | None = None
        self._is_of_article = False
        self._standing: _Standing | None = None
        self._is_standing = False
        self._lift = 0
        self._icon_name = "info"
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._on_help)
        close = QToolButton()
        self._close = close
        close.setIconSize(QSize(16, 16))
        close.setToolTip(self.tr("Close"))
        close.setAccessibleName(self.tr("Close the message"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self._end)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        appearance.changed.connect(self._tint)
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says; empty when it is closed."""
        return "" if self.isHidden() else self._text.text()

    @property
    def button(self) -> QPushButton:
        """The button that helps."""
        return self._button

    def say(
        self,
        text: str,
        *,
        is_problem: bool = False,
        button: str = "",
        help_with: Callable[[], object] | None = None,
        until: SignalInstance | None = None,
        is_of_article: bool = False,
    ) -> None:
        """Show a sentence, with a button that helps if there is one; `until` is when both go.

        What is true of the open article only (`is_of_article`) goes with it.
        """
        self._forget()
        self._is_of_article, self._is_standing = is_of_article, False
        if until is not None:
            until.connect(self._end)
            self._until = until
        self._icon_name = "warning" if is_problem else "info"
        self._show(text, button, help_with)
        # News goes by itself; a problem stays until it is read.
        if is_problem:
            self._fading.stop()
        else:
            self._fading.start()

    def say_here(self, text: str) -> None:
        """Show a sentence about the open article."""
        self.say(text, is_of_article=True)

    def stand(
        self, text: str, *, button: str, help_with: Callable[[], object], is_news: bool = True
    ) -> None:
        """Say of the open article what is true until `stand_down`, and cannot be closed.

        A problem that is shown stays before it, and other words too if it is no news.
        """
        self._standing = _Standing(text, button, help_with)
        is_problem = self._icon_name == "warning"
        if self.isHidden() or self._is_standing or (is_news and not is_problem):
            self._say_what_stands()

    def stand_down(self) -> None:
        """What stood is true no more."""
        self._standing = None
        if self._is_standing:
            self._end()

    def leave_article(self) -> None:
        """Another article is opened: take away what was said of this one."""
        self.stand_down()
        if self._is_of_article:
            self.hide()

    def lift(self, height: int) -> None:
        """Leave so many pixels free at the foot of the parent."""
        if height != self._lift:
            self._lift = height
            self.fit()

    def fit(self) -> None:
        """Lie over the foot of the parent, as high as the sentence needs."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(parent.width() - 4 * SPACE, _WIDTH)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left = (parent.width() - width) // 2
        top = parent.height() - height - 2 * SPACE - self._lift
        self.setGeometry(left, max(top, 0), width, height)
        if not self.isHidden():
            self.covered.emit(parent.height() - max(top - SPACE, 0))

    def _show(self, text: str, button: str, help_with: Callable[[], object] | None) -> None:
        self._help = help_with
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._close.setVisible(not self._is_standing)
        self._tint()
        self.show()
        self.fit()
        self.raise_()
        # The keyboard stays in the text: who does not see it would never come by it.
        announce(self, text)

    def _say_what_stands(self) -> None:
        if self._standing is None:
            return
        self._forget()
        self._fading.stop()
        self._is_of_article, self._is_standing = False, True
        self._icon_name = "info"
        self._show(self._standing.text, self._standing.button, self._standing.help_with)

    def _end(self) -> None:
        """What was said is over: say what stands, or go."""
        if self._standing is None:
            self._is_standing = False
            self.hide()
        elif not self._is_standing:
            self._say_what_stands()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._fading.stop()
        super().hideEvent(event)
        if self.isHidden():
            self.covered.emit(0)

    def _forget(self) -> None:
        if self._until is not None:
            self._until.disconnect(self._end)
            self._until = None

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        colour = self._appearance.colour("warning" if self._icon_name == "warning" else "accent")
        if self._appearance.theme.name == "contrast":
            colour = self._appearance.colour("selected_text")
        self._close.setIcon(icons.icon_in("close", self._appearance.colour("selected_text")))
        pixmap = icons.pixmap_of(self._icon_name, QSize(18, 18) * ratio, colour)
        pixmap.setDevicePixelRatio(ratio)
        self._icon.setPixmap(pixmap)

    def _on_help(self) -> None:
        help_with = self._help
        self._end()
        if help_with is not None:
            help_with()
