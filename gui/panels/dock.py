"""A dock with a quiet title: a word and a button to hide it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from gui import icons
from gui.fonts import scaled
from gui.theme import SMALL, SPACE


class Dock(QDockWidget):
    """Wraps a panel; `name` is its stable name in the saved layout."""

    def __init__(self, name: str, title: str, panel: QWidget, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        bar = QWidget()
        bar.setObjectName("docktitlebar")
        self._title = QLabel(title)
        self._title.setObjectName("docktitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = scaled(self.font(), SMALL)
        font.setBold(True)
        self._title.setFont(font)
        hide = QToolButton()
        hide.setIcon(icons.icon("close"))
        hide.setIconSize(QSize(12, 12))
        hide.setToolTip(self.tr("Hide"))
        hide.setAccessibleName(self.tr("Hide the panel {title}").format(title=title))
        hide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hide.clicked.connect(self.close)
        row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE + 4, SPACE // 2, SPACE // 2, 2)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(hide)
        self.setTitleBarWidget(bar)
        self.setWidget(panel)
