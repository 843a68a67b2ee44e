"""What the main window is furnished with once its first paint is done: panels, docks and menus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotate.spans import Layer
from gui.action_table import ACTIONS, MENUS, SPAN
from gui.actions import ActionSet, menu_title
from gui.panels.article_pane import ArticlePane
from gui.panels.articles import ArticlesPanel
from gui.panels.banner import Banner
from gui.panels.dock import Dock
from gui.panels.focus import FocusPanel
from gui.panels.labels import LabelsPanel
from gui.panels.pages import NoticePage, WelcomePage
from gui.panels.shelf import Shelf
from gui.panels.spans import SpansPanel
from gui.panels.status import StatusStrip
from gui.theme import Appearance

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)


HIDDEN: Final = frozenset({"events"})
"""Docks that are shown only once somebody asks for them."""


class Panels:
    """Everything around the article."""

    def __init__(self, appearance: Appearance) -> None:
        self.articles = ArticlesPanel(appearance)
        self.focus = FocusPanel(appearance)
        self.labels = LabelsPanel(appearance)
        self.spans = SpansPanel(appearance)
        self.events = Shelf()
        self.welcome = WelcomePage(appearance)
        self.notice = NoticePage(appearance)
        self.status = StatusStrip(appearance)


class Centre(QWidget):
    """The pages, one of them shown, with the banner over their foot."""

    def __init__(self, appearance: Appearance, *pages: QWidget) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        for page in pages:
            self.stack.addWidget(page)
        self.drop_note = QLabel(_tr("Drop to import"), self.stack)
        self.drop_note.setObjectName("dropnote")
        self.drop_note.setTextFormat(Qt.TextFormat.PlainText)
        self.drop_note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.drop_note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.banner = Banner(appearance, self)
        for page in pages:
            if isinstance(page, ArticlePane):
                self.banner.covered.connect(page.set_covered)


def make_docks(window: MainWindow, panels: Panels) -> Mapping[str, Dock]:
    """The docks in their usual places, by name."""
    left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
    if window.isRightToLeft():
        left, right = right, left  # Qt mirrors bars and layouts, but not docks
    docks = {
        "articles": Dock("articles", _tr("Articles"), panels.articles, window),
        "focus": Dock("focus", _tr("Focus"), panels.focus, window),
        "labels": Dock("labels", _tr("Labels"), panels.labels, window),
        "spans": Dock("spans", _tr("Spans"), panels.spans, window),
        "events": Dock("events", _tr("Events"), panels.events, window),
    }
    areas = {"articles": left, "events": Qt.DockWidgetArea.BottomDockWidgetArea}
    for name, dock in docks.items():
        window.addDockWidget(areas.get(name, right), dock)
        if name in HIDDEN:
            dock.hide()
            continue
        dock.show()  # a window that is on the screen already does not show what is added
    # The table of events is wide: it has the foot of the window from side to side.
    window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
    window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
    return docks


_CONTEXT_MENU = (
    ("span.accept", "span.reject", "span.skip"),
    ("span.create", "span.label", "span.delete"),
    ("span.propagate", "span.propagate_project"),
    ("event.open", "event.accept", "chain.link", "span.relate"),
    ("edit.copy", "edit.find", "suggest.remember"),
    ("article.finish",),
)


def fill_context_menu(menu: QMenu, actions: ActionSet, *, has_event: bool) -> None:
    """What can be done now with what is in focus; events only where it is one or in one."""
    for group in _CONTEXT_MENU:
        shown = [
            name
            for name in group
            if actions[name].isEnabled() and (has_event or not name.startswith("event."))
        ]
        if shown and not menu.isEmpty():
            menu.addSeparator()
        menu.addActions([actions[name] for name in shown])


class Menus:
    """The menu bar, built from the table of actions."""

    def __init__(self, window: MainWindow, actions: ActionSet) -> None:
        bar = window.menuBar()
        menus: dict[str, QMenu] = {}
        for title in MENUS:
            menu = menus[title] = bar.addMenu(menu_title(title))
            group = 0
            for spec in ACTIONS:
                if spec.menu == title:
                    if spec.group != group:
                        menu.addSeparator()
                        group = spec.group
                    menu.addAction(actions[spec.id])
        self.recent = QMenu(_tr("Open &recent"), window)
        menus[MENUS[0]].insertMenu(actions["project.sample"], self.recent)
        self.labels = {
            layer: menus[SPAN].addMenu(title)
            for layer, title in (
                (Layer.ENTITY, _tr("&Entity label")),
                (Layer.EVENT, _tr("E&vent label")),
            )
        }
        # So that keys work while the menu bar is hidden.
        window.addActions([actions[spec.id] for spec in ACTIONS])
