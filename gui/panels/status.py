"""The status bar: saved or not, the suggester, what is left, and what the keys do now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from annotate.compat import override
from annotate.schema.label_schema import Label
from gui import icons
from gui.fonts import icon_side
from gui.models.labels import plain_tip
from gui.painting import Chip, ChipLook, Picture
from gui.session import SaveState, SaveStatus
from gui.theme import Appearance


def _divider() -> QFrame:
    line = QFrame()
    line.setFixedSize(1, 14)
    line.setObjectName("bar")
    return line


class _Hint(QLabel):
    """A line at the right that shows as much of its text as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("muted")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.whole = ""
        self._fitted: tuple[str, int, str] | None = None

    def show_text(self, text: str) -> None:
        """Show `text`, or its beginning with all of it in the tool tip."""
        fitted = (text, self.width(), self.font().key())
        if fitted == self._fitted:
            return
        self.whole, self._fitted = text, fitted
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip("" if shown == text else plain_tip(text))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_text(self.whole)


_SAVE_ICONS = {
    SaveState.SAVED: ("saved", "success"),
    SaveState.PENDING: ("pending", "muted"),
    SaveState.FAILED: ("failed", "danger"),
    SaveState.READ_ONLY: ("lock", "warning"),
    SaveState.LOST: ("failed", "danger"),
}


class StatusStrip(QStatusBar):
    """Says what is saved, what the suggester does, how much is left, and what to press."""

    cancel_requested = Signal()
    saved_clicked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._status: SaveStatus | None = None
        # Name, colour, pixels for each of Qt's, side.
        self._shown_icon: tuple[str, int, float, int] | None = None
        self._marks: dict[tuple[str, int, float, int], QPixmap] = {}
        self.setSizeGripEnabled(False)
        self._saved_icon, self._saved = QLabel(), self._text(self.tr("Saved state"))
        self._left = self._text(self.tr("Open suggestions"))
        self._complete = self._text(self.tr("Complete paragraphs"))
        self._suggester = self._text(self.tr("Suggester"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = QToolButton()
        self._cancel.setIcon(icons.icon("close"))
        self._cancel.setIconSize(QSize(14, 14))
        self._cancel.setToolTip(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the running job"))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self.cancel_requested)
        self._hint = _Hint(self.tr("What the keys do now"))
        row = QHBoxLayout()
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(8)
        self._dividers = [_divider(), _divider(), _divider()]
        self._pen, self._pen_chip = Picture(appearance, "pen", 16), Chip(appearance)
        for widget in (
            self._saved_icon,
            self._saved,
            self._dividers[0],
            self._left,
            self._complete,
            self._dividers[1],
            self._suggester,
            self._progress,
            self._cancel,
            self._dividers[2],
            self._pen,
            self._pen_chip,
        ):
            row.addWidget(widget)
        row.addWidget(self._hint, 1)
        box = QWidget()
        box.setLayout(row)
        self.addWidget(box, 1)
        self.set_progress(None)
        self.set_save_status(None)
        self.set_left("")
        self.set_complete("", "")
        self.set_suggester("")
        self.set_pen(None)
        appearance.changed.connect(lambda: self.set_save_status(self._status))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """With larger letters the mark is larger too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._pen.set_side(icon_side(self.fontMetrics(), 16))
            self.set_save_status(self._status)

    def set_save_status(self, status: SaveStatus | None) -> None:
        """Say whether what is shown is on the disk; "saved" is said only when it is."""
        before, self._status = self._status, status
        is_shown = status is not None
        if is_shown is self._saved.isHidden():
            self._saved_icon.setVisible(is_shown)
            self._saved.setVisible(is_shown)
        if status is None:
            return
        if before is None or (before.state, before.at) != (status.state, status.at):
            self._saved.setText(self._words_of(status))
        name, colour = _SAVE_ICONS[status.state]
        ratio, tint = self.devicePixelRatioF(), self._appearance.colour(colour)
        shown = (name, tint.rgba(), ratio, icon_side(self.fontMetrics(), 16))
        if shown == self._shown_icon:
            return
        # Most steps are saved in the frame that shows them: the mark stays what it was.
        self._shown_icon = shown
        pixmap = self._marks.get(shown)
        if pixmap is None:
            size = QSize(shown[3], shown[3]) * ratio
            pixmap = self._marks[shown] = icons.pixmap_of(name, size, tint)
            pixmap.setDevicePixelRatio(ratio)
        self._saved_icon.setPixmap(pixmap)

    def _words_of(self, status: SaveStatus) -> str:
        match status.state:
            case SaveState.SAVED:
                return self._saved_text(status.at)
            case SaveState.PENDING:
                return self.tr("saving…")
            case SaveState.FAILED:
                return self.tr("not saved: taken back")
            case SaveState.READ_ONLY:
                return self.tr("read-only")
            case SaveState.LOST:
                return self.tr("not saved: the file is gone")

    def set_left(self, text: str) -> None:
        """Say how many suggestions are open; empty hides the field."""
        self._left.setText(text)
        self._left.setVisible(bool(text))
        self._dividers[0].setVisible(bool(text) and self._status is not None)

    def set_complete(self, text: str, tip: str) -> None:
        """Say how many paragraphs are complete, and for what; empty hides the field."""
        self._complete.setText(f"· {text}" if text else "")
        self._complete.setToolTip(plain_tip(tip) if tip else "")
        self._complete.setVisible(bool(text))

    @property
    def complete_text(self) -> str:
        """What the bar says about complete paragraphs."""
        return self._complete.text()

    def set_suggester(self, text: str) -> None:
        """Say what the suggester does; empty hides the field."""
        self._suggester.setText(text)
        self._suggester.setVisible(bool(text))
        is_first = self._saved.isHidden() and self._left.isHidden()
        self._dividers[1].setVisible(bool(text) and not is_first)

    def set_pen(self, label: Label | None) -> None:
        """Show which label a drag over text gives; `None`: drags only select."""
        for widget in (self._dividers[2], self._pen, self._pen_chip):
            widget.setVisible(label is not None)
        if label is None:
            return
        self._pen_chip.set_look(ChipLook(label.name, label.colour, label.layer))
        tip = self.tr("A drag over text makes a span with this label: {label}")
        for widget in (self._pen, self._pen_chip):
            widget.setToolTip(plain_tip(tip.format(label=label.name)))

    def set_progress(self, fraction: float | None, *, can_cancel: bool = False) -> None:
        """Show how far a job is, in 0..1; `None` hides it, less than 0 is of unknown length."""
        self._progress.setVisible(fraction is not None)
        self._cancel.setVisible(fraction is not None and can_cancel)
        if fraction is not None:
            self._progress.setRange(0, 0 if fraction < 0 else 1000)
            self._progress.setValue(max(round(fraction * 1000), 0))

    def set_hint(self, text: str) -> None:
        """Say what the keys do now."""
        self._hint.show_text(text)

    @property
    def hint(self) -> str:
        """What the bar says that the keys do now."""
        return self._hint.whole

    @property
    def pen_label(self) -> str:
        """The label that the bar shows beside the pen; empty when drags only select."""
        return "" if self._pen_chip.isHidden() else self._pen_chip.accessibleName()

    @property
    def saved_text(self) -> str:
        """What the bar says about saving."""
        return self._saved.text()

    @property
    def left_text(self) -> str:
        """What the bar says about open suggestions."""
        return self._left.text()

    @property
    def suggester_text(self) -> str:
        """What the bar says about the suggester."""
        return self._suggester.text()

    def _saved_text(self, at: str) -> str:
        if not at:
            return self.tr("saved")
        local = datetime.fromisoformat(at).astimezone()
        return self.tr("saved {time}").format(time=local.strftime("%H:%M:%S"))

    @staticmethod
    def _text(name: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("muted")
        label.setAccessibleName(name)
        return label
