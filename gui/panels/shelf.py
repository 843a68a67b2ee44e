"""The place of a panel that is made when it is first shown: the start pays nothing for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotate.compat import override

_WIDTH, _HEIGHT = 640, 232
"""What a dock gets when it is first shown, in device-independent pixels."""


class Shelf(QWidget):
    """Empty until it is shown; `make` gives what stands on it then."""

    def __init__(self) -> None:
        super().__init__()
        self.make: Callable[[], QWidget] | None = None
        self.panel: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def furnish(self) -> None:
        """Make the panel now, if it is not there yet."""
        if self.panel is None and self.make is not None:
            self.panel = self.make()
            self._column.addWidget(self.panel)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.furnish()
        super().showEvent(event)
