"""Pictures of removed articles, for `tests.screenshots`: list and menu, banner, bin, question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotate.removing import Going
from gui.dialogs.details import DetailsDialog
from gui.dialogs.removing import RemovalDialog
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))


def take(studio: Studio) -> None:
    """Select three articles, remove two, look into the bin, bring all back."""
    if not studio.wants("removal"):
        return
    window, project = studio.window, studio.session.project
    assert project is not None
    flows, rows = window.removing, window.articles.list
    ids = project.article_ids()
    for theme in THEMES:
        studio.application.appearance.set_choice(theme)
        studio.resize(SIZES[0])
        rows.clearSelection()
        for article_id in ids[1:4]:
            index = window.articles.model.index_of(article_id)
            rows.selectionModel().select(index, rows.selectionModel().SelectionFlag.Select)
        menu = QMenu(window)
        flows.fill_menu(menu, rows.selected_ids)
        menu.popup(rows.viewport().mapToGlobal(rows.visualRect(index).center()))
        QApplication.processEvents()
        studio.shoot(f"removal-menu-{theme}", over=menu)
        menu.close()
        dialog = RemovalDialog(Going(articles=3, done=1, spans=58), window)
        studio.shoot_dialog(f"removal-question-{theme}", dialog)
        details = DetailsDialog(project.article(ids[0]).details, window)
        studio.shoot_dialog(f"removal-details-{theme}", details)
        window.articles.article_chosen.emit(ids[0])
        QTest.keyClick(window.pane.view, Qt.Key.Key_Delete)
        studio.shoot(f"removal-delete-{theme}")
        window.banner.hide()
        flows.remove(ids[:2])
        window.banner.raise_()
        studio.settle()
        studio.shoot(f"removal-said-{theme}")
        for size in SIZES:
            studio.resize(size)
            flows.show_removed()
            studio.open(ids[1])
            studio.shoot(f"removal-bin-{theme}-{size[0]}x{size[1]}")
        flows.bring_back(ids[:2])
        studio.settle()
        window.articles.show_state(None)
        studio.open(ids[0])
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
