"""The tool bar: buttons of the table of actions, the way to the palette, and the one in colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from gui import icons
from gui.action_table import ACTIONS
from gui.actions import ActionSet, plain_text
from gui.theme import Appearance

_SEARCH_GROUP = 5
"""The search box stands ahead of this group of buttons."""


class ToolBar(QToolBar):
    """Built from the table; keys in tool tips and in the search box follow the actions."""

    def __init__(self, actions: ActionSet, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tool bar"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self._actions = actions
        self._appearance = appearance
        self._search_box = self._build_search_box()
        self._finish_button = self._build_finish_button()
        group = 0
        for spec in sorted((spec for spec in ACTIONS if spec.button), key=lambda spec: spec.button):
            if group and spec.button // 10 != group:
                if spec.button // 10 == _SEARCH_GROUP:
                    self._add_search_box()
                else:
                    self.addSeparator()
            group = spec.button // 10
            if spec.id == "article.finish":
                self.addWidget(self._finish_button)
            else:
                self._add_button(spec.id)
        actions.keys_changed.connect(self._say_keys)
        appearance.changed.connect(self._tint)
        self._say_keys()
        self._tint()

    def _add_button(self, action_id: str) -> None:
        self.addAction(self._actions[action_id])
        button = self.widgetForAction(self._actions[action_id])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(plain_text(self._actions[action_id].text()))

    def _add_search_box(self) -> None:
        """The way to the command palette, as wide as the bar allows."""
        self.addWidget(self._space())
        self.addWidget(self._search_box)
        self.addWidget(self._space())

    @staticmethod
    def _space() -> QWidget:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return space

    def _build_search_box(self) -> QToolButton:
        box = QToolButton()
        box.setObjectName("searchbox")
        box.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        box.setIcon(icons.icon("search"))
        box.setIconSize(QSize(15, 15))
        box.setAccessibleName(self.tr("Command palette"))
        box.setMinimumWidth(260)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.clicked.connect(self._actions["view.palette"].trigger)
        return box

    def _build_finish_button(self) -> QToolButton:
        """The one button in colour; not bound to its action, whose icon has another tint."""
        action = self._actions["article.finish"]
        button = QToolButton()
        button.setObjectName("primary")
        button.setText(plain_text(action.text()))
        button.setToolTip(action.toolTip())
        button.setAccessibleName(plain_text(action.text()))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        button.setEnabled(action.isEnabled())
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        action.changed.connect(lambda: button.setToolTip(action.toolTip()))
        return button

    def _say_keys(self) -> None:
        keys = self._actions.key_of("view.palette")
        words = self.tr("Search commands and labels   {keys}").format(keys=keys)
        self._search_box.setText(words.rstrip())

    def _tint(self) -> None:
        ink = self._appearance.colour("accent_text")
        self._finish_button.setIcon(icons.icon_in("done-next", ink))
