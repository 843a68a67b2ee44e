"""Pictures of complete marks, for `tests.screenshots`: bars at paragraphs, and the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotate.complete.marks import paragraphs
from annotate.complete.verbs import mark_complete, unmark_complete
from gui.dialogs.complete import CompleteDialog
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))


def take(studio: Studio) -> None:
    """Two paragraphs complete for all labels and one for some; then take all back."""
    names = {
        (theme, size): f"complete-{theme}-{size[0]}x{size[1]}" for theme in THEMES for size in SIZES
    }
    if not any(map(studio.wants, (*names.values(), "complete-dialog"))):
        return
    session = studio.session
    assert session.desk is not None
    lines = paragraphs(session.desk.article.text)
    labels = studio.window.completing.labels
    for regions, said in ((lines[:2], labels), (lines[2:3], labels[:3])):
        session.push(mark_complete(session.desk.annotations, regions, said), "mark")
    studio.settle()
    for (theme, size), name in names.items():
        if studio.wants(name):
            studio.application.appearance.set_choice(theme)
            studio.resize(size)
            QApplication.processEvents()
            studio.shoot(name)
    for theme in THEMES:
        studio.application.appearance.set_choice(theme)

        def keep(theme: ThemeChoice = theme) -> None:
            dialog = studio.window.findChild(CompleteDialog)
            assert dialog is not None
            studio.shoot_dialog(f"complete-dialog-{theme}", dialog)
            dialog.reject()

        QTimer.singleShot(200, keep)
        studio.window.completing.choose()
    session.push(unmark_complete(session.desk.annotations, lines, labels), "mark")
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
